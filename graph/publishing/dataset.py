"""The whole dataset as one file, exactly as it was at one number of the journal.

A snapshot is pinned by its number, not by a transaction: SQLite would hold its write lock all the while. The
resources are read in chunks, by id. One that has changed since is read as it was, from the journal, which keeps
what it said; one that has come since is left out. So changes in between cannot mix states.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from graph.identity import ResourceId, document_iri
from graph.mirror import ensure_fresh
from graph.models import Change, Resource, State
from graph.publishing.answers import Refusal
from graph.publishing.formats import Format
from graph.publishing.serialisers import StoredText

CHUNK = 200
"""Resources read at once. At 10 kB of text each, and 100 kB for the largest, memory stays below some 20 MB."""

Progress = Callable[[int], None]
"""Called with how many resources are written."""


@dataclass(frozen=True)
class Snapshot:
    """The public data at one number of the journal."""

    epoch: UUID
    sequence: int

    @classmethod
    def current(cls) -> Snapshot:
        state = ensure_fresh()
        return cls(state.epoch, state.sequence)

    def etag(self, extension: str) -> str:
        """Numbers are given out again after a restore, under another epoch."""
        return f"{self.epoch.hex}-{self.sequence}-{extension}"

    def file_name(self, extension: str) -> str:
        return f"accord-{self.sequence}.{extension}"

    def resources(self, form: Format) -> Iterator[StoredText]:
        """What is stored of each resource, in the order of their ids."""
        last = ""
        while rows := self._rows(form, last):
            for resource, status, sequence, text in rows:
                if sequence > self.sequence:
                    text = self._earlier(resource, form)
                elif status != Resource.Status.PUBLIC:
                    text = ""
                if text:
                    yield StoredText(document_iri(resource), text)
            last = rows[-1][0]
        if not State.objects.filter(epoch=self.epoch).exists():
            raise Refusal(503, "The data was restored or rebuilt while this file was made: ask for it again.")

    def write(self, form: Format, output: IO[bytes] | gzip.GzipFile, progress: Progress = lambda done: None) -> None:
        for piece in form.write(_counted(self.resources(form), progress)):
            output.write(piece.encode())

    def file(self, form: Format, compressed: bool) -> IO[bytes]:
        """A finished temporary file: what fails, fails before the first byte is sent."""
        # Closing it, as the response does when it is sent, removes it.
        output = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            if compressed:
                # No name and no time, so that the same content gives the same bytes.
                with gzip.GzipFile("", "wb", fileobj=output, mtime=0) as packed:
                    self.write(form, packed)
            else:
                self.write(form, output)
        except BaseException:
            output.close()
            raise
        output.seek(0)
        return output

    def _rows(self, form: Format, last: ResourceId) -> list[tuple[ResourceId, str, int, str]]:
        rows = Resource.objects.filter(pk__gt=last).order_by("pk")
        return list(rows.values_list("pk", "status", "change_id", f"change__{form.column}")[:CHUNK])

    def _earlier(self, resource: ResourceId, form: Format) -> str:
        """What a resource said at the snapshot's number; withdrawals say nothing."""
        changes = Change.objects.filter(resource=resource, sequence__lte=self.sequence).order_by("-sequence")
        return changes.values_list(form.column, flat=True).first() or ""


def _counted(resources: Iterator[StoredText], progress: Progress) -> Iterator[StoredText]:
    for done, resource in enumerate(resources, start=1):
        yield resource
        progress(done)
