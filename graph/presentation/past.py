"""Present the public past of a resource: what each of its versions changed, in words and in triples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from graph.declarations import django_language
from graph.description import Description
from graph.identity import ResourceId
from graph.journal import description_of
from graph.mirror import history
from graph.models import Change
from graph.presentation.listing import mention
from graph.presentation.model import Item, Kind
from graph.presentation.reader import Reader, kind, title
from graph.presentation.statements import Statement, compared
from graph.publishing.past.mementos import address
from graph.publishing.past.provenance import sources
from graph.publishing.prefixes import shortened
from graph.replica import reading

MOST_TRIPLES = 300
"""Triples of one version that a page shows; all are in the two documents."""


@dataclass(frozen=True)
class Triple:
    text: str
    is_added: bool


@dataclass(frozen=True)
class Version:
    """A version of a resource that was public, or its withdrawal, compared with what was public before."""

    number: int
    moment: datetime
    is_withdrawal: bool
    document: str
    """The address of its document; empty for a withdrawal."""
    sources: list[str]
    differences: list[Statement]
    triples: list[Triple]
    more: int
    """The number of triples that are not shown."""


@dataclass(frozen=True)
class Past:
    kind: Kind
    title: Item
    versions: list[Version]
    """The newest first."""


def past(resource: ResourceId, language: str) -> Past | None:
    """Return the public past of a resource; None if nothing may be told of it."""
    changes = list(history.versions(resource))
    told = [each for each in map(_description, changes) if each]
    if not told:
        return None
    with reading() as replica, translation.override(django_language(language)):
        reader, newest = Reader(replica, language), told[-1]
        pairs = zip([None, *changes], changes, strict=False)
        versions = [_version(before, change, reader) for before, change in pairs]
        name = title(newest.declared, resource, newest.nodes[resource].values, language)
        if resource in replica:
            name = mention(replica, resource, language)
        return Past(kind(newest.declared), name, versions[::-1])


def _version(before: Change | None, change: Change, reader: Reader) -> Version:
    is_withdrawal = change.kind == Change.Kind.WITHDRAWAL
    differences = compared(_description(before), _description(change), reader)
    triples = _triples(before, change)
    return Version(
        number=change.sequence,
        moment=change.recorded_at,
        is_withdrawal=is_withdrawal,
        document="" if is_withdrawal else address(change.resource, change.sequence),
        sources=[] if is_withdrawal else sources(change),
        differences=[] if is_withdrawal else [each for each in differences if each.state],
        triples=triples[:MOST_TRIPLES],
        more=max(0, len(triples) - MOST_TRIPLES),
    )


def _triples(before: Change | None, change: Change) -> list[Triple]:
    """Return the triples that only one of two versions states, as Turtle shortens them, in their order."""
    old, new = ({*each.nquads.splitlines()} if each else set() for each in (before, change))
    return [Triple(shortened(line), line in new) for line in sorted(old ^ new)]


def _description(change: Change | None) -> Description | None:
    return description_of(change) if change and change.kind == Change.Kind.UPSERT else None
