"""Several rows in a cell: links as a list of codes, parts such as fundings as lines of values.

A row that the cell still names is kept, with its identifier in the graph and the fields that no sheet shows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from cms.admin.sheets.values import Money, Value

BETWEEN = "; "
_SEPARATORS = re.compile(r"[;\n]")
_UNESCAPED_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Plain:
    """Rows of one value each, such as codes of languages."""

    relation: str
    value: Value

    @property
    def coded(self) -> bool:
        return False

    def render(self, page: models.Model) -> str:
        return BETWEEN.join(self.value.render(row) for row in self._rows(page))

    def shown(self, page: models.Model) -> str:
        return BETWEEN.join(self.value.shown(row) for row in self._rows(page))

    def write(self, page: models.Model, text: str) -> None:
        attribute, model = self.value.field.attname, self._rows(page).model
        wanted = {}
        for written in filter(None, (each.strip() for each in _SEPARATORS.split(text))):
            row = model()
            self.value.write(row, written)
            wanted.setdefault(getattr(row, attribute), row)
        present = {getattr(row, attribute): row for row in self._rows(page)}
        _set(page, self.relation, [present.get(each, row) for each, row in wanted.items()])

    def _rows(self, page: models.Model) -> models.QuerySet:
        return getattr(page, self.relation).all()


@dataclass(frozen=True)
class Links(Plain):
    @property
    def coded(self) -> bool:
        return True


@dataclass(frozen=True)
class Parts:
    """Rows of several values: one line for each row, with bars between its values."""

    relation: str
    values: dict[str, Value | Money]

    @property
    def shape(self) -> str:
        return " | ".join(self.values)

    @property
    def coded(self) -> bool:
        return any(getattr(each, "targets", None) for each in self.values.values())

    def render(self, page: models.Model) -> str:
        return "\n".join(self._line(row) for row in getattr(page, self.relation).all())

    def shown(self, page: models.Model) -> str:
        rows = getattr(page, self.relation).all()
        return "\n".join(" | ".join(each.shown(row) for each in self.values.values()).strip(" |") for row in rows)

    def write(self, page: models.Model, text: str) -> None:
        waiting = list(getattr(page, self.relation).all())
        lines = [line for line in text.splitlines() if line.strip()]
        same = {index: row for index, line in enumerate(lines) if (row := self._taken(waiting, line))}
        rows = []
        for index, line in enumerate(lines):
            rows.append(same.get(index) or self._changed(page, waiting, line))
        _set(page, self.relation, rows)

    def _line(self, row: models.Model) -> str:
        return " | ".join(_escaped(each.render(row)) for each in self.values.values())

    def _taken(self, waiting: list, line: str) -> models.Model | None:
        """Remove from `waiting` and return the row that renders to exactly this line, or return None."""
        found = next((row for row in waiting if self._line(row).strip() == line.strip()), None)
        if found:
            waiting.remove(found)
        return found

    def _changed(self, page: models.Model, waiting: list, line: str) -> models.Model:
        """Return a waiting row with the same first value, such as the donor, and the line's other values.

        Returns a new row if no waiting row has that first value. Raises ValueError or ValidationError.
        """
        cells = _cells(line)
        if len(cells) > len(self.values):
            message = _("“%(line)s” holds more than %(shape)s.")
            raise ValueError(message % {"line": line[:80], "shape": self.shape})
        written = getattr(page, self.relation).model()
        for name, cell in zip(self.values, [*cells, *[""] * len(self.values)], strict=False):
            _write(self.values[name], written, name, cell)
        first = next(iter(self.values.values()))
        row = next((each for each in waiting if first.render(each) == first.render(written)), None)
        if row is None:
            row = written
        else:
            waiting.remove(row)
            for each, cell in zip(self.values.values(), [*cells, *[""] * len(self.values)], strict=False):
                each.write(row, cell)
        row.full_clean(exclude=["page", "locale"], validate_unique=False, validate_constraints=False)
        return row


def _write(value: Value | Money, row: models.Model, name: str, cell: str) -> None:
    try:
        value.write(row, cell)
    except ValidationError as error:
        raise ValueError(f"{name}: {' '.join(error.messages)}") from error


def _set(page: models.Model, relation: str, rows: Iterable[models.Model]) -> None:
    """Replace the rows of a relation by these rows, in this order."""
    kept = list(rows)
    for position, row in enumerate(kept):
        row.sort_order = position
        if hasattr(row, "locale_id"):
            row.locale_id = page.locale_id
    getattr(page, relation).set(kept)


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("\r", "\\r").replace("\n", "\\n")


def _cells(line: str) -> list[str]:
    """Return the values of a line, split at bars that are not escaped."""
    cells, start = [], 0
    for found in _UNESCAPED_BAR.finditer(line):
        cells.append(line[start : found.end() - 1])
        start = found.end()
    plain = (each.strip() for each in [*cells, line[start:]])
    return [_ESCAPED.sub(lambda escaped: {"n": "\n", "r": "\r"}.get(escaped[1], escaped[1]), each) for each in plain]
