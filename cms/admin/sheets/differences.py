"""Comparison of an edited sheet with the current records: the changes that it would make, and its problems.

A row is accepted completely or not at all; a refused row does not stop the others. A column that is missing or
unchanged leaves its field alone; an empty cell empties it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.admin.bulk import refusals
from cms.admin.sheets.cells import why_unreadable
from cms.admin.sheets.columns import ID, VERSIONS, Column
from cms.admin.sheets.creation import NewPage, new_page
from cms.admin.sheets.creation import Refused as NotNew
from cms.admin.sheets.files import UnreadableSheet
from cms.admin.sheets.records import Record, Sheet
from graph.identity import from_iri, split


@dataclass(frozen=True)
class Cell:
    """A change of one field: the column's header, the text to write, and the values before and after for display."""

    header: str
    text: str
    before: str
    after: str


@dataclass
class PageChange:
    page: Page
    version: int
    cells: list[Cell]

    def kept(self) -> dict:
        """Return the change as JSON for the batch, which stores it."""
        return {"version": self.version, "cells": [asdict(each) for each in self.cells]}


@dataclass
class Differences:
    changes: list[PageChange] = field(default_factory=list)
    new: list[NewPage] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchanged: int = 0


class Refused(Exception):
    """A row is refused; the arguments are sentences with the reasons."""


