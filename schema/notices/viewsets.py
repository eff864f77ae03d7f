"""Admin views of partners' subscriptions, and their form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from graph.declarations import registry
from graph.mirror import Unavailable
from schema.clients import ShowsSecret
from schema.models import Subscription
from schema.notices.choosing import WrongFilterError, check_filter
from schema.notices.places import RefusedPlaceError, place_of


def _types() -> list[tuple[str, str]]:
    found = ((each.graph_type.slug, str(each.model._meta.verbose_name).capitalize()) for each in registry().resources)
    return sorted(found, key=lambda each: each[1])


class SubscriptionForm(WagtailAdminModelForm):
    """The form of a subscription; after saving, `secret` is a new secret, which is not shown again."""

    address = forms.URLField(
        label=_("Address"),
        help_text=Subscription._meta.get_field("address").help_text,
        max_length=500,
        assume_scheme="https",
    )
    types = forms.MultipleChoiceField(
        label=_("Types"),
        choices=_types,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: changes of resources of all types."),
    )
    rotate = forms.BooleanField(
        label=_("Make a new secret"),
        required=False,
        help_text=_("Notices are signed with the present one too for seven days, so that the partner can change over."),
    )
    secret: str | None = None

    class Meta:
        model = Subscription
        fields = ["name", "address", "contact", "types", "filter", "active"]
        widgets = {"filter": forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})}

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            place_of(address)
        except RefusedPlaceError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return address

    def clean_types(self) -> list[str]:
        return sorted(self.cleaned_data["types"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("filter") and "types" in cleaned:
            try:
                check_filter(Subscription(types=cleaned["types"], filter=cleaned["filter"]))
            except (WrongFilterError, Unavailable) as error:
                self.add_error("filter", str(error))
        return cleaned

    def save(self, commit: bool = True) -> Subscription:
        if self.instance.pk is None or self.cleaned_data["rotate"]:
            self.secret = self.instance.renew()
        if {"filter", "types"} & set(self.changed_data):
            self.instance.epoch = None
        if "active" in self.changed_data:
            self.instance.failing_since = None
        saved: Subscription = super().save(commit)
        return saved


class _ShowsSubscriptionSecret(ShowsSecret):
    secret_message = _("The secret of %(partner)s is shown this once, so copy it now: %(secret)s")


class SubscriptionCreateView(_ShowsSubscriptionSecret, CreateView):
    pass


class SubscriptionEditView(_ShowsSubscriptionSecret, EditView):
    pass


class SubscriptionViewSet(ModelViewSet):
    model = Subscription
    icon = "mail"
    name = "webhooks"
    menu_label = _("Webhooks")
    add_to_settings_menu = True
    copy_view_enabled = False
    add_view_class = SubscriptionCreateView
    edit_view_class = SubscriptionEditView
    list_display = [
        "name",
        "address",
        BooleanColumn("active", label=_("Active")),
        DateColumn("failing_since", label=_("Failing since")),
    ]
    search_fields = ["name", "address"]

    def get_form_class(self, for_update: bool = False) -> type[SubscriptionForm]:
        return SubscriptionForm
