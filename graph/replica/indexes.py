"""Indexes of the replica's resources by value, so that a selective filter need not look at every resource.

An index is built when it is first needed, according to the declaration of its field, and follows the replica from then
on. Removing a resource and adding its new state costs time in proportion to the number of its values.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, ItemsView, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.declarations import Field
from graph.identity import ResourceId

if TYPE_CHECKING:
    from graph.replica.replica import Replica

Node = dict[str, Any]
EVERY_TYPE = "*"
"""The name under which indexes of the resources of all types are kept."""
Read = Callable[[Node], Iterable[Any]]
"""A function from a node of the replica to the keys under which the node is found."""


def reader(field: Field, language: str | None = None) -> Read:
    """Return the function that reads the keys of a field, whose values must not be long."""

    def read(node: Node) -> Iterable[Any]:
        value = node["values"].get(field.name)
        return () if value is None else field.keys(value, language)

    return read


class ValueIndex:
    """Resources of one type by the keys of one field."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._resources: dict[Any, set[ResourceId]] = {}
        self._ordered: list[Any] | None = None
        self.stated: set[ResourceId] = set()
        """Resources that have a value."""
        self.not_stated: set[ResourceId] = set()

    def add(self, resource: ResourceId, node: Node) -> None:
        keys = set(self._read(node))
        (self.stated if keys else self.not_stated).add(resource)
        for key in keys:
            if key not in self._resources:
                self._resources[key] = set()
                self._ordered = None
            self._resources[key].add(resource)

    def remove(self, resource: ResourceId, node: Node) -> None:
        self.stated.discard(resource)
        self.not_stated.discard(resource)
        for key in set(self._read(node)):
            self._resources[key].discard(resource)
            if not self._resources[key]:
                del self._resources[key]
                self._ordered = None

    def items(self) -> ItemsView[Any, set[ResourceId]]:
        """Return each key with the set of resources that have it; callers must not change the sets."""
        return self._resources.items()

    def with_other(self, gone: Mapping[ResourceId, Node], new: Mapping[ResourceId, Node]) -> ValueIndex:
        """Return a copy with some resources removed and then others added. It shares the sets that stay the same."""
        other = ValueIndex(self._read)
        other._resources = dict(self._resources)
        other.stated, other.not_stated = self.stated - gone.keys(), self.not_stated - gone.keys()
        for resource, node in gone.items():
            for key in set(self._read(node)):
                other._resources[key] = other._resources[key] - {resource}
                if not other._resources[key]:
                    del other._resources[key]
        for resource, node in new.items():
            keys = set(self._read(node))
            (other.stated if keys else other.not_stated).add(resource)
            for key in keys:
                other._resources[key] = other._resources.get(key, set()) | {resource}
        return other

    def equal(self, keys: Iterable[Hashable]) -> set[ResourceId]:
        """Return the resources that have one of these keys."""
        keys = [key for key in keys if key in self._resources]
        return set().union(*(self._resources[key] for key in keys))

    def where(self, test: Callable[[Any], bool]) -> set[ResourceId]:
        """Return the resources that have a key that passes the test. The test runs once for each distinct key."""
        return set().union(*(found for key, found in self._resources.items() if test(key)))

    def between(
        self, low: Any = None, high: Any = None, *, open_low: bool = False, open_high: bool = False
    ) -> set[ResourceId]:
        """Return the resources that have a key from low to high, both included unless open; None is no limit."""
        ordered = self._ordered
        if ordered is None:
            ordered = self._ordered = sorted(self._resources)
        start = 0 if low is None else (bisect_right if open_low else bisect_left)(ordered, low)
        end = len(ordered) if high is None else (bisect_left if open_high else bisect_right)(ordered, high)
        return self.equal(ordered[start:end])


class OrderIndex:
    """All resources of one type in one order: sort keys that end in the resource's id."""

    def __init__(self, key: Callable[[ResourceId], tuple[Any, ...]]) -> None:
        self._key = key
        self.keys: list[tuple[Any, ...]] = []

    def load(self, resources: Iterable[ResourceId]) -> None:
        self.keys = sorted(map(self._key, resources))

    def add(self, resource: ResourceId, node: Node) -> None:
        insort(self.keys, self._key(resource))

    def with_other(
        self, key: Callable[[ResourceId], tuple[Any, ...]], gone: Collection[ResourceId], new: Iterable[ResourceId]
    ) -> OrderIndex:
        """Return a copy with some resources removed and then others added, whose sort keys `key` returns."""
        other = OrderIndex(key)
        other.keys = [each for each in self.keys if each[-1] not in gone]
        for resource in new:
            insort(other.keys, key(resource))
        return other

    def remove(self, resource: ResourceId, node: Node) -> None:
        del self.keys[bisect_left(self.keys, self._key(resource))]


class Indexes:
    """The indexes of a replica, by type and by name.

    Readers build an index under the read lock, while the replica does not change. Two threads may build the same index
    at once: the later one replaces an equal one, which is harmless.
    """

    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._made: dict[str, dict[Hashable, ValueIndex | OrderIndex]] = defaultdict(dict)

    def made(self, type_name: str, name: Hashable) -> ValueIndex | OrderIndex | None:
        """Return an index if it has been built."""
        return self._made.get(type_name, {}).get(name)

    def values(self, type_name: str, name: Hashable, read: Read) -> ValueIndex:
        made = self._made[type_name].get(name)
        if not isinstance(made, ValueIndex):
            made = ValueIndex(read)
            for resource in self._replica.of_type(type_name):
                made.add(resource, self._replica.node(resource))
            self._made[type_name][name] = made
        return made

    def field(self, type_name: str, field: Field, language: str | None = None) -> ValueIndex:
        return self.values(type_name, (field.name, language), reader(field, language))

    def order(self, type_name: str, name: str, key: Callable[[ResourceId], tuple[Any, ...]]) -> OrderIndex:
        made = self._made[type_name].get(name)
        if not isinstance(made, OrderIndex):
            made = OrderIndex(key)
            made.load(self._replica.of_type(type_name))
            self._made[type_name][name] = made
        return made

    def add(self, resource: ResourceId) -> None:
        """Add a resource to all indexes of its type. Call after the replica has added the resource."""
        node = self._replica.node(resource)
        for index in self._of(node["type"]):
            index.add(resource, node)

    def remove(self, resource: ResourceId) -> None:
        """Remove a resource from all indexes of its type. Call before the replica changes or removes the resource."""
        node = self._replica.node(resource)
        for index in self._of(node["type"]):
            index.remove(resource, node)

    def _of(self, type_name: str) -> Collection[ValueIndex | OrderIndex]:
        made = (self._made[each] for each in (type_name, EVERY_TYPE) if each in self._made)
        return [index for indexes in made for index in indexes.values()]
