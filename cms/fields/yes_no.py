"""A choice of yes, no or not stated: a box without a tick would say no where nobody has said anything."""

from django.forms import NullBooleanSelect
from django.utils.translation import gettext_lazy as _


class YesNoNotStated(NullBooleanSelect):
    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("unknown", _("Not stated")), ("true", _("Yes")), ("false", _("No"))]
