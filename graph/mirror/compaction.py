"""Keep the journal small: every published version stays, changes that only follow from other resources are merged.

A move, a link that appears because its target did, or a rebuild after changed declarations writes a change of a
resource whose own content no editor touched. Of several such changes in a row only the last one is kept, and the last
one before each dated version of the dataset, which can be made again from the journal. The numbers of deleted changes
are never used again, and the newest change of a resource is always kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from graph.database import Pace
from graph.declarations import Json, Link, PartLink, registry
from graph.marks import BATCH
from graph.mirror.draining import exclusive
from graph.models import Change, DatasetVersion, Resource


def compact(before: datetime) -> int:
    """Merge changes that were recorded before a moment; returns the number of changes deleted."""
    removed = 0
    for numbers in Pace(BATCH).chunks(list(_merged(before))):
        with exclusive():
            current = Resource.objects.filter(change__in=numbers).values("change")
            removed += Change.objects.filter(pk__in=numbers).exclude(pk__in=current).delete()[0]
    return removed


def size() -> dict[str, int]:
    """Return the number of changes in the journal, and the number of resources that have a row."""
    return {"changes": Change.objects.count(), "resources": Resource.objects.count()}


def _merged(before: datetime) -> Iterator[int]:
    """Yield the numbers of changes whose next change of the same resource has the same version."""
    dated = sorted(DatasetVersion.objects.values_list("sequence", flat=True))
    rows = Change.objects.filter(recorded_at__lt=before).order_by("resource", "sequence")
    for _, changes in groupby(rows.iterator(), key=lambda change: change.resource):
        versions = [(each.sequence, (bisect_left(dated, each.sequence), _version(each))) for each in changes]
        for (number, version), (_, following) in zip(versions, versions[1:], strict=False):
            if version == following:
                yield number


def _version(change: Change) -> Json:
    """Return what an editor published, without what follows from other resources: links and the page's URLs."""
    nodes = change.values.get("nodes", {})
    return change.kind, change.texts, {node_id: _own_values(node) for node_id, node in nodes.items()}


def _own_values(node: Json) -> Json:
    declared = registry().types.get(node["type"])
    fields = declared.fields if declared else {}
    return {name: value for name, value in node["values"].items() if not isinstance(fields.get(name), Link | PartLink)}
