"""The public past, from the journal: the graph as it was, the versions of a resource, what changed in between.

*Withdrawn* content keeps its public past. *Suppressed* content (made private) has none while it is so, and what was
erased (`purge`) has none for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from graph.identity import ResourceId
from graph.mirror import ensure_fresh, exclusive
from graph.models import Change, Erasure, Resource

Json = Any
PUBLISHED = Change.Kind.UPSERT


@dataclass(frozen=True)
class Difference:
    """What became of a resource between two points: either side is None where it was not public."""

    resource: ResourceId
    before: Change | None
    after: Change | None


def versions(resource: ResourceId) -> QuerySet[Change]:
    """All changes of a resource, the oldest first: what it said, and when it was withdrawn."""
    return _visible().filter(resource=resource).order_by("sequence")


def sequence_at(moment: datetime) -> int:
    """Number of the newest change that had been recorded then; 0 before the first."""
    found = Change.objects.filter(recorded_at__lte=moment).aggregate(Max("sequence"))
    return found["sequence__max"] or 0


def as_of(sequence: int) -> QuerySet[Change]:
    """The graph as it was once change `sequence` was made: one change per resource that was public, by resource."""
    newest = _visible().filter(resource=OuterRef("resource"), sequence__lte=sequence).order_by("-sequence")
    then = _visible().filter(sequence__lte=sequence, sequence=Subquery(newest.values("sequence")[:1]))
    return then.filter(kind=PUBLISHED).order_by("resource")


def between(first: int, last: int) -> Iterator[Difference]:
    """What differs between the graph as it was at two numbers, by resource."""
    touched = set(
        _visible().filter(sequence__gt=first, sequence__lte=last).values_list("resource", flat=True).distinct()
    )
    before, after = (
        {change.resource: change for change in as_of(sequence).filter(resource__in=touched)}
        for sequence in (first, last)
    )
    for resource in sorted(touched):
        was, became = before.get(resource), after.get(resource)
        if (was and was.nquads) != (became and became.nquads):
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


def _visible() -> QuerySet[Change]:
    """Changes without those of resources that are private now. Asked after a drain, so that "now" is true."""
    ensure_fresh()
    private = Resource.objects.filter(status=Resource.Status.SUPPRESSED).values("pk")
    return Change.objects.exclude(resource__in=private)
