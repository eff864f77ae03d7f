"""All that the admin does with each kind of field: columns and filters of lists, cells of sheets.

Forms need nothing here: their inputs come from the model fields.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django_filters import ChoiceFilter, Filter
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from cms.admin.listings.declared import ChoiceColumn, DateColumn, NamesColumn
from cms.admin.listings.links import LinkFilter, joined, used
from cms.admin.sheets.lists import Links, Parts, Plain
from cms.admin.sheets.targets import Targets
from cms.admin.sheets.values import Money, Value
from cms.models.reference import ReferenceData
from graph.declarations import (
    Amount,
    Boolean,
    Choice,
    DateTime,
    DeclaredType,
    Field,
    Integer,
    Link,
    Part,
    PartialDate,
    PartLink,
    Point,
    String,
    Text,
    registry,
)
from graph.declarations.by_kind import ByKind

Model = type[models.Model]
KnownTargets = dict[Model, Targets]
"""The targets of links that one sheet has read so far."""
Values = Value | Money | Links | Plain | Parts


def _nothing(*given: Any) -> None:
    return None


def _own(model: Model, field: Field, known: KnownTargets) -> Value | None:
    """Return the value of an editable column of the model's own table, or None if the field has none."""
    column = _column(model, field.path)
    if column is None or not column.is_relation:
        return Value(column) if column else None
    targets = _targets(column.related_model, known)
    return Value(column, targets) if targets else None


@dataclass(frozen=True)
class Handling:
    """What the admin does with the values of one kind of field. A kind may lack a column or a filter."""

    column: Callable[[DeclaredType, Any], Column | None] = _nothing
    """Makes the column of page lists."""
    filter: Callable[[DeclaredType, Any], Filter | None] = _nothing
    """Makes the filter of page lists."""
    sheet: Callable[[Model, Any, KnownTargets], Values | None] = _own
    """Makes what reads and writes the cells of sheets, which is None where a form is the better place."""


def _column(model: Model, name: str) -> models.Field | None:
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if found.concrete and found.editable and name != "sort_order" else None


def _targets(model: Model, known: KnownTargets) -> Targets | None:
    """Return the targets of a model of reference data or pages of the graph.

    Returns None for other models, such as files, which are chosen in the form only.
    """
    page = issubclass(model, Page) and getattr(model, "graph_type", None) is not None
    if not page and not issubclass(model, ReferenceData):
        return None
    return known.setdefault(model, Targets(model))


def _money(model: Model, field: Amount, known: KnownTargets) -> Money | None:
    return Money(field) if _column(model, field.path) else None


def _strings(model: Model, field: String, known: KnownTargets) -> Value | Plain | None:
    if field.row is None:
        return _own(model, field, known)
    column = _column(field.row.model(model), field.row.attribute)
    return Plain(field.row.relation, Value(column)) if column else None


def _links(model: Model, field: Link, known: KnownTargets) -> Value | Links | None:
    if field.row is None:
        return _own(model, field, known)
    column = _column(field.row.model(model), field.row.attribute)
    targets = _targets(column.related_model, known) if column and column.is_relation else None
    return Links(field.row.relation, Value(column, targets)) if targets else None


def _parts(model: Model, field: Part, known: KnownTargets) -> Parts | None:
    """Return the rows of a part, or None if one of their values cannot be written in a cell."""
    row = model._meta.get_field(field.path).related_model
    declared = registry().types[field.to].fields
    if any(each.long for each in declared.values()):
        return None
    stored = {name: each for name, each in declared.items() if not each.depends_on and "__" not in each.path}
    values = {name: KINDS[each].sheet(row, each, known) for name, each in stored.items()}
    if any(name in stored and not values[name] for name, each in declared.items() if isinstance(each, Link)):
        return None
    return Parts(field.path, {name: each for name, each in values.items() if each})


def _choice_filter(declared: DeclaredType, field: Choice) -> Filter:
    label = capfirst(declared.label(field))
    return ChoiceFilter(field_name=field.path, label=label, choices=field.choices.choices)


def _link_filter(declared: DeclaredType, field: Link) -> Filter | None:
    target = joined(field)
    if target is None:
        return None
    rows, label = used(declared.model, field.path, target), capfirst(declared.label(field))
    return LinkFilter(declared.model, field_name=field.path, label=label, queryset=rows)


def _names_column(declared: DeclaredType, field: Link) -> Column | None:
    return NamesColumn(declared, field) if joined(field) else None


KINDS = ByKind(
    __name__,
    {
        Text: Handling(),
        String: Handling(sheet=_strings),
        Integer: Handling(),
        Boolean: Handling(),
        DateTime: Handling(),
        PartialDate: Handling(DateColumn),
        Point: Handling(),
        Choice: Handling(ChoiceColumn, _choice_filter),
        Amount: Handling(sheet=_money),
        Link: Handling(_names_column, _link_filter, _links),
        Part: Handling(sheet=_parts),
        PartLink: Handling(sheet=_nothing),
    },
)