def differences(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Differences:
    """Return the changes and problems of an edited sheet. Raises `UnreadableSheet` if its header is wrong."""
    return _Comparison(sheet, rows).run()


class _Comparison:
    def __init__(self, sheet: Sheet, rows: Sequence[Sequence[str]]):
        self.sheet = sheet
        self.headers = [each.strip() for each in rows[0]] if rows else []
        self.rows = {number: row for number, row in enumerate(rows[1:], 2) if any(row)}
        self.found = Differences()

    def run(self) -> Differences:
        self._check_headers()
        for number in [number for number, row in self.rows.items() if not self._cell(row, ID).strip()]:
            self._add(number, self.rows.pop(number))
        keys = {number: self._key(number, row) for number, row in self.rows.items()}
        numbers: dict[UUID, list[int]] = defaultdict(list)
        for number, key in keys.items():
            if key:
                numbers[key].append(number)
        records = {record.facts.translation_key: record for record in self.sheet.records(numbers)}
        for key, places in numbers.items():
            if len(places) > 1:
                listed = ", ".join(map(str, places))
                self._tell(_("Rows %(rows)s are about the same page: keep one of them.") % {"rows": listed})
            elif key not in records:
                self._tell(_("Row %(row)s: there is no page with this id that you may see.") % {"row": places[0]})
            else:
                self._take(places[0], records[key])
        return self.found

    def _tell(self, sentence: str) -> None:
        self.found.problems.append(sentence)

    def _check_headers(self) -> None:
        for name in (ID, VERSIONS):
            if name not in self.headers:
                message = _("The column “%(name)s” is missing: export the list, and change what you want in that file.")
                raise UnreadableSheet(message % {"name": name})
        if twice := [name for name, count in Counter(filter(None, self.headers)).items() if count > 1]:
            raise UnreadableSheet(_("The column “%(name)s” is there twice.") % {"name": twice[0]})
        for name in filter(None, self.headers):
            if why := why_unreadable(name):
                self._tell(_("The name of a column cannot be read: %(why)s.") % {"why": why})
            elif name not in self.sheet.headers:
                self._tell(_("The column “%(name)s” is not known here, and is left alone.") % {"name": name})

    def _key(self, number: int, row: Sequence[str]) -> UUID | None:
        """Return the translation key from the id of a row, or None after adding a problem."""
        written = self._cell(row, ID).strip()
        if why := why_unreadable(written):
            self._tell(_("Row %(row)s, column “id”: the cell cannot be read: %(why)s.") % {"row": number, "why": why})
            return None
        slug, key = split(from_iri(written) or written)
        try:
            if slug == self.sheet.declared.graph_type.slug:
                return UUID(key)
        except ValueError:
            pass
        message = _("Row %(row)s, column “id”: “%(id)s” is not the id of a page of this list.")
        self._tell(message % {"row": number, "id": written[:80]})
        return None

    def _cell(self, row: Sequence[str], header: str) -> str:
        position = self.headers.index(header)
        return row[position] if position < len(row) else ""

    def _add(self, number: int, row: Sequence[str]) -> None:
        """Take a row without an id for a new page."""
        known = [each.header for each in self.sheet.columns if each.header in self.headers]
        cells = {header: self._cell(row, header) for header in known}
        reasons = list(self._unreadable(row))
        try:
            if not reasons:
                filled = {header: text for header, text in cells.items() if text.strip()}
                self.found.new.append(new_page(self.sheet, number, filled))
        except NotNew as refusal:
            reasons = list(refusal.args)
        for reason in reasons:
            self._tell(_("Row %(row)s: %(reason)s") % {"row": number, "reason": reason})

    def _take(self, number: int, record: Record) -> None:
        try:
            changes = list(self._changes(self.rows[number], record))
        except Refused as refusal:
            for reason in refusal.args:
                self._tell(_("Row %(row)s: %(reason)s") % {"row": number, "reason": reason})
            return
        self.found.changes += changes
        self.found.unchanged += not changes

    def _changes(self, row: Sequence[str], record: Record) -> Iterator[PageChange]:
        by_page: dict[str, list[Column]] = defaultdict(list)
        if unreadable := list(self._unreadable(row)):
            raise Refused(*unreadable)
        reasons = list(self._read_only(row, record))
        for column in self.sheet.columns:
            if column.header in self.headers and not _same(self._cell(row, column.header), record.render(column)):
                by_page[column.language or next(iter(record.pages))].append(column)
        for language, columns in by_page.items():
            if language not in record.pages:
                reasons.append(
                    _("there is no page in the language “%(code)s”: translate it first.") % {"code": language}
                )
                continue
            page = record.pages[language]
            reasons += self._reasons(page, language, self._cell(row, VERSIONS))
            change, wrong = _tried(page, columns, {each.header: self._cell(row, each.header) for each in columns})
            reasons += wrong
            if change and not reasons:
                yield change
        if reasons:
            raise Refused(*reasons)

    def _unreadable(self, row: Sequence[str]) -> Iterator[str]:
        for name in filter(self.sheet.headers.__contains__, self.headers):
            if why := why_unreadable(self._cell(row, name)):
                yield _("column “%(name)s”: the cell cannot be read: %(why)s.") % {"name": name, "why": why}

    def _reasons(self, page: Page, language: str, versions: str) -> Iterator[str]:
        known = dict(each.partition(":")[::2] for each in versions.split())
        if known.get(language) != str(page.latest_revision_id or 0):
            yield _("“%(page)s” was changed after the sheet was made: export it anew.") % {"page": page.title}
        elif reason := refusals.of_editing(page, self.sheet.user):
            yield _("“%(page)s” is left alone. %(reason)s") % {"page": page.title, "reason": reason}

    def _read_only(self, row: Sequence[str], record: Record) -> Iterator[str]:
        for column in self.sheet.columns:
            names = column.names_header
            if names in self.headers and not _same(self._cell(row, names), record.shown(column)):
                yield _("column “%(names)s” is there to be read: write codes or names into “%(name)s”.") % {
                    "names": names,
                    "name": column.header,
                }


def _tried(page: Page, columns: Sequence[Column], texts: dict[str, str]) -> tuple[PageChange | None, list[str]]:
    """Return the change of a page, or None if no cell changes it, and the reasons against it.

    The texts are written to a separate draft, which is not saved.
    """
    draft, reasons, cells = page.get_latest_revision_as_object(), [], []
    before = {each.header: each.values.shown(draft) for each in columns}
    was = {each.header: each.values.render(draft) for each in columns}
    for column in columns:
        try:
            column.values.write(draft, texts[column.header])
        except (ValueError, ValidationError) as error:
            told = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            reasons.append(_("column “%(name)s”: %(why)s") % {"name": column.header, "why": told})
            continue
        if column.values.render(draft) != was[column.header]:
            cells.append(Cell(column.header, texts[column.header], before[column.header], column.values.shown(draft)))
    reasons += [] if reasons else _whole(draft, columns)
    return (PageChange(page, page.latest_revision_id or 0, cells) if cells else None), reasons


def _whole(draft: Any, columns: Sequence[Column]) -> list[str]:
    """Return the errors of values that do not fit together, such as an end before the start."""
    try:
        draft.clean()
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        changed = {each.name for each in columns}
        return [f"{name}: {' '.join(told)}".lstrip(": ") for name, told in by_field.items() if name in {"", *changed}]
    return []


def _same(cell: str, rendered: str) -> bool:
    return cell.replace("\r\n", "\n").rstrip() == rendered.replace("\r\n", "\n").rstrip()
