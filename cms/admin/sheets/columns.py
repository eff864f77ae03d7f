"""The columns of a page type's sheet, built from its declarations, so that a new page type needs no change here.

Long texts and pictures have no column, because a sheet is no good place to edit them, nor have computed values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.models import Page

from cms.admin.sheets.lists import Links, Parts, Plain
from cms.admin.sheets.targets import Targets
from cms.admin.sheets.values import Money, Value
from cms.models.reference import ReferenceData
from graph.declarations import Amount, DeclaredType, Field, Link, Part, String, Text, registry

ID, VERSIONS = "id", "versions"
NAMES = " (names)"
"""End of the header of a column that shows names and is not read back."""


@dataclass(frozen=True)
class Column:
    """A column with a fact, or with a text in one language; `values` renders and writes its cells."""

    name: str
    values: Value | Money | Links | Plain | Parts
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
    targets: dict[type[models.Model], Targets] = {}
    found = [_column(declared, field, targets, language) for field, language in _fields(declared, languages)]
    return [each for each in found if each]


def _fields(declared: DeclaredType, languages: list[str]) -> Iterator[tuple[Field, str]]:
    for field in declared.fields.values():
        if isinstance(field, Text):
            yield from ((field, language) for language in languages)
        else:
            yield field, ""


def _column(declared: DeclaredType, field: Field, targets: dict, language: str) -> Column | None:
    model = declared.model
    if field.depends_on or field.long or field.path.split("__")[0] not in _in_form(model):
        return None
    if isinstance(field, Part):
        values = _parts(model, field, targets)
    elif field.path.count("__") == 1:
        taken = {part.path for part in declared.parts.values()}
        values = None if field.path.split("__")[0] in taken else _rows(model, field, targets)
    else:
        values = value(model, field, targets)
    return Column(field.name, values, language) if values else None


@cache
def _in_form(model: type[models.Model]) -> frozenset[str]:
    """Return the names of the fields and formsets of the model's form.

    Cached, because Wagtail builds the form's class again with each call.
    """
    form = model.get_edit_handler().get_form_class()
    return frozenset({*form.base_fields, *form.formsets})


def value(model: type[models.Model], field: Field, targets: dict) -> Value | Money | None:
    """Return the value of an editable column of the model's own table, or None if the field has none."""
    found = _own(model, field.path)
    if found is None:
        return None
    if isinstance(field, Amount):
        return Money(field)
    if not found.is_relation:
        return Value(found)
    known = _targets(found.related_model, targets)
    return Value(found, known) if known else None


def _own(model: type[models.Model], name: str) -> models.Field | None:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if found.concrete and found.editable and name != "sort_order" else None


def _targets(model: type[models.Model], targets: dict) -> Targets | None:
    """Return the targets of a model of reference data or pages of the graph.

    Returns None for other models, such as files, which are chosen in the form only.
    """
    page = issubclass(model, Page) and getattr(model, "graph_type", None) is not None
    if not page and not issubclass(model, ReferenceData):
        return None
    return targets.setdefault(model, Targets(model))


def _rows(model: type[models.Model], field: Field, targets: dict) -> Links | Plain | None:
    relation, attribute = field.path.split("__")
    row = model._meta.get_field(relation).related_model
    found = _own(row, attribute)
    if found is None:
        return None
    if not isinstance(field, Link):
        return Plain(relation, Value(found)) if isinstance(field, String) else None
    known = found.is_relation and _targets(found.related_model, targets)
    return Links(relation, Value(found, known)) if known else None


def _parts(model: type[models.Model], field: Part, targets: dict) -> Parts | None:
    """Return the rows of a part, or None if one of their values cannot be written in a cell."""
    row = model._meta.get_field(field.path).related_model
    declared = registry().types[field.to]
    if any(each.long for each in declared.fields.values()):
        return None
    values = {name: value(row, each, targets) for name, each in declared.fields.items() if not each.depends_on}
    for name, each in declared.fields.items():
        if isinstance(each, Link) and "__" not in each.path and not values.get(name):
            return None
    return Parts(field.path, {name: each for name, each in values.items() if each})
