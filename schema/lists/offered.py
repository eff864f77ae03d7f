"""Offer the lists of GraphQL to the website, whose filters, orders and counts are then the same."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from typing import Any

import orjson

from graph.declarations import Choice, Field, Registry, camel_case, registry
from graph.declarations.partial_dates import PartialDate as Date
from graph.identity import ResourceId, iri
from graph.presentation.lists import Facet, Value
from graph.replica import Replica
from schema.lists.facet_counts import holders
from schema.lists.facet_paths import Path, facet_paths, shared_paths
from schema.lists.filters import Filters
from schema.lists.listings import TypeListing
from schema.lists.mixed import shared_orders
from schema.lists.ordering import Ordering
from schema.lists.selection import Selection
from schema.types import RESOURCE, Given, OrderTerm, TypeSpec, capitals, orders_of, specify_types

PAGE = 20
"""How many resources the query of a list asks for at once."""
LARGEST = 4_000_000
"""The most ids in sets of holders that one state of the graph keeps, some 40 MB."""


class OfferedLists:
    """The lists of one registry of declarations."""

    def __init__(self, specs: Sequence[TypeSpec]) -> None:
        self._specs = {spec.name: spec for spec in specs}
        self._paths: dict[str, dict[str, dict[str, Path]]] = {
            spec.name: {each.name: {spec.name: each} for each in facet_paths(spec, self._specs)} for spec in specs
        }
        self._paths[RESOURCE] = shared_paths(self._specs)

    @cached_property
    def _filters(self) -> Filters:
        return Filters(list(self._specs.values()))

    def facets(self, type_name: str) -> Mapping[str, Facet]:
        return {name: self._facet(name, paths) for name, paths in self._paths[type_name].items()}

    def _facet(self, name: str, paths: Mapping[str, Path]) -> Facet:
        type_name, path = next(iter(paths.items()))
        through = path.through
        return Facet(
            name,
            self._specs[type_name].declared,
            path.declared,
            through.source if through else None,
            self._specs[path.type_name].declared if through else None,
            self._specs[path.target].declared if path.target in self._specs else None,
        )

    def holders(self, replica: Replica, type_name: str, facet: str) -> Mapping[Value, Set[ResourceId]]:
        kept = replica.derived(OfferedLists, LARGEST)
        found: Mapping[Value, Set[ResourceId]] | None = kept.get((type_name, facet))
        if found is None:
            found = self._holders(replica, self._paths[type_name][facet])
            kept.add((type_name, facet), found, sum(map(len, found.values())) + 1)
        return found

    def _holders(self, replica: Replica, paths: Mapping[str, Path]) -> Mapping[Value, Set[ResourceId]]:
        found: dict[Value, Set[ResourceId]] = defaultdict(set)
        for name, path in paths.items():
            for value, resources in holders(replica, name, path):
                # A copy, as the sets of an index change with the graph.
                found[value] = found[value] | resources
        return found

    def condition(self, type_name: str, facet: str, values: Collection[Value]) -> Given:
        path = next(iter(self._paths[type_name][facet].values()))
        own = path.name if path.through is None else path.link.name if path.link else camel_case(_field(path).name)
        if path.leads_to_resources:
            tested: Given = {own: {"some": {"id": {"in": sorted(iri(str(each)) for each in values)}}}}
        elif len(values) == 1 or isinstance(_field(path), Choice):
            tested = {own: _equal(path, values)}
        else:
            tested = {"or": [{own: _equal(path, [each])} for each in values]}
        return {path.through.name: {"some": tested}} if path.through else tested

    def in_languages(self, languages: Collection[str]) -> Given:
        return {"languages": {"in": sorted(languages)}}

    def of_types(self, types: Collection[str]) -> Given:
        members = self._filters.type_enum._meta.enum
        return {"type": {"in": [members[capitals(each)] for each in sorted(types)]}}

    def under_way(self, start: str, end: str, since: Date | None, until: Date | None) -> Given:
        first, last = camel_case(start), camel_case(end)
        period = {name: date for name, date in (("from", since), ("to", until)) if date}
        both = [{first: {"overlaps": {"to": until}}}] if until else []
        both += [{last: {"overlaps": {"from": since}}}] if since else []
        one = [{a: {"overlaps": period}, b: {"stated": False}} for a, b in ((first, last), (last, first))]
        if first == last:
            return {first: {"overlaps": period}}
        return {"or": [{"and": both}, *one]}

    def passing(self, replica: Replica, type_name: str, given: Given) -> Set[ResourceId]:
        return Selection(self._filters, replica).passing(type_name, given)

    def orders(self, type_name: str) -> Mapping[str, Field]:
        return {name: each for name, each in self._orders(type_name).items() if isinstance(each, Field)}

    def _orders(self, type_name: str) -> Mapping[str, Any]:
        specs = self._specs.values()
        orders = shared_orders(specs) if type_name == RESOURCE else orders_of(self._specs[type_name])
        return {camel_case(each.declared.name): each.declared for each in orders}

    def ordered(
        self, replica: Replica, type_name: str, among: Set[ResourceId], order: str, *, descending: bool, language: str
    ) -> Sequence[ResourceId]:
        term = OrderTerm(self._orders(type_name)[order], descending)
        return TypeListing(str, type_name, among, replica, Ordering((term,), language)).resources

    def query(
        self, type_name: str, given: Given, *, search: str = "", order: str = "", descending: bool = False
    ) -> str:
        arguments = [f"first: {PAGE}"]
        if search and type_name == RESOURCE:
            arguments.insert(0, f"query: {_literal(search)}")
        elif search:
            arguments.append(f"search: {_literal(search)}")
        if given:
            arguments.append(f"filter: {_literal(given)}")
        if order:
            name = capitals(self._orders(type_name)[order].name)
            arguments.append(f"orderBy: [{name}_{'DESC' if descending else 'ASC'}]")
        field = self._specs[type_name].plural if type_name != RESOURCE else "search" if search else "resources"
        selected = "    totalCount\n    nodes { id title url }\n    pageInfo { hasNextPage endCursor }"
        return f"{{\n  {field}({', '.join(arguments)}) {{\n{selected}\n  }}\n}}"


def _field(path: Path) -> Field:
    assert isinstance(path.declared, Field), path.name  # noqa: S101 inverses lead to resources
    return path.declared


def _equal(path: Path, values: Collection[Any]) -> Given:
    """Return operators that a value of a field without resources passes if it is one of these."""
    field = _field(path)
    if isinstance(field, Choice):
        return {"in": [field.choices(each) for each in sorted(values)]}
    [value] = values
    return {"eq": value}


def _literal(value: Any) -> str:
    """Return a value as GraphQL writes it."""
    match value:
        case enum.Enum():
            return value.name
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Mapping():
            return f"{{{', '.join(f'{name}: {_literal(each)}' for name, each in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(_literal, value))}]"
    return orjson.dumps(str(value)).decode()


def offered_lists() -> OfferedLists:
    """Return the lists of the types that are declared now."""
    return _of(registry())


@lru_cache(maxsize=1)
def _of(declared: Registry) -> OfferedLists:
    return OfferedLists(specify_types(declared))
