"""Orderings by one field: whether a kind of field has an order, and the values that lists are sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from graph.declarations import LANGUAGES, URL, DateTime, Field, Integer, PartialDate, String, Text, collated
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from schema.types.languages import in_language

Json = Any
SortValue = str | int | None


@dataclass(frozen=True)
class OrderTerm:
    """One field, and whether its largest values come first."""

    field: Field
    descending: bool = False

    @property
    def name(self) -> str:
        return f"{self.field.name} {'desc' if self.descending else 'asc'}"


def can_order(field: Field) -> bool:
    """Return whether the values of a field have an order in which people look for them."""
    if field.long or isinstance(field, URL) or getattr(field, "many", False):
        return False
    return _sort_value.dispatch(type(field)) is not _sort_value.dispatch(object)


def sort_value(field: Field, value: Json) -> SortValue:
    return None if value is None else _sort_value(field, value)


@singledispatch
def _sort_value(field: Field, value: Json) -> SortValue:
    raise TypeError(f"Lists cannot be ordered by {field.name}.")


@_sort_value.register
def _text(field: Text, value: Json) -> SortValue:
    found = in_language(value, LANGUAGES[0])
    return collated(str(found.value)) if found else None


@_sort_value.register(String)
@_sort_value.register(Integer)
@_sort_value.register(DateTime)
def _as_found(field: Field, value: Json) -> SortValue:
    """Return the key under which an index holds the value."""
    key: SortValue = next(field.keys(value))
    return key


@_sort_value.register
def _partial_date(field: PartialDate, value: Json) -> SortValue:
    return PartialDateValue.parse(value).sort_key
