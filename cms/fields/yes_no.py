"""A form widget for yes, no or not stated: an unticked checkbox would say no although no answer was given."""

from django.forms import NullBooleanSelect
from django.utils.translation import gettext_lazy as _


class YesNoNotStated(NullBooleanSelect):
    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [("unknown", _("Not stated")), ("true", _("Yes")), ("false", _("No"))]
