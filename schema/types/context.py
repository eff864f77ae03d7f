"""What resolvers work with: the replica as it is now, the stored texts that the answer needs, and the time left."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from graph.declarations import LANGUAGES
from graph.identity import ResourceId
from graph.replica import Replica
from schema.errors import ApiError
from schema.limits import RESOURCES, TIME

Json = Any
Sources = list[Any]
"""Resources that an answer was made of, in any order and several times, and tuples of such: those of its parts."""


class OutOfTime(BaseException):
    """The time is up. This is no Exception, because graphql-core turns every Exception into a null and goes on."""


class Deadline:
    """The moment when an execution must be done."""

    def __init__(self) -> None:
        self._end = None if TIME.value is None else monotonic() + TIME.value / 1000

    def check(self) -> None:
        if self._end is not None and monotonic() > self._end:
            raise OutOfTime


def out_of_time() -> ApiError:
    return ApiError(TIME.code, f"The answer was not ready after {TIME.value} {TIME.unit}: ask for less at a time.")


class StoredTexts:
    """Long texts and triples, which one query to the database fetches for a whole answer.

    An execution that asks for a text that is not loaded gets none, and is run again after `load`. A text that needs
    another one (a case study its project's description) takes one more query.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._texts: dict[ResourceId, dict[str, Json]] = {}
        self._nquads: dict[int, str] = {}
        self._wanted: set[ResourceId] = set()
        self._wanted_nquads: dict[ResourceId, int] = {}
        self.sources: Sources = []
        """The resources whose texts were asked for, and those that the answer shows."""
        self.missing = 0
        """How often a text or triples were asked for that are not loaded."""

    def of(self, resource: ResourceId) -> dict[str, Json]:
        """Return the long texts of a resource or part by field; none until they are loaded."""
        self.sources.append(resource)
        found = self._texts.get(resource)
        if found is None:
            recent = self._replica.recent.get(self._replica.graph.change(resource))
            if recent is None:
                self._wanted.add(resource)
                self.missing += 1
                return {}
            found = self._texts[resource] = recent.get(resource, {})
        return found

    def nquads(self, resource: ResourceId) -> str:
        """Return the triples of a resource with its parts, or of the owner of a part; "" until they are loaded."""
        change = self._replica.graph.change(resource)
        if change not in self._nquads:
            self._wanted_nquads[resource] = change
            self.missing += 1
        return self._nquads.get(change, "")

    def load(self) -> bool:
        """Load the texts and triples that were asked for but not loaded; return whether there were any."""
        wanted, changes = self._wanted, self._wanted_nquads
        if not wanted | changes.keys():
            return False
        self._texts |= dict.fromkeys(wanted, {})
        self._nquads |= dict.fromkeys(changes.values(), "")
        for sequence, texts, triples in self._replica.stored(wanted | changes.keys(), with_nquads=bool(changes)):
            self._texts.update(texts)
            if changes:
                self._nquads[sequence] = triples
        self._wanted, self._wanted_nquads = set(), {}
        return True


class Context:
    """The context of resolvers (`info.context`). Their sources are resource ids."""

    def __init__(
        self,
        replica: Replica,
        texts: StoredTexts,
        deadline: Deadline,
        memo: dict[object, Any] | None = None,
        asked: str | None = None,
    ) -> None:
        self.replica = replica
        self.texts = texts
        self.sources = texts.sources
        self.deadline = deadline
        self.memo: dict[object, Any] = {} if memo is None else memo
        """Results that the fields of one answer share.

        It is kept when the execution runs again, so no result from before long texts are loaded may be reused after.
        """
        self.values: Callable[[ResourceId], dict[str, Json]] = (
            replica.shown_values if replica.drafts else replica.graph.values
        )
        """The declared values of a resource."""
        self.asked = asked
        """The language that the query asks for as a whole; None if it asks for none."""
        self.language = asked or LANGUAGES[0]
        """The language of fields that name none."""
        self.spent = 0
        """Resources of the answer so far."""
        self._most = RESOURCES.value

    def spend(self, resources: int) -> None:
        """Count resources of the answer, or raise ApiError: nested pages must not multiply without end."""
        self.spent += resources
        if self._most is not None and self.spent > self._most:
            raise ApiError(
                RESOURCES.code,
                f"The answer would hold more than {RESOURCES.value} {RESOURCES.unit}: ask for smaller pages (first).",
            )
