"""Registration of the queries of a partner's site, from the file that the build of the site makes.

An upload adds documents and removes none that is in use: the site that still runs on the build before needs its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schema.clients.documents import hash_of
from schema.models import ApiKey, TrustedDocument

OLD_DOCUMENTS_STAY = timedelta(days=90)
"""How long a document stays after the last upload that has it. Only a later upload removes it."""

MOST_DOCUMENTS = 2_000
"""Documents of one key; of more, those that were uploaded longest ago are removed."""


@dataclass(frozen=True)
class Registered:
    """The result of an upload."""

    added: int
    removed: int
    total: int


def documents_in(content: bytes) -> dict[str, str]:
    """Return the queries of a manifest by their SHA-256 hash. Raise ValidationError for a file that is none.

    A manifest is `{hash: query}`, with or without `sha256:` before the hash, or Apollo's `{"operations": […]}`.
    """
    try:
        found: Any = json.loads(content)
    except ValueError as error:
        raise ValidationError(_("This is not a JSON file: %(error)s."), params={"error": error}) from error
    if isinstance(found, dict) and isinstance(found.get("operations"), list):
        found = {each.get("id"): each.get("body") for each in found["operations"] if isinstance(each, dict)}
    if not isinstance(found, dict) or not all(isinstance(each, str) for pair in found.items() for each in pair):
        raise ValidationError(_('This file must be an object such as {"hash": "query"}.'))
    if len(found) > MOST_DOCUMENTS:
        raise ValidationError(
            _("A key has at most %(most)s documents: register fewer."), params={"most": MOST_DOCUMENTS}
        )
    found = {digest.removeprefix("sha256:"): text for digest, text in found.items()}
    for digest, text in found.items():
        if hash_of(text) != digest:
            raise ValidationError(
                _("The SHA-256 hash of the query that begins with “%(text)s” is %(hash)s: correct the file."),
                params={"text": text[:40], "hash": hash_of(text)},
            )
    return found


@transaction.atomic
def register(key: ApiKey, documents: Mapping[str, str]) -> Registered:
    """Register documents of a key, and remove those that no upload has had for long."""
    now, before = timezone.now(), key.documents.count()
    rows = [TrustedDocument(key=key, sha256=each, text=text, uploaded=now) for each, text in documents.items()]
    TrustedDocument.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key", "sha256"], update_fields=["uploaded"]
    )
    added = key.documents.count() - before
    removed = _remove_old(key, now)
    return Registered(added, removed, before + added - removed)


def _remove_old(key: ApiKey, now: datetime) -> int:
    """Remove documents that no upload has had for long, and those that are too many; return how many were removed."""
    newest = key.documents.order_by("-uploaded", "pk").values_list("pk", flat=True)
    too_many = key.documents.filter(pk__in=list(newest[MOST_DOCUMENTS:]))
    old = key.documents.filter(uploaded__lt=now - OLD_DOCUMENTS_STAY)
    return sum(each.delete()[0] for each in (too_many, old))
