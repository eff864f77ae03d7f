"""What one execution reads: the replica as it is now, and the stored texts that it turns out to need."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Value

from graph.identity import ResourceId
from graph.replica import Replica
from schema.errors import ApiError
from schema.limits import RESOURCES
from schema.timing import Deadline

Json = Any


class StoredTexts:
    """Long texts and triples are in the database, and one query fetches all that an answer needs.

    An execution that asks for a text which is not here gets none, and is run again after `load`. Where a text leads to
    another one (a case study to its project's description), that takes one query more.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._texts: dict[ResourceId, Json] = {}
        self._nquads: dict[int, str] = {}
        self._wanted: set[ResourceId] = set()
        self._wanted_nquads: dict[ResourceId, int] = {}

    def of(self, resource: ResourceId) -> dict[str, Json]:
        """The long texts of a resource or part, by field."""
        if resource not in self._texts:
            self._wanted.add(resource)
        found: dict[str, Json] = self._texts.get(resource, {})
        return found

    def nquads(self, resource: ResourceId) -> str:
        """The triples of a resource with its parts, or of the one that holds a part."""
        change = self._replica.node(resource)["change"]
        if change not in self._nquads:
            self._wanted_nquads[resource] = change
        return self._nquads.get(change, "")

    def load(self) -> bool:
        """Fetch what was asked for in vain; whether there was such."""
        wanted, changes = self._wanted, self._wanted_nquads
        if not wanted | changes.keys():
            return False
        self._texts |= dict.fromkeys(wanted, {})
        self._nquads |= dict.fromkeys(changes.values(), "")
        nquads = F("nquads") if changes else Value("")
        for sequence, texts, triples in self._replica.stored(wanted | changes.keys(), "sequence", "texts", nquads):
            self._texts.update(texts)
            if changes:
                self._nquads[sequence] = triples
        self._wanted, self._wanted_nquads = set(), {}
        return True


class Context:
    """What resolvers find in `info.context`. Their sources are resource ids."""

    def __init__(
        self, replica: Replica, texts: StoredTexts, deadline: Deadline, memo: dict[object, Any] | None = None
    ) -> None:
        self.replica = replica
        self.texts = texts
        self.deadline = deadline
        self.memo: dict[object, Any] = {} if memo is None else memo
        """What fields of one answer share instead of finding it out again: what follows from long texts is not."""
        self._spent = 0

    def values(self, resource: ResourceId) -> dict[str, Json]:
        values: dict[str, Json] = self.replica.node(resource)["values"]
        return values

    def spend(self, resources: int) -> None:
        """Count what the answer will hold, so that nested pages do not multiply without end."""
        self._spent += resources
        if RESOURCES.is_exceeded(self._spent):
            raise ApiError(
                RESOURCES.code,
                f"The answer would hold more than {RESOURCES.value} {RESOURCES.unit}: ask for smaller pages (first).",
            )
