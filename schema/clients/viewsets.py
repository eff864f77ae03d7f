"""Admin views of API keys."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from schema.clients.forms import ApiKeyForm
from schema.models import ApiKey


class ShowsSecret:
    """A mixin that shows a new secret in the message after saving, the only time that it can be seen."""

    secret_message: Any
    """The message, with places for the partner and the secret."""

    def save_instance(self) -> Any:
        saved = super().save_instance()  # type: ignore[misc]
        if secret := self.form.secret:  # type: ignore[attr-defined]
            text = str(self.secret_message) % {"partner": saved, "secret": secret}
            messages.warning(self.request, text)  # type: ignore[attr-defined]
        return saved


class _ShowsKey(ShowsSecret):
    secret_message = _("The key of %(partner)s is shown this once, so copy it now: %(secret)s")


class ApiKeyCreateView(_ShowsKey, CreateView):
    pass


class ApiKeyEditView(_ShowsKey, EditView):
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
