"""Conversion of rows of texts to CSV and XLSX files, and back; uploaded files are read in the sandbox."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from graph.sandbox import Stopped, sandboxed

from .cells import guarded, unguarded
from .workbooks import rows_of

Row = Sequence[str]
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
LONGEST_CELL = 32_767
"""Number of characters that a cell of Excel holds; openpyxl would cut off the rest silently."""
# Excel reads a CSV file without a byte order mark in the machine's old code page.
_MARK = "\ufeff"


class UnreadableSheet(ValueError):
    """The file cannot be read; the message says what is wrong with it and what to do."""


class CellTooLong(ValueError):
    """A cell is too long for an XLSX file."""


def csv_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    yield _MARK.encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([guarded(cell) for cell in row])
        yield line.getvalue().encode()


def xlsx(rows: Iterable[Row]) -> bytes:
    """Return an XLSX file whose cells all are text and formatted as text.

    Otherwise Excel would make a day of “2020-02”. Raises `CellTooLong`.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([_text_cell(sheet, guarded(cell)) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    if len(text) > LONGEST_CELL:
        raise CellTooLong(_("A cell holds more than Excel takes: download CSV."))
    cell = WriteOnlyCell(sheet, text or None)
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    return cell


def read(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV or XLSX file as lists of texts, without empty rows at the end.

    Raises `UnreadableSheet`.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(_("The file is larger than 10 MB: export fewer pages at once."))
    try:
        return read_rows(content)
    except Stopped as error:
        raise UnreadableSheet(str(error)) from error


@sandboxed(refuses=UnreadableSheet)
def read_rows(content: bytes) -> list[list[str]]:
    rows = (_xlsx if content[:2] == b"PK" else _csv)(content)
    return [[unguarded(cell) for cell in row] for row in _within_limits(rows)]


def _within_limits(rows: Iterable[list[str]]) -> list[list[str]]:
    """Return the rows without empty rows at the end. Raises `UnreadableSheet` if there are too many rows or columns.

    Empty rows and columns at the end do not count.
    """
    taken: list[list[str]] = []
    empty: list[list[str]] = []
    for row in rows:
        width = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        if not width:
            if len(taken) + len(empty) < MOST_ROWS:
                empty.append(row[:MOST_COLUMNS])
            continue
        if width > MOST_COLUMNS:
            raise UnreadableSheet(_("The sheet has more than 1,000 columns: remove those that you have not exported."))
        if len(taken) + len(empty) >= MOST_ROWS:
            raise UnreadableSheet(_("The sheet has more than 20,000 rows: import a part of it."))
        taken += [*empty, row[:MOST_COLUMNS]]
        empty.clear()
    return taken


def _csv(content: bytes) -> Iterator[list[str]]:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except UnicodeDecodeError as error:
        raise UnreadableSheet(_("The file is not in UTF-8: save it as “CSV UTF-8”, or as XLSX.")) from error
    except csv.Error as error:
        raise UnreadableSheet(
            _("The file cannot be read as CSV (%(why)s): save it as XLSX.") % {"why": error}
        ) from error


def _xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(each.file_size for each in package.infolist()) > MOST_UNPACKED:
                raise UnreadableSheet(_("The file is too large when it is unpacked: export fewer pages at once."))
        yield from rows_of(content)
    except (UnreadableSheet, MemoryError):
        raise
    except Exception as error:  # openpyxl may raise any exception for a damaged package
        raise UnreadableSheet(_("The file cannot be read as XLSX: save it anew, or as “CSV UTF-8”.")) from error
