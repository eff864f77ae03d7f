"""Write all tables into one file: as CSV in a ZIP archive, and as the sheets of an XLSX workbook.

Equal content gives equal bytes: entries of archives have no time of their own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape

import orjson
from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from graph.declarations import DeclaredType, registry
from graph.publishing import csvw, tables
from graph.publishing.dataset import Snapshot

LONGEST = 32_767
"""The most characters in a cell of a workbook, see https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""
CUT = " … (cut: the CSV file has the whole text)"
Lines = Iterable[list[str]]
NUMBERS = frozenset(["integer", "decimal"])
PROPERTIES = "docProps/core.xml"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{}</dc:creator></cp:coreProperties>'
)
"""The properties of a workbook without times."""


class Forward(io.RawIOBase):
    """A file that is only written forward: the digest of a file is computed while it is written."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._output.write(data)


def write_zip(snapshot: Snapshot, declared: DeclaredType | None, output: IO[bytes]) -> None:
    """Write a folder with each table as CSV, and the metadata of their columns."""
    with zipfile.ZipFile(Forward(output), "w") as archive:
        archive.writestr(_entry("csv-metadata.json"), orjson.dumps(csvw.metadata(), option=orjson.OPT_INDENT_2))
        for each in registry():
            with archive.open(_entry(f"{each.graph_type.slug}.csv"), "w") as file:
                tables.write(snapshot, each, file)


def write_xlsx(snapshot: Snapshot, declared: DeclaredType | None, output: IO[bytes]) -> None:
    """Write a workbook with a sheet for each table, after a first one that says what it is."""
    sheets = {each.graph_type.slug: (tables.lines(snapshot, each), _numbers(each)) for each in registry()}
    _write(snapshot, {}, sheets, output)


def write_sheet(
    snapshot: Snapshot,
    name: str,
    rows: Lines,
    declared: DeclaredType | None,
    about: Mapping[str, str],
    output: IO[bytes],
) -> None:
    """Write a workbook with one table, after a sheet that says what it is; `declared` is the type of its columns."""
    _write(snapshot, about, {name: (rows, _numbers(declared) if declared else set())}, output)


def _write(
    snapshot: Snapshot, more: Mapping[str, str], sheets: Mapping[str, tuple[Lines, set[int]]], output: IO[bytes]
) -> None:
    workbook = Workbook(write_only=True)
    about = workbook.create_sheet("about")
    version = {"version": str(snapshot.sequence), "licence": settings.LICENCE, "columns": csvw.address()}
    for line in {**version, **more}.items():
        about.append([_cell(about, each) for each in line])
    for name, (rows, numbers) in sheets.items():
        _sheet(workbook, name, rows, numbers)
    with TemporaryFile() as file:
        workbook.save(file)
        _repack(file, output)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return entry


def _numbers(declared: DeclaredType) -> set[int]:
    """Return the indexes of the columns that hold numbers."""
    before = len(tables.leading(declared))
    columns = enumerate(tables.columns(declared), start=before)
    return {at for at, each in columns if each.datatype in NUMBERS and not each.separated}


def _sheet(workbook: Workbook, name: str, rows: Lines, numbers: set[int]) -> None:
    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "B2"
    for row, line in enumerate(rows):
        sheet.append([_cell(sheet, text, row > 0 and at in numbers) for at, text in enumerate(line)])


def _cell(sheet: WriteOnlyWorksheet, text: str, is_number: bool = False) -> WriteOnlyCell | None:
    """Return a cell with a text, which is never taken for a formula, or with a number."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT)
    cell.data_type = "n" if is_number else "s"
    return cell


def _repack(workbook: IO[bytes], output: IO[bytes]) -> None:
    """Write the entries of a workbook again, without the time at which it was made."""
    properties = CORE.format(escape(settings.PUBLISHER)).encode()
    with zipfile.ZipFile(workbook) as made, zipfile.ZipFile(Forward(output), "w") as archive:
        for name in made.namelist():
            with archive.open(_entry(name), "w") as target, closing(_content(made, name, properties)) as source:
                while piece := source.read(1 << 16):
                    target.write(piece)


def _content(archive: zipfile.ZipFile, name: str, properties: bytes) -> IO[bytes]:
    return io.BytesIO(properties) if name == PROPERTIES else archive.open(name)
