"""Orderings of lists: comparable values for each kind of field, and their direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch, total_ordering
from typing import Any

from graph.declarations import LANGUAGES, URL, DateTime, Field, Integer, PartialDate, String, Text, collated
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from graph.identity import ResourceId
from graph.replica import Replica, keys_of
from schema.languages import in_language

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


@total_ordering
@dataclass(frozen=True)
class _Descending:
    value: str | int

    def __lt__(self, other: _Descending) -> bool:
        return other.value < self.value  # type: ignore[operator]


@dataclass(frozen=True)
class Ordering:
    """Fields to order by, the most important first. Resources without a value come last in both directions."""

    terms: Sequence[OrderTerm] = ()

    @property
    def name(self) -> str:
        return ", ".join(term.name for term in self.terms)

    def values(self, replica: Replica, resource: ResourceId) -> list[SortValue]:
        """Return the values of a resource that a cursor holds."""
        values = replica.node(resource)["values"]
        return [sort_value(term.field, values.get(term.field.name)) for term in self.terms]

    def accepts(self, values: Any) -> bool:
        """Return whether a cursor's values are of the kinds that this ordering compares."""
        if not isinstance(values, list) or len(values) != len(self.terms):
            return False
        kinds = [int if isinstance(term.field, Integer) else str for term in self.terms]
        return all(value is None or type(value) is kind for value, kind in zip(values, kinds, strict=True))

    def key(self, values: Sequence[SortValue], resource: ResourceId) -> tuple[Any, ...]:
        parts = [
            (value is None, _Descending(value) if term.descending and value is not None else value)
            for term, value in zip(self.terms, values, strict=True)
        ]
        return (*parts, resource)


BY_ID = Ordering()


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
    key: SortValue = next(keys_of(field, value))
    return key


@_sort_value.register
def _partial_date(field: PartialDate, value: Json) -> SortValue:
    return PartialDateValue.parse(value).sort_key
