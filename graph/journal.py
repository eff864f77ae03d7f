"""Writing the journal: numbers in order, content only where it differs from what stands there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from graph.description import Description
from graph.identity import ResourceId, split
from graph.marks import BATCH, batches
from graph.models import Change, Resource, State
from graph.publishing import triples

Status = Resource.Status


class Journal:
    """Changes of one drain. `record` and `withdraw` collect, `flush` writes; `state.sequence` counts on."""

    def __init__(self, state: State, now: datetime) -> None:
        self.state = state
        self.now = now
        self.written = 0
        self._changes: list[Change] = []
        self._resources: list[Resource] = []

    def record(self, description: Description, digest: str) -> None:
        """Write a description unless it equals the one with this digest, which stands there."""
        content = content_of(description)
        new_digest = digest_of(content)
        if new_digest != digest:
            change = self._change(description.id, Change.Kind.UPSERT, **content)
            self._resource(description.id, Status.PUBLIC, change, new_digest)

    def withdraw(self, resource: ResourceId, status: str) -> None:
        change = self._change(resource, Change.Kind.WITHDRAWAL)
        self._resource(resource, status, change, "")

    def flush(self) -> None:
        Change.objects.bulk_create(self._changes, batch_size=BATCH)
        Resource.objects.bulk_create(
            self._resources,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["status", "change", "digest"],
        )
        self._changes, self._resources = [], []

    def _change(self, resource: ResourceId, kind: str, **content: Any) -> Change:
        self.state.sequence += 1
        self.written += 1
        change = Change(sequence=self.state.sequence, resource=resource, kind=kind, recorded_at=self.now, **content)
        self._changes.append(change)
        return change

    def _resource(self, resource: ResourceId, status: str, change: Change, digest: str) -> None:
        slug, _ = split(resource)
        self._resources.append(Resource(id=resource, type=slug, status=status, change=change, digest=digest))


def digests(resources: Iterable[ResourceId]) -> dict[ResourceId, str]:
    """Digests of those of the resources that are public now."""
    found: dict[ResourceId, str] = {}
    for batch in batches(resources):
        rows = Resource.objects.filter(pk__in=batch, status=Status.PUBLIC)
        found.update(rows.values_list("pk", "digest"))
    return found


def content_of(description: Description) -> dict[str, Any]:
    """What a change holds of a description: values, texts and triples."""
    statements = triples.quads(description)
    return {
        "values": description.values(),
        "texts": description.texts(),
        "nquads": triples.nquads(statements),
        "turtle": triples.turtle(statements),
    }


def digest_of(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
