"""An empty sheet for new pages of a type, with the choices of its columns."""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cms.admin.sheets.cells import guarded
from cms.admin.sheets.columns import ID, VERSIONS, Column
from cms.admin.sheets.lists import Plain
from cms.admin.sheets.records import Sheet
from cms.admin.sheets.values import Value

ROWS = 1_000
CHOICES = "choices"
MOST = 500
"""The most choices that a list offers; longer ones, such as all organisations, are written by hand."""


def template(sheet: Sheet) -> bytes:
    """Return a workbook with the headers, and on a second sheet the choices, which columns of one value offer."""
    book = Workbook()
    form, choices = book.active, book.create_sheet(CHOICES)
    form.title = sheet.declared.graph_type.slug
    form.freeze_panes = "C2"
    headers = [ID, VERSIONS, *(each.header for each in sheet.columns)]
    form.append([guarded(each) for each in headers])
    for number, column in enumerate(sheet.columns, 3):
        letter = get_column_letter(number)
        form.column_dimensions[letter].width = max(14, len(column.header) + 2)
        if offered := list(_choices(column)):
            _offer(form, choices, letter, column, offered)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(form, choices, letter: str, column: Column, offered: list[str]) -> None:
    place = choices.max_column + 1 if choices.cell(1, 1).value else 1
    choices.cell(1, place, guarded(column.header))
    for row, text in enumerate(offered, 2):
        choices.cell(row, place, guarded(text))
    source = get_column_letter(place)
    # Several values may stand in a cell, one in each line: the list offers, and forbids nothing.
    rule = DataValidation("list", f"={CHOICES}!${source}$2:${source}${len(offered) + 1}", allow_blank=True)
    rule.showErrorMessage = False
    rule.add(f"{letter}2:{letter}{ROWS}")
    form.add_data_validation(rule)


def _choices(column: Column) -> Iterator[str]:
    """Yield the codes of a field's choices, or the names of what it links to, if these are not too many."""
    value = column.values.value if isinstance(column.values, Plain) else column.values
    if not isinstance(value, Value):
        return
    if value.targets:
        yield from value.targets.names(MOST)
    elif value.field.choices and len(value.field.flatchoices) <= MOST:
        yield from (str(code) for code, _label in value.field.flatchoices if code)
