"""Keeping the journal small: every published version stays, what merely followed from something else is merged.

A move, a link that appears because its target did, or a rebuild after changed declarations writes a change of a
resource whose own content nobody touched. Of several such changes in a row the last one stands for all. Numbers that
have gone are never given out again, and the newest change of a resource always stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from graph.declarations import Link, registry
from graph.marks import BATCH
from graph.mirror.draining import exclusive
from graph.models import Change, Resource
from graph.pace import Pace

Json = Any


def compact(before: datetime) -> int:
    """Merge changes that were recorded before this moment; returns how many have gone."""
    removed = 0
    for numbers in Pace(BATCH).chunks(list(_merged(before))):
        with exclusive():
            current = Resource.objects.filter(change__in=numbers).values("change")
            removed += Change.objects.filter(pk__in=numbers).exclude(pk__in=current).delete()[0]
    return removed


def size() -> dict[str, int]:
    """How many changes the journal holds, and of how many resources."""
    return {"changes": Change.objects.count(), "resources": Resource.objects.count()}


def _merged(before: datetime) -> Iterator[int]:
    """Numbers of changes that are followed by one of the same version of their resource."""
    rows = Change.objects.filter(recorded_at__lt=before).order_by("resource", "sequence")
    for _, changes in groupby(rows.iterator(), key=lambda change: change.resource):
        versions = [(change.sequence, _version(change)) for change in changes]
        for (number, version), (_, following) in zip(versions, versions[1:], strict=False):
            if version == following:
                yield number


def _version(change: Change) -> Json:
    """What an editor published, without what follows from others: links, and where the page lies."""
    nodes = change.values.get("nodes", {})
    return change.kind, change.texts, {node_id: _own_values(node) for node_id, node in nodes.items()}


def _own_values(node: Json) -> Json:
    declared = registry().types.get(node["type"])
    fields = declared.fields if declared else {}
    return {name: value for name, value in node["values"].items() if not isinstance(fields.get(name), Link)}
