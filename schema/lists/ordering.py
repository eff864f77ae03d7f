"""Orderings of lists by several fields and directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Any

from graph.declarations import LANGUAGES, Field, Text
from graph.identity import ResourceId
from graph.replica import Replica
from schema.types import LinkCount, OrderTerm, SortValue, sort_value, sorted_as, stored_value


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
    language: str = LANGUAGES[0]
    """The language of the texts to order by."""

    @property
    def name(self) -> str:
        terms = ", ".join(term.name for term in self.terms)
        return f"{terms} in {self.language}" if any(isinstance(each.field, Text) for each in self.terms) else terms

    def values(self, replica: Replica, resource: ResourceId) -> list[SortValue]:
        """Return the values of a resource that a cursor holds."""
        return [self._value(replica, resource, term.field) for term in self.terms]

    def _value(self, replica: Replica, resource: ResourceId, field: Field | LinkCount) -> SortValue:
        if isinstance(field, LinkCount):
            return replica.link_count(resource, field.link.source)
        return sort_value(field, stored_value(replica.node(resource), field), self.language)

    @property
    def follows_own_values(self) -> bool:
        """Return whether the place of a resource changes only with its own values, and not with the links of others."""
        return not any(isinstance(each.field, LinkCount) for each in self.terms)

    def accepts(self, values: Any) -> bool:
        """Return whether a cursor's values are of the kinds that this ordering compares."""
        if not isinstance(values, list) or len(values) != len(self.terms):
            return False
        kinds = [sorted_as(term.field) for term in self.terms]
        return all(value is None or type(value) is kind for value, kind in zip(values, kinds, strict=True))

    def key(self, values: Sequence[SortValue], resource: ResourceId) -> tuple[Any, ...]:
        parts = [
            (value is None, _Descending(value) if term.descending and value is not None else value)
            for term, value in zip(self.terms, values, strict=True)
        ]
        return (*parts, resource)


BY_ID = Ordering()
