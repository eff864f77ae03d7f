"""Read pages of the change feed: every resource once, in the order of its newest change.

The feed needs no past: the journal keeps the newest change of every resource that ever was public, so a token does not
become too old, and of several changes of a resource only the last one is told. A resource that changes while a client
reads comes again at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from graph.identity import ResourceId, document_iri, iri, split
from graph.models import Change, Resource
from graph.publishing.feed.tokens import Token

STANDARD_PAGE = 100
LARGEST_PAGE = 1_000
"""Entries of the largest page, which takes some 20 ms and 350 kB."""


@dataclass(frozen=True)
class Entry:
    """A resource that is public now, or that is not public any more.

    Whether a withdrawn resource was unpublished, deleted or made private is not told.
    """

    resource: ResourceId
    version: int
    kind: Change.Kind

    @property
    def type(self) -> str:
        """The slug of the type."""
        return split(self.resource)[0]

    def in_json(self) -> dict[str, Any]:
        """Return the entry under the names that GraphQL uses. Only a public resource has a document."""
        name = iri(self.resource)
        told: dict[str, Any] = {
            "kind": self.kind,
            "type": self.type,
            "id": name,
            "iri": name,
            "version": self.version,
        }
        if self.kind == Change.Kind.UPSERT:
            told["document"] = document_iri(self.resource)
        return told


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    next: Token
    """The place after this page."""
    more: bool
    """Whether there are more entries now."""


def page_after(token: Token, newest: int, first: int) -> Page:
    """Return the next `first` entries up to change `newest`.

    A resource that has changed after `newest` is left out, as it comes later.
    """
    rows = list(_entries(token, newest)[: first + 1])
    more = len(rows) > first
    entries = [
        Entry(resource, version, Change.Kind.UPSERT if status == Resource.Status.PUBLIC else Change.Kind.WITHDRAWAL)
        for resource, version, status in rows[:first]
    ]
    return Page(entries, token.at(entries[-1].version if more else newest), more)


def _entries(token: Token, newest: int) -> QuerySet[Resource, tuple[str, int, str]]:
    told = Q(status=Resource.Status.PUBLIC) | Q(change_id__gt=token.began)
    rows = Resource.objects.filter(told, change_id__gt=token.sequence, change_id__lte=newest)
    if token.types:
        rows = rows.filter(type__in=token.types)
    return rows.order_by("change_id").values_list("pk", "change_id", "status")
