"""The columns of a type's sheet. They follow from its declarations: a new page type has its sheet without a line here.

Long texts, pictures and what is computed stay out: those are no work for a sheet, or follow from the rest.
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
"""Ends the name of a column that is there to be read."""


@dataclass(frozen=True)
class Column:
    """A fact, or in one language a text. `values` renders and writes it on the page that states it."""

    name: str
    values: Value | Money | Links | Plain | Parts
    language: str = ""

    @property
    def header(self) -> str:
        """As it stands in the first row; a part says what its lines hold."""
        shape = self.language or getattr(self.values, "shape", "")
        return f"{self.name} [{shape}]" if shape else self.name

    @property
    def names_header(self) -> str:
        """Of the column beside it that tells the names; empty where the codes are names."""
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
    """What people fill in. Wagtail builds the class of a form anew each time that it is asked for."""
    form = model.get_edit_handler().get_form_class()
    return frozenset({*form.base_fields, *form.formsets})


def value(model: type[models.Model], field: Field, targets: dict) -> Value | Money | None:
    """A column of the model's own table that people fill in."""
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
    """Of reference data and of pages in the graph; files are chosen in the form."""
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
    """Rows of several values; None where one of them cannot stand in a cell."""
    row = model._meta.get_field(field.path).related_model
    declared = registry().types[field.to]
    if any(each.long for each in declared.fields.values()):
        return None
    values = {name: value(row, each, targets) for name, each in declared.fields.items() if not each.depends_on}
    for name, each in declared.fields.items():
        if isinstance(each, Link) and "__" not in each.path and not values.get(name):
            return None
    return Parts(field.path, {name: each for name, each in values.items() if each})
