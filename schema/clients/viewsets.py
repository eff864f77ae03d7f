"""Admin views of API keys."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from schema.clients.forms import ApiKeyForm
from schema.models import ApiKey


class _ShowsSecret:
    """A mixin that shows the text of a new key in the message after saving, the only time that it can be seen."""

    def save_instance(self) -> Any:
        key = super().save_instance()  # type: ignore[misc]
        if secret := self.form.secret:  # type: ignore[attr-defined]
            text = gettext("The key of %(partner)s is shown this once, so copy it now: %(secret)s")
            messages.warning(self.request, text % {"partner": key, "secret": secret})  # type: ignore[attr-defined]
        return key


class ApiKeyCreateView(_ShowsSecret, CreateView):
    pass


class ApiKeyEditView(_ShowsSecret, EditView):
    pass


class ApiKeyViewSet(ModelViewSet):
    model = ApiKey
    icon = "key"
    name = "api_keys"
    menu_label = _("API keys")
    add_to_settings_menu = True
    copy_view_enabled = False
    add_view_class = ApiKeyCreateView
    edit_view_class = ApiKeyEditView
    list_display = [
        "partner",
        "prefix",
        BooleanColumn("active", label=_("Active")),
        DateColumn("expires", label=_("Expires")),
        DateColumn("last_used", label=_("Last used")),
    ]
    search_fields = ["partner", "prefix"]

    def get_form_class(self, for_update: bool = False) -> type[ApiKeyForm]:
        return ApiKeyForm
