"""Write the result of a list as a file: a table with names beside codes, or linked data.

A file is written to the disk in pieces, whatever its length, and sent when it is complete, so that an error is answered
as an error.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from django.http import FileResponse
from django.utils.translation import gettext_lazy, gettext_noop

from graph.budget import Kind, place
from graph.declarations import registry
from graph.identity import ResourceId
from graph.presentation import ALL
from graph.publishing import archives, tables
from graph.publishing.archives import Lines
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import CSV, WORKBOOK
from graph.publishing.formats import FORMATS, Format

MAKING = Kind("list", gettext_noop("files of lists"), places=4, share=2, wait=10, charged=1)


@dataclass(frozen=True)
class Taken:
    """What is written: resources of a type, or of all types, in order, and the address of their list."""

    type_name: str
    resources: Sequence[ResourceId]
    language: str
    address: str

    @property
    def slug(self) -> str:
        return "all" if self.type_name == ALL else registry().types[self.type_name].graph_type.slug

    def lines(self, snapshot: Snapshot) -> Lines:
        if self.type_name == ALL:
            return tables.summaries(snapshot, self.resources, self.language)
        return tables.lines(snapshot, registry().types[self.type_name], self.resources, self.language)


Write = Callable[[Taken, Snapshot, IO[bytes]], None]


@dataclass(frozen=True)
class FileFormat:
    extension: str
    label: str
    content_type: str
    write: Write


def file_of(taken: Taken, form: FileFormat) -> FileResponse:
    """Return the file. Raise `SpentError` if too many are being made."""
    snapshot = Snapshot.current()
    output = TemporaryFile()  # noqa: SIM115 the response closes it
    with place(MAKING):
        form.write(taken, snapshot, output)
    output.seek(0)
    return FileResponse(
        output,
        as_attachment=True,
        filename=f"accord-{taken.slug}-{snapshot.sequence}.{form.extension}",
        content_type=form.content_type,
    )


def _csv(taken: Taken, snapshot: Snapshot, output: IO[bytes]) -> None:
    # With a mark at the beginning, without which spreadsheets misread every letter that is not English.
    text = io.TextIOWrapper(output, "utf-8-sig", newline="", write_through=True)
    csv.writer(text).writerows(taken.lines(snapshot))
    text.detach()


def _xlsx(taken: Taken, snapshot: Snapshot, output: IO[bytes]) -> None:
    declared = None if taken.type_name == ALL else registry().types[taken.type_name]
    archives.write_sheet(snapshot, taken.slug, taken.lines(snapshot), declared, {"list": taken.address}, output)


def _linked(form: Format) -> Write:
    def write(taken: Taken, snapshot: Snapshot, output: IO[bytes]) -> None:
        for piece in form.write(snapshot.only(form, taken.resources)):
            output.write(piece.encode())

    return write


FILES = {
    "xlsx": FileFormat("xlsx", gettext_lazy("Spreadsheet (XLSX)"), WORKBOOK, _xlsx),
    "csv": FileFormat("csv", "CSV", CSV.content_type, _csv),
    **{each.extension: FileFormat(each.extension, each.title, each.content_type, _linked(each)) for each in FORMATS},
}
"""The formats by extension, those that most people want before the others."""
