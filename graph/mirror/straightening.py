"""Bringing rows that contradict each other into an order from which a description can be written again.

Where it is not known whether a past may be told, it is not told.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Max, OuterRef, Subquery

from graph.identity import ResourceId, split
from graph.journal import Journal
from graph.models import Change, Resource

Status = Resource.Status


def straighten(resources: Collection[ResourceId], journal: Journal) -> None:
    """Give every resource a row that fits its newest change."""
    _give_back_lost_rows(resources)
    _lead_to_the_newest_change(resources)
    rows = Resource.objects.filter(pk__among=set(resources))
    for row in rows:
        if row.type != (slug := split(row.pk)[0]):
            rows.filter(pk=row.pk).update(type=slug)
    for status in (Status.WITHDRAWN, Status.SUPPRESSED):
        still_told = rows.filter(status=status, change__kind=Change.Kind.UPSERT)
        journal.withdraw(set(still_told.values_list("pk", flat=True)), status)


def _give_back_lost_rows(resources: Collection[ResourceId]) -> None:
    """As what was made private: if it is public, it is described again anyway."""
    known = set(Resource.objects.filter(pk__among=set(resources)).values_list("pk", flat=True))
    newest = Change.objects.filter(resource__among=set(resources) - known).order_by().values("resource")
    for resource, change in newest.annotate(newest=Max("sequence")).values_list("resource", "newest"):
        slug = split(resource)[0]
        Resource.objects.create(pk=resource, type=slug, status=Status.SUPPRESSED, change_id=change, digest="")


def _lead_to_the_newest_change(resources: Collection[ResourceId]) -> None:
    """What the journal has no change of at all is written again if it is public, and otherwise was never there."""
    changes = Change.objects.filter(resource=OuterRef("pk")).order_by("-sequence").values("sequence")[:1]
    rows = Resource.objects.filter(pk__among=set(resources)).annotate(newest=Subquery(changes))
    rows.filter(newest=None).delete()
    wrong = rows.exclude(newest=F("change_id")).values_list("pk", "newest")
    for resource, newest in list(wrong):
        Resource.objects.filter(pk=resource).update(change=newest, digest="")
