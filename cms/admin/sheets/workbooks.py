"""Reading of Excel files as rows of texts, with dates as precise as the cells show them.

A cell whose value cannot be read, such as a formula that was never calculated, is not read as empty: it becomes a text
that says why, see `cells.unreadable`.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import IO, Any
from xml.etree.ElementTree import iterparse

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from cms.fields.date_input import as_written
from graph.declarations.partial_dates import PartialDate

from .cells import unreadable

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_MERGED = 1_000
"""Most merged ranges of a sheet; the number is limited because every row is compared with all of them."""
_NO_CODES = re.compile(r'"[^"]{0,200}"|\\.|_.|\*.|\[[^\]]{0,200}\]')
"""Parts of a number format other than its codes: quoted text, single characters, colours or languages in brackets."""


@dataclass
class Missing:
    """The cells that have no value in the file although they are not empty."""

    formulas: set[str] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First column and row, last column and row."""

    @classmethod
    def read(cls, file: IO[bytes]) -> "Missing":
        found = cls()
        for _event, element in iterparse(file):  # noqa: S314 expat refuses entities that grow
            if element.tag == f"{MAIN}c":
                if element.find(f"{MAIN}f") is not None and not element.findtext(f"{MAIN}v"):
                    found.formulas.add(element.get("r", ""))
                element.clear()
            elif element.tag == f"{MAIN}mergeCell":
                found.merged.append(range_boundaries(element.get("ref", "")))
        if len(found.merged) > MOST_MERGED:
            raise ValueError
        return found

    def reasons(self, row: int, width: int) -> Iterator[str]:
        """Yield, for each cell of a row, the reason why its value is missing, or an empty text."""
        here = [each for each in self.merged if each[1] <= row <= each[3]]
        for column in range(1, width + 1):
            if f"{get_column_letter(column)}{row}" in self.formulas:
                yield _("it holds a formula that was never calculated: write its value")
            elif any(left <= column <= right and (column, row) != (left, top) for left, top, right, _b in here):
                yield _("it is merged with another cell: unmerge them")
            else:
                yield ""


def rows_of(content: bytes) -> Iterator[list[str]]:
    """Yield the rows of the first sheet as lists of texts."""
    sheet = load_workbook(BytesIO(content), read_only=True, data_only=True).worksheets[0]
    with zipfile.ZipFile(BytesIO(content)) as package, package.open(sheet._worksheet_path) as file:
        missing = Missing.read(file)
    first = 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        # Cells without a value may be left out at the end of a row, so the first row gives the width.
        first = first or len(cells)
        reasons = missing.reasons(number, max(len(cells), first))
        yield [_text(cell, reason) for cell, reason in zip_longest(cells, reasons)]


def _text(cell: Any, reason: str) -> str:
    if reason:
        return unreadable(reason)
    if cell is None or cell.value is None:
        return ""
    if cell.data_type == "e":
        return unreadable(_("it holds the error %(error)s: write its value") % {"error": cell.value})
    if isinstance(cell.value, datetime):
        return _date(cell.value, cell.number_format)
    if isinstance(cell.value, date | time):
        return cell.value.isoformat()
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value)


def _date(moment: datetime, number_format: str) -> str:
    """Return the date as precisely as the cell shows it.

    Spreadsheet programs store a day and a time even where the cell shows only a year or a month.
    """
    codes = _NO_CODES.sub("", number_format).split(";")[0].casefold()
    if "d" in codes or "y" not in codes:
        return moment.date().isoformat() if moment.time() == time() else moment.isoformat(sep=" ")
    return as_written(PartialDate(moment.year, moment.month if "m" in codes else None))
