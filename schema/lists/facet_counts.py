"""Counts and sums of a list: how many of its resources have each value, and the sums of their amounts by currency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.text import capfirst

from graph.declarations import Inverse, NodeField, registry
from graph.identity import ResourceId, iri
from graph.replica import Replica, ValueIndex, incomplete
from schema.lists.facet_paths import Path
from schema.types import Value, capitals


@dataclass(frozen=True)
class FacetOf:
    """A facet by the values of a field; `paths` has the path to the values for each type of the resources."""

    replica: Replica
    paths: Mapping[str, Path]
    among: Set[ResourceId]
    only: Set[ResourceId] | None = None
    """The values to count; None for all."""

    def ranked(self) -> list[tuple[Value, int]]:
        """Return the values with their counts, the most frequent first, and equal ones in the order of the values."""
        return sorted(self.counted.items(), key=lambda pair: (-pair[1], pair[0]))

    @cached_property
    def counted(self) -> Counter[Value]:
        found: Counter[Value] = Counter()
        for name, resources in self._by_type.items():
            found.update(counts(self.replica, name, self.paths[name], resources))
        return found if self.only is None else Counter({each: found[each] for each in found.keys() & self.only})

    @property
    def is_complete(self) -> bool:
        """Return whether every list of values is known to be complete."""
        known = {each.completeness for each in self.paths.values()} - {None}
        return not any(incomplete(self.replica, each) for each in known if each)

    def not_stated(self) -> int:
        having = (count_stated(self.replica, name, self.paths[name], each) for name, each in self._by_type.items())
        return len(self.among) - sum(having)

    @property
    def leads_to_resources(self) -> bool:
        return self._path.leads_to_resources

    def as_given(self, value: Value) -> str:
        """Return the value as a filter takes it: the id of a resource, the name of a coded value."""
        if self.leads_to_resources:
            return iri(str(value))
        return self._path.facet.name(self._path.declared, value)

    def label(self, value: Value) -> str:
        """Return the label of a value that is no resource, in the active language."""
        return self._path.facet.label(self._path.declared, value)

    @property
    def _path(self) -> Path:
        """Any of the paths, whose values are all of one kind."""
        return next(iter(self.paths.values()))

    @cached_property
    def _by_type(self) -> dict[str, Set[ResourceId]]:
        """The resources by type, for the types that have the field."""
        if len(self.paths) == 1:
            return dict.fromkeys(self.paths, self.among)
        found: dict[str, set[ResourceId]] = defaultdict(set)
        for each in self.among:
            found[self.replica.node(each)["type"]].add(each)
        return {name: resources for name, resources in found.items() if name in self.paths}


@dataclass(frozen=True)
class FacetByType(FacetOf):
    """A facet by the types of the resources."""

    @cached_property
    def counted(self) -> Counter[Value]:
        return Counter(self.replica.node(each)["type"] for each in self.among)

    def not_stated(self) -> int:
        return 0

    @property
    def leads_to_resources(self) -> bool:
        return False

    def as_given(self, value: Value) -> str:
        return capitals(str(value))

    def label(self, value: Value) -> str:
        return str(capfirst(registry().types[str(value)].model._meta.verbose_name_plural))


def counts(replica: Replica, type_name: str, path: Path, among: Set[ResourceId]) -> dict[Value, int]:
    """Return how many of the resources have each value; a resource with several values counts for each."""
    found: dict[Value, set[ResourceId]] = defaultdict(set)
    for value, resources in holders(replica, type_name, path):
        found[value] |= resources & among
    return {value: len(resources) for value, resources in found.items() if resources}


def count_stated(replica: Replica, type_name: str, path: Path, among: Set[ResourceId]) -> int:
    """Return how many of the resources have a value at all."""
    return len(set().union(*(resources for _, resources in holders(replica, type_name, path))) & among)


def holders(replica: Replica, type_name: str, path: Path) -> Iterator[tuple[Value, Set[ResourceId]]]:
    """Yield each value at the end of a path, with the resources of the type that have it."""
    linking = _link_index(replica, type_name, path)
    for value, resources in _stating(replica, path):
        if not path.leads_to_resources or value in replica:
            yield value, linking.equal(resources) if linking else resources


def _stating(replica: Replica, path: Path) -> Iterator[tuple[Value, Set[ResourceId]]]:
    """Yield each value of a path's field, with the resources or parts that have the field with this value."""
    if isinstance(path.declared, Inverse):
        for source in (each for name in path.declared.sources for each in replica.of_type(name)):
            yield source, set(replica.node(source)["values"].get(path.declared.link.name, ()))
        return
    for key, resources in replica.indexes.field(path.type_name, path.declared).items():
        value = path.facet.value(key)
        if value is not None:
            yield value, resources


def _link_index(replica: Replica, type_name: str, path: Path) -> ValueIndex | None:
    """Return the index of the link that a path goes through, or None for a field of the type itself."""
    if path.through is None or not isinstance(path.through.source, NodeField):
        return None
    return replica.indexes.field(type_name, path.through.source)


@dataclass(frozen=True)
class Sum:
    """The sum of amounts in one currency."""

    currency: str
    value: Decimal
    smallest: Decimal
    largest: Decimal
    count: int
    shares: Decimal
    """The sum of the amounts that are left out, because others in the list include them."""


def sums(replica: Replica, path: Path, among: Set[ResourceId]) -> list[Sum]:
    """Return the sums of the amounts that the resources or their parts state, one for each currency.

    An amount that is included in another one of the list is left out, see `DeclaredType.whole`.
    """
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    left_out: dict[str, Decimal] = defaultdict(Decimal)
    declared: Any = path.declared
    for (currency, value), resources in replica.indexes.field(path.type_name, declared).items():
        listed = {each for each in resources if _counted(replica, path, each) in among}
        shares = {each for each in listed if _counted(replica, path, _whole(replica, each)) in among}
        amounts[currency] += [value] * len(listed - shares)
        left_out[currency] += value * len(shares)
    return [
        Sum(currency, sum(values, Decimal()), min(values), max(values), len(values), left_out[currency])
        for currency, values in sorted(amounts.items())
        if values
    ]


def _counted(replica: Replica, path: Path, stating: ResourceId | None) -> ResourceId | None:
    """Return the resource of the list for which an amount counts: the one that states it, or the owner of the part."""
    return replica.owner(stating) if stating and path.through else stating


def _whole(replica: Replica, part: ResourceId) -> ResourceId | None:
    """Return the part whose amounts include those of this one; None if there is none."""
    link = replica.declared(part).whole
    value = replica.node(part)["values"].get(link.name) if link else None
    return value["part"] if value and value["part"] in replica else None
