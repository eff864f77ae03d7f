"""The admin form of an API key: it makes the secret and reads the documents that a partner registers."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from schema.clients.documents import hash_of
from schema.models import ApiKey, TrustedDocument


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
            "It replaces the documents that are registered now."
        ),
    )
    secret: str | None = None

    class Meta:
        model = ApiKey
        fields = ["partner", "active", "expires", "any_query", "large_queries", "rate"]

    def clean_manifest(self) -> dict[str, str] | None:
        file = self.cleaned_data["manifest"]
        return None if file is None else _documents(file.read())

    def save(self, commit: bool = True) -> ApiKey:
        if self.instance.pk is None or self.cleaned_data["rotate"]:
            self.secret = self.instance.renew()
        key: ApiKey = super().save(commit)
        if self.cleaned_data["manifest"] is not None:
            key.documents.all().delete()
            documents = self.cleaned_data["manifest"].items()
            TrustedDocument.objects.bulk_create(
                TrustedDocument(key=key, sha256=each, text=text) for each, text in documents
            )
        return key


def _documents(content: bytes) -> dict[str, str]:
    try:
        found: Any = json.loads(content)
    except ValueError as error:
        raise ValidationError(_("This is not a JSON file: %(error)s."), params={"error": error}) from error
    if isinstance(found, dict) and isinstance(found.get("operations"), list):
        found = {each.get("id"): each.get("body") for each in found["operations"] if isinstance(each, dict)}
    if not isinstance(found, dict) or not all(isinstance(each, str) for pair in found.items() for each in pair):
        raise ValidationError(_('This file must be an object such as {"hash": "query"}.'))
    for digest, text in found.items():
        if hash_of(text) != digest:
            raise ValidationError(
                _("The SHA-256 hash of the query that begins with “%(text)s” is %(hash)s: correct the file."),
                params={"text": text[:40], "hash": hash_of(text)},
            )
    return found
