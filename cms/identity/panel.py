"""The panel of somebody's own account that leads to second factors."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel


class _NothingToFillIn(forms.ModelForm):
    class Meta:
        model = get_user_model()
        fields = ()


class SecondFactorPanel(BaseSettingsPanel):
    name = "second_factor"
    title = _("Second factor")
    order = 350
    form_class = _NothingToFillIn
    template_name = "cms/identity/panel.html"
