"""The public past, from the journal: the graph as it was, the versions of a resource, what changed in between.

*Withdrawn* content keeps its public past. *Suppressed* content (made private) has none while it is so
(`graph.journal.redaction`), and what was erased (`purge`) has none for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from graph.identity import ResourceId
from graph.journal import Untold
from graph.mirror.draining import ensure_fresh, exclusive
from graph.models import Change, Erasure, Resource

Json = Any
PUBLISHED = Change.Kind.UPSERT


@dataclass(frozen=True)
class Difference:
    """What became of a resource between two points: either side is None where it was not public."""

    resource: ResourceId
    before: Change | None
    after: Change | None


def versions(resource: ResourceId) -> Iterator[Change]:
    """All changes of a resource, the oldest first: what it said, and when it was withdrawn."""
    ensure_fresh()
    untold, before = Untold.now(), None
    for change in Change.objects.filter(resource=resource).order_by("sequence"):
        told = untold.of(change)
        if _content(told) != _content(before):
            yield told or Change(
                sequence=change.sequence,
                resource=resource,
                kind=Change.Kind.WITHDRAWAL,
                recorded_at=change.recorded_at,
            )
        before = told


def sequence_at(moment: datetime) -> int:
    """Number of the newest change that had been recorded then; 0 before the first."""
    found = Change.objects.filter(recorded_at__lte=moment).aggregate(Max("sequence"))
    return found["sequence__max"] or 0


def as_of(sequence: int, resources: Collection[ResourceId] | None = None) -> Iterator[Change]:
    """The graph as it was once change `sequence` was made: one change per resource that was public, by resource.

    Of all resources, or of some.
    """
    ensure_fresh()
    newest = Change.objects.filter(resource=OuterRef("resource"), sequence__lte=sequence).order_by("-sequence")
    then = Change.objects.filter(sequence__lte=sequence, sequence=Subquery(newest.values("sequence")[:1]))
    if resources is not None:
        then = then.filter(resource__among=set(resources))
    untold = Untold.now()
    for change in then.filter(kind=PUBLISHED).order_by("resource").iterator():
        if told := untold.of(change):
            yield told


def between(first: int, last: int) -> Iterator[Difference]:
    """What differs between the graph as it was at two numbers, by resource."""
    changes = Change.objects.filter(sequence__gt=first, sequence__lte=last)
    touched = set(changes.values_list("resource", flat=True).distinct())
    before, after = ({each.resource: each for each in as_of(sequence, touched)} for sequence in (first, last))
    for resource in sorted(touched):
        was, became = before.get(resource), after.get(resource)
        if _content(was) != _content(became):
            yield Difference(resource, was, became)


def purge(resource: ResourceId, reason: str, by: str = "") -> Erasure:
    """Erase what the journal says of a resource's past, for ever; the numbers stay, so nobody loses count.

    What is public now stays: unpublish or delete it first if that has to go too.
    """
    ensure_fresh()
    with exclusive():
        current = Resource.objects.filter(pk=resource, status=Resource.Status.PUBLIC).values("change")
        past = Change.objects.filter(resource=resource).exclude(pk__in=current)
        erased = past.filter(kind=PUBLISHED).count()
        past.update(kind=Change.Kind.WITHDRAWAL, values={}, texts={}, nquads="", turtle="")
        return Erasure.objects.create(
            resource=resource, erased_at=timezone.now(), reason=reason, by=by, versions=erased
        )


def _content(change: Change | None) -> Json:
    return change and (change.values, change.texts)
