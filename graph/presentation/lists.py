"""Say what the website asks of lists: filters, orders and counts by facet. GraphQL's own lists answer (`schema.lists`).

So the site and the API cannot disagree. `graph` does not know `schema`, which offers its lists when Django starts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, Protocol

from graph.declarations import DeclaredType, Field, Inverse
from graph.declarations.partial_dates import PartialDate
from graph.identity import ResourceId
from graph.replica import Replica

Given = Mapping[str, Any]
"""A filter in the terms of GraphQL."""
Value = Hashable
"""A value of a facet: the id of a resource, a code, a year, true or false."""
ALL = "Resource"
"""The name under which resources of all types are listed together."""


@dataclass(frozen=True)
class Facet:
    """A field by whose values lists are counted; `name` is that of GraphQL's facet.

    `declared` is a field of the listed type `of` or, with `through`, of the type at the other end of that link.
    `target` is the type of the values, if they are resources of one type.
    """

    name: str
    of: DeclaredType
    declared: Field | Inverse
    through: Field | Inverse | None = None
    via: DeclaredType | None = None
    target: DeclaredType | None = None

    @property
    def field(self) -> Field:
        """The field that states the values, at either end of a link."""
        return self.declared.link if isinstance(self.declared, Inverse) else self.declared


class Lists(Protocol):
    """Lists of the resources of a type, or of all types under the name `ALL`."""

    def facets(self, type_name: str) -> Mapping[str, Facet]:
        """Return the facets by name. In lists of all types, those that several types share."""

    def holders(self, replica: Replica, type_name: str, facet: str) -> Mapping[Value, Set[ResourceId]]:
        """Return the resources that have each value; callers must not change the sets."""

    def condition(self, type_name: str, facet: str, values: Collection[Value]) -> Given:
        """Return the filter that lets pass what has one of the values of a facet."""

    def in_languages(self, languages: Collection[str]) -> Given:
        """Return the filter that lets pass what can be read in one of the languages."""

    def of_types(self, types: Collection[str]) -> Given:
        """Return the filter that lets pass resources of one of the types, in lists of all types."""

    def under_way(self, start: str, end: str, since: PartialDate | None, until: PartialDate | None) -> Given:
        """Return the filter that lets pass what was under way at some time between two dates.

        `start` and `end` are the fields with the two ends. What states only one of them counts on that date.
        """

    def passing(self, replica: Replica, type_name: str, given: Given) -> Set[ResourceId]:
        """Return the resources that pass a filter; callers must not change the set."""

    def orders(self, type_name: str) -> Mapping[str, Field]:
        """Return the fields by which lists can be ordered, by name."""

    def ordered(
        self, replica: Replica, type_name: str, among: Set[ResourceId], order: str, *, descending: bool, language: str
    ) -> Sequence[ResourceId]:
        """Return the resources in an order; those without a value come last."""

    def query(
        self, type_name: str, given: Given, *, search: str = "", order: str = "", descending: bool = False
    ) -> str:
        """Return the query in GraphQL that has this list as its answer."""


_offered: list[Callable[[], Lists]] = []


def offer_lists(of_now: Callable[[], Lists]) -> None:
    """Keep the function that returns the lists of the types that are declared now."""
    _offered[:] = [of_now]


def lists() -> Lists:
    [of_now] = _offered
    return of_now()
