"""Record the successors of resources that have become part of another one: their ids redirect to it for ever."""

from __future__ import annotations

from django.db import transaction

from graph.identity import ResourceId
from graph.models import Resource, Successor


@transaction.atomic
def succeed(resource: ResourceId, successor: ResourceId) -> ResourceId:
    """Record that `resource` has become `successor`, or the successor of that; returns the resource recorded.

    Raises ValueError where the successors would form a circle.

    The record has effect once the resource is withdrawn and while the successor is public.
    """
    if resource == successor:
        raise ValueError(f"“{resource}” cannot become itself: name another resource.")
    last = Successor.objects.filter(pk=successor).values_list("successor", flat=True).first() or successor
    if last == resource:
        raise ValueError(f"“{successor}” has become “{resource}”, so that cannot become it: name another resource.")
    Successor.objects.filter(successor=resource).update(successor=last)
    Successor.objects.update_or_create(pk=resource, defaults={"successor": last})
    return last


def revoke(resource: ResourceId) -> None:
    """Forget that a resource has become another one, because that was undone."""
    Successor.objects.filter(pk=resource).delete()


def successor_of(resource: ResourceId) -> ResourceId | None:
    """Return the public resource that a withdrawn one has become; None where either of them is private."""
    if not Resource.objects.filter(pk=resource, status=Resource.Status.WITHDRAWN).exists():
        return None
    found = Successor.objects.filter(pk=resource).values_list("successor", flat=True).first()
    public = Resource.objects.filter(pk=found or "", status=Resource.Status.PUBLIC)
    return public.values_list("pk", flat=True).first()
