"""Orderings of lists by several fields and directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Any

from graph.identity import ResourceId
from graph.replica import Replica
from schema.types import KINDS, OrderTerm, SortValue, sort_value


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
        kinds = [KINDS[term.field].sorted_as for term in self.terms]
        return all(value is None or type(value) is kind for value, kind in zip(values, kinds, strict=True))

    def key(self, values: Sequence[SortValue], resource: ResourceId) -> tuple[Any, ...]:
        parts = [
            (value is None, _Descending(value) if term.descending and value is not None else value)
            for term, value in zip(self.terms, values, strict=True)
        ]
        return (*parts, resource)


BY_ID = Ordering()
