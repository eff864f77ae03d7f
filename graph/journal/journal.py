"""Write the journal: changes are numbered in order, and written only where the content differs from the newest one."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from graph.database import listed
from graph.declarations import registry
from graph.description import Description, Node, triples, turtle
from graph.identity import ResourceId, split
from graph.marks import BATCH
from graph.models import Change, Resource, State

logger = logging.getLogger(__name__)
Status = Resource.Status
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
"""The exceptions raised where stored values have another form than a description."""


class Journal:
    """The changes of one drain. `record` collects changes, `flush` writes them; `state.sequence` is incremented."""

    def __init__(self, state: State, now: datetime) -> None:
        self.state = state
        self.now = now
        self.written = 0
        self._changes: list[Change] = []
        self._resources: list[Resource] = []

    def record(self, resource: ResourceId, content: dict[str, Any], digest: str) -> None:
        """Record a change with the content of a resource and its digest."""
        self.state.sequence += 1
        self.written += 1
        change = Change(
            sequence=self.state.sequence,
            resource=resource,
            kind=Change.Kind.UPSERT,
            recorded_at=self.now,
            **content,
        )
        self._changes.append(change)
        slug, _ = split(resource)
        self._resources.append(Resource(id=resource, type=slug, status=Status.PUBLIC, change=change, digest=digest))

    def withdraw(self, resources: Collection[ResourceId], status: str) -> None:
        """Write the withdrawal of resources at once, in SQL, as there may be thousands."""
        if not resources:
            return
        rows, ids = listed(resources)
        changes, table = Change._meta.db_table, Resource._meta.db_table
        now = connection.ops.adapt_datetimefield_value(self.now)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO {changes} (sequence, resource, kind, recorded_at, "values", texts, nquads, turtle) '
                "SELECT %s + ROW_NUMBER() OVER (ORDER BY value), value, %s, %s, '{}', '{}', '', '' "
                f"FROM ({rows}) AS ids",
                [self.state.sequence, Change.Kind.WITHDRAWAL, now, ids],
            )
            cursor.execute(
                f"UPDATE {table} SET status = %s, digest = '', change_id = (SELECT sequence FROM {changes} c "
                f"WHERE c.resource = {table}.id AND c.sequence > %s) WHERE id IN ({rows})",
                [status, self.state.sequence, ids],
            )
        self.state.sequence += len(resources)
        self.written += len(resources)

    def flush(self) -> None:
        """Write the recorded changes, and the rows of their resources."""
        Change.objects.bulk_create(self._changes, batch_size=BATCH)
        Resource.objects.bulk_create(
            self._resources,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["status", "change", "digest"],
        )
        self._changes, self._resources = [], []


def distrust(resources: Iterable[ResourceId]) -> None:
    """Clear the digests of resources, so that the next description is written whatever the journal holds."""
    Resource.objects.filter(pk__among=set(resources)).update(digest="")


def distrust_what_has_no_change() -> None:
    """Clear the digests of resources whose newest change is missing, so that it is written again."""
    own = Change.objects.filter(pk=OuterRef("change_id"), resource=OuterRef("pk"))
    Resource.objects.exclude(Exists(own)).update(digest="")


def digests(resources: Iterable[ResourceId]) -> dict[ResourceId, str]:
    """Return the digests of the resources that are public in the journal."""
    rows = Resource.objects.filter(pk__among=set(resources), status=Status.PUBLIC)
    return dict(rows.values_list("pk", "digest"))


def content_of(description: Description) -> dict[str, Any]:
    """Return a description's values, texts and triples by the column of `Change` that stores them."""
    statements = triples.quads(description)
    return {
        "values": description.values(),
        "texts": description.texts(),
        "nquads": triples.nquads(statements),
        "turtle": turtle.fragment(statements),
    }


def description_of(change: Change) -> Description:
    """Return the description that a change holds, without types and fields that are not declared any more."""
    return described(change.resource, {"values": change.values, "texts": change.texts})


def described(resource: ResourceId, content: Mapping[str, Any]) -> Description:
    """Return the description that the content of a resource holds, as `content_of` returns it."""
    values, long_texts = content["values"], content["texts"]
    nodes = {}
    for node_id, stored in values["nodes"].items():
        if declared := registry().types.get(stored["type"]):
            short, long = (
                {name: value for name, value in each.items() if name in declared.fields}
                for each in (stored["values"], long_texts.get(node_id, {}))
            )
            nodes[node_id] = Node(declared.name, short, long)
    return Description(resource, nodes, values["urls"])


def readable(change: Change) -> Description | None:
    """Return the description that a change holds; None, with an entry in the log, where the change is damaged."""
    try:
        return description_of(change)
    except UNREADABLE:
        logger.exception("Change %d of %s cannot be read.", change.sequence, change.resource)
        return None


def digest_of(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
