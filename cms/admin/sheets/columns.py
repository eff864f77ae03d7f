"""The columns of a page type's sheet, built from its declarations, so that a new page type needs no change here.

Long texts and pictures have no column, because a sheet is no good place to edit them, nor have computed values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db import models

from cms.admin.kinds import KINDS, KnownTargets, Values
from graph.declarations import DeclaredType, Field

ID, VERSIONS = "id", "versions"
NAMES = " (names)"
"""End of the header of a column that shows names and is not read back."""


@dataclass(frozen=True)
class Column:
    """A column with a fact, or with a text in one language; `values` renders and writes its cells."""

    name: str
    values: Values
    language: str = ""

    @property
    def header(self) -> str:
        """The column's header in the first row; that of a part lists the values of its lines."""
        shape = self.language or getattr(self.values, "shape", "")
        return f"{self.name} [{shape}]" if shape else self.name

    @property
    def names_header(self) -> str:
        """The header of the column next to it, which shows the names; empty if the cells hold no codes."""
        return f"{self.name}{NAMES}" if getattr(self.values, "coded", False) else ""


def columns(declared: DeclaredType, languages: list[str]) -> list[Column]:
    known: KnownTargets = {}
    found = [_column(declared, field, known, language) for field, language in _fields(declared, languages)]
    return [each for each in found if each]


def _fields(declared: DeclaredType, languages: list[str]) -> Iterator[tuple[Field, str]]:
    for field in declared.fields.values():
        if field.by_language:
            yield from ((field, language) for language in languages)
        else:
            yield field, ""


def _column(declared: DeclaredType, field: Field, known: KnownTargets, language: str) -> Column | None:
    first, *others = field.path.split("__")
    if field.depends_on or field.long or first not in _in_form(declared.model):
        return None
    if others and first in {part.path for part in declared.parts.values()}:
        return None
    values = KINDS[field].sheet(declared.model, field, known)
    return Column(field.name, values, language) if values else None


@cache
def _in_form(model: type[models.Model]) -> frozenset[str]:
    """Return the names of the fields and formsets of the model's form.

    Cached, because Wagtail builds the form's class again with each call.
    """
    form = model.get_edit_handler().get_form_class()
    return frozenset({*form.base_fields, *form.formsets})
