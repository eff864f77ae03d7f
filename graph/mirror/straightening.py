"""Repair rows that contradict each other, so that a description can be written again.

Where it is unknown whether the past of a resource may be shown, the past is hidden.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Max, OuterRef, Subquery

from graph.identity import ResourceId, split
from graph.journal import Journal
from graph.models import Change, Resource

Status = Resource.Status


def straighten(resources: Collection[ResourceId], journal: Journal) -> None:
    """Give every resource in the journal a row that matches its newest change."""
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
    """Create missing rows with status "suppressed": a public resource is described again anyway."""
    known = set(Resource.objects.filter(pk__among=set(resources)).values_list("pk", flat=True))
    newest = Change.objects.filter(resource__among=set(resources) - known).order_by().values("resource")
    for resource, change in newest.annotate(newest=Max("sequence")).values_list("resource", "newest"):
        slug = split(resource)[0]
        Resource.objects.create(pk=resource, type=slug, status=Status.SUPPRESSED, change_id=change, digest="")


def _lead_to_the_newest_change(resources: Collection[ResourceId]) -> None:
    """Point rows at the newest change of their resource, and delete rows of resources without any change.

    A public resource without changes is written again; any other one leaves no trace.
    """
    changes = Change.objects.filter(resource=OuterRef("pk")).order_by("-sequence").values("sequence")[:1]
    rows = Resource.objects.filter(pk__among=set(resources)).annotate(newest=Subquery(changes))
    rows.filter(newest=None).delete()
    wrong = rows.exclude(newest=F("change_id")).values_list("pk", "newest")
    for resource, newest in list(wrong):
        Resource.objects.filter(pk=resource).update(change=newest, digest="")
