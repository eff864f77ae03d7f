"""Read the public past from the journal: the graph at a moment, the versions of a resource, differences between.

*Withdrawn* content keeps its public past. *Suppressed* content (made private) has no past while it is private
(`graph.journal.redaction`), and erased content (`purge`) never has one again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from graph.declarations import Json
from graph.identity import ResourceId
from graph.journal import Untold
from graph.mirror.draining import ensure_fresh, exclusive
from graph.models import Change, Erasure, Resource

PUBLISHED = Change.Kind.UPSERT


@dataclass(frozen=True)
class Difference:
    """The change of a resource between two numbers; `before` or `after` is None where it was not public then."""

    resource: ResourceId
    before: Change | None
    after: Change | None


def versions(resource: ResourceId) -> Iterator[Change]:
    """Yield the published versions and withdrawals of a resource, the oldest first, redacted for the public."""
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
    """Return the number of the newest change that was recorded at or before a moment; 0 before the first change."""
    found = Change.objects.filter(recorded_at__lte=moment).aggregate(Max("sequence"))
    return found["sequence__max"] or 0


def as_of(sequence: int, resources: Collection[ResourceId] | None = None) -> Iterator[Change]:
    """Yield the graph as it was after change `sequence`: one redacted change per public resource, ordered by resource.

    Covers all resources, or only `resources`.
    """
    ensure_fresh()
    yield from redacted(sequence, resources, Untold.now())


def redacted(sequence: int, resources: Collection[ResourceId] | None, untold: Untold) -> Iterator[Change]:
    """Yield what `as_of` yields, redacted as of another moment than now."""
    newest = Change.objects.filter(resource=OuterRef("resource"), sequence__lte=sequence).order_by("-sequence")
    then = Change.objects.filter(sequence__lte=sequence, sequence=Subquery(newest.values("sequence")[:1]))
    if resources is not None:
        then = then.filter(resource__among=set(resources))
    for change in then.filter(kind=PUBLISHED).order_by("resource").iterator():
        if told := untold.of(change):
            yield told


def between(first: int, last: int) -> Iterator[Difference]:
    """Yield the differences between the graph at two change numbers, ordered by resource."""
    changes = Change.objects.filter(sequence__gt=first, sequence__lte=last)
    touched = set(changes.values_list("resource", flat=True).distinct())
    before, after = ({each.resource: each for each in as_of(sequence, touched)} for sequence in (first, last))
    for resource in sorted(touched):
        was, became = before.get(resource), after.get(resource)
        if _content(was) != _content(became):
            yield Difference(resource, was, became)


def purge(resource: ResourceId, reason: str, by: str = "") -> Erasure:
    """Erase a resource's past from the journal for ever; the change numbers stay, so that consumers see no gap.

    The content that is public now stays: unpublish or delete it first if it has to be erased too.
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
