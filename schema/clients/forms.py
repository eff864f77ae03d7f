"""The admin form of an API key: it makes the secret and reads the documents that a partner registers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from schema.clients.manifests import documents_in, register
from schema.models import ApiKey


class ApiKeyForm(WagtailAdminModelForm):
    """The form of a key; after saving, `secret` is the text of a new key, which is stored nowhere."""

    rotate = forms.BooleanField(
        label=_("make a new key"),
        required=False,
        help_text=_("The present one stays good for seven days, so that the partner can change over."),
    )
    manifest = forms.FileField(
        label=_("registered documents"),
        required=False,
        help_text=_(
            "A JSON file that the partner's build makes: {hash: query}, or the manifest of Apollo. "
            "It adds to the documents that are registered; those that no file has had for 90 days are removed."
        ),
    )
    secret: str | None = None

    class Meta:
        model = ApiKey
        fields = ["partner", "active", "expires", "any_query", "large_queries", "rate"]

    def clean_manifest(self) -> dict[str, str] | None:
        file = self.cleaned_data["manifest"]
        return None if file is None else documents_in(file.read())

    def save(self, commit: bool = True) -> ApiKey:
        if self.instance.pk is None or self.cleaned_data["rotate"]:
            self.secret = self.instance.renew()
        key: ApiKey = super().save(commit)
        if self.cleaned_data["manifest"] is not None:
            register(key, self.cleaned_data["manifest"])
        return key
