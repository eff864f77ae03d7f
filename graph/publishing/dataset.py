"""The whole dataset, exactly as it was at one number of the journal.

A snapshot is pinned by its number, not by a transaction: SQLite would hold its write lock all the while. The
resources are read in chunks, by id. One that has changed since is read as it was, from the journal, which keeps
what it said; one that has come since is left out. So changes in between cannot mix states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
"""Resources read at once. At 10 kB of text each, and 100 kB for the largest, memory stays below some 20 MB."""

Progress = Callable[[int], None]
"""Called with how many resources are written."""
Stored = tuple[ResourceId, Any]
"""A resource, and what one column of the journal says of it."""


@dataclass(frozen=True)
class Snapshot:
    """The public data at one number of the journal."""

    epoch: UUID
    sequence: int

    @classmethod
    def current(cls) -> Snapshot:
        state = ensure_fresh()
        return cls(state.epoch, state.sequence)

    @property
    def name(self) -> str:
        """Numbers are given out again after a restore, under another epoch."""
        return f"{self.epoch.hex}-{self.sequence}"

    def resources(self, form: Format, slug: str = "") -> Iterator[StoredText]:
        """What is stored of each resource, or of each of one type, in the order of their ids."""
        for chunk in self.chunks(form.column, slug):
            for resource, text in chunk:
                yield StoredText(document_iri(resource), text)

    def chunks(self, column: str, slug: str = "") -> Iterator[list[Stored]]:
        """What the column says of each public resource, some at a time, in the bytewise order of their ids."""
        last = ""
        while rows := self._rows(column, slug, last):
            yield list(self._then(column, rows))
            last = rows[-1][0]
        if not State.objects.filter(epoch=self.epoch).exists():
            raise Refusal(503, "The data was restored or rebuilt while this file was made: ask for it again.")

    def of(self, column: str, resources: Iterable[ResourceId]) -> dict[ResourceId, Any]:
        """What the column says of these, as far as they were public."""
        rows = Resource.objects.filter(pk__among=set(resources))
        return dict(self._then(column, rows.values_list("pk", "status", "change_id", f"change__{column}")))

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
        """What a resource said at the snapshot's number; withdrawals say nothing."""
        changes = Change.objects.filter(resource=resource, sequence__lte=self.sequence).order_by("-sequence")
        return changes.values_list(column, flat=True).first()


def _counted(resources: Iterator[StoredText], progress: Progress) -> Iterator[StoredText]:
    for done, resource in enumerate(resources, start=1):
        yield resource
        progress(done)
