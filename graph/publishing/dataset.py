"""Read the whole dataset exactly as it was at one sequence number of the journal.

A snapshot is pinned by its number, not by a transaction, in which SQLite would hold its write lock for the whole time.
Resources are read in chunks, by id. A resource that has changed since is read from its earlier change in the journal,
and a resource that was added since is left out, so that changes during the reading cannot mix states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from graph.identity import ResourceId, document_iri
from graph.mirror import ensure_fresh
from graph.models import Change, Resource, State
from graph.publishing.bytewise import Bytewise
from graph.publishing.formats import Format
from graph.publishing.serialisers import StoredText
from graph.refusals import Refusal

CHUNK = 200
"""The number of resources read at once. At 10 kB of text each, and 100 kB at most, they need less than 20 MB."""

Progress = Callable[[int], None]
"""A callback that receives the number of resources written so far."""
Stored = tuple[ResourceId, Any]
"""A resource with the value of one column of its change in the journal."""


@dataclass(frozen=True)
class Snapshot:
    """The public data at one sequence number of the journal."""

    epoch: UUID
    sequence: int

    @classmethod
    def current(cls) -> Snapshot:
        state = ensure_fresh()
        return cls(state.epoch, state.sequence)

    @property
    def name(self) -> str:
        """The epoch and the number, since numbers are given out again after a restore, under another epoch."""
        return f"{self.epoch.hex}-{self.sequence}"

    def resources(self, form: Format, slug: str = "") -> Iterator[StoredText]:
        """Yield the stored text of each resource, or of each resource of one type, in the order of their ids."""
        for chunk in self.chunks(form.column, slug):
            for resource, text in chunk:
                yield StoredText(document_iri(resource), text)

    def chunks(self, column: str, slug: str = "") -> Iterator[list[Stored]]:
        """Yield lists of public resources with the value of a column, in the bytewise order of their ids.

        Raises `Refusal` if the epoch has changed before the end.
        """
        last = ""
        while rows := self._rows(column, slug, last):
            yield list(self._then(column, rows))
            last = rows[-1][0]
        if not State.objects.filter(epoch=self.epoch).exists():
            raise Refusal(503, "The data was restored or rebuilt while this file was made: ask for it again.")

    def of(self, column: str, resources: Iterable[ResourceId]) -> dict[ResourceId, Any]:
        """Return the value of a column by resource, without the resources that were not public."""
        rows = Resource.objects.filter(pk__among=set(resources))
        return dict(self._then(column, rows.values_list("pk", "status", "change_id", f"change__{column}")))

    def only(self, form: Format, resources: Sequence[ResourceId]) -> Iterator[StoredText]:
        """Yield the stored text of these resources in their order, without those that were not public."""
        for ids in pieces(resources):
            found = self.of(form.column, ids)
            yield from (StoredText(document_iri(each), found[each]) for each in ids if each in found)

    def write(self, form: Format, output: IO[bytes], progress: Progress = lambda done: None, slug: str = "") -> None:
        for piece in form.write(_counted(self.resources(form, slug), progress)):
            output.write(piece.encode())

    def _rows(self, column: str, slug: str, last: ResourceId) -> list[tuple[ResourceId, str, int, Any]]:
        rows = Resource.objects.filter(pk__after=last).order_by(Bytewise("pk"))
        if slug:
            rows = rows.filter(type=slug)
        return list(rows.values_list("pk", "status", "change_id", f"change__{column}")[:CHUNK])

    def _then(self, column: str, rows: Iterable[tuple[ResourceId, str, int, Any]]) -> Iterator[Stored]:
        for resource, status, sequence, stored in rows:
            if sequence > self.sequence:
                stored = self._earlier(resource, column)
            elif status != Resource.Status.PUBLIC:
                stored = None
            if stored:
                yield resource, stored

    def _earlier(self, resource: ResourceId, column: str) -> Any:
        """Return a column's value at the snapshot's number: None before the first change, empty for a withdrawal."""
        changes = Change.objects.filter(resource=resource, sequence__lte=self.sequence).order_by("-sequence")
        return changes.values_list(column, flat=True).first()


def pieces(resources: Sequence[ResourceId]) -> Iterator[Sequence[ResourceId]]:
    """Yield resources in pieces of the size that is read at once."""
    return (resources[start : start + CHUNK] for start in range(0, len(resources), CHUNK))


def _counted(resources: Iterator[StoredText], progress: Progress) -> Iterator[StoredText]:
    for done, resource in enumerate(resources, start=1):
        yield resource
        progress(done)
