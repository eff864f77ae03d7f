"""Ordered lists of resources, and the cursors that mark a place in them.

A cursor holds the place itself (the values that order the list, and the id), so it stays valid while resources come
and go. It also holds the fingerprint of its list, so that it is refused in any other.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, NamedTuple, overload

import orjson

from graph.identity import ResourceId
from graph.replica import EVERY_TYPE, Replica
from schema.errors import BadInputError
from schema.lists.ordering import BY_ID, Ordering
from schema.types import RESOURCE
from search.results import Results

SortKey = tuple[Any, ...]

DAMAGED = "This cursor is damaged: give one exactly as an answer gave it, or none to begin anew."
FOREIGN = "This cursor is from another list: use it with the arguments of the query that gave it."


class Chosen(NamedTuple):
    """How the resources of a list were chosen."""

    given: Mapping[str, Any] | None = None
    """The filter."""
    candidates: Collection[ResourceId] | None = None
    """The resources that the filter was applied to; None for all of the type."""
    origin: ResourceId | None = None
    """The resource that has the links to the listed ones."""
    results: Results | None = None
    """The results of the search that found the resources."""


class Listing:
    """Resources in an order that the editor gave; a cursor holds an id and its index."""

    chosen = Chosen()

    def __init__(self, name: Callable[[], str], resources: Sequence[ResourceId]) -> None:
        """`name` distinguishes the list from others; it is made for cursors only, which most answers do not have."""
        self.name = name
        self.resources = resources

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.blake2b(self.name().encode(), digest_size=6).hexdigest()

    def cursor(self, index: int) -> str:
        content = orjson.dumps([self.fingerprint, self.place(index), self.resources[index]])
        return base64.urlsafe_b64encode(content).decode().rstrip("=")

    def after(self, cursor: str) -> int:
        """Return the index of the first resource after the cursor."""
        place, resource = self._read(cursor)
        if resource in self.resources:
            return self.resources.index(resource) + 1
        return min(place[0], len(self.resources))

    def before(self, cursor: str) -> int:
        """Return the index of the cursor's resource, which is the end of the slice before it."""
        place, resource = self._read(cursor)
        if resource in self.resources:
            return self.resources.index(resource)
        return min(place[0], len(self.resources))

    def place(self, index: int) -> list[Any]:
        return [index]

    def is_place(self, place: Any) -> bool:
        return isinstance(place, list) and len(place) == 1 and isinstance(place[0], int) and place[0] >= 0

    def _read(self, cursor: str) -> tuple[Any, ResourceId]:
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            content = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            fingerprint, place, resource = content
        except (binascii.Error, ValueError, TypeError) as error:
            raise BadInputError(DAMAGED) from error
        if fingerprint != self.fingerprint:
            raise BadInputError(FOREIGN)
        if not isinstance(resource, str) or not self.is_place(place):
            raise BadInputError(DAMAGED)
        return place, resource


class ResourcesOf(Sequence[ResourceId]):
    """The resources of sort keys, without a copy: a page of a list costs the same however long the list is."""

    def __init__(self, keys: Sequence[SortKey]) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> ResourceId: ...

    @overload
    def __getitem__(self, index: slice) -> list[ResourceId]: ...

    def __getitem__(self, index: int | slice) -> ResourceId | list[ResourceId]:
        if isinstance(index, slice):
            return [key[-1] for key in self._keys[index]]
        resource: ResourceId = self._keys[index][-1]
        return resource


class OrderedListing(Listing):
    """Resources in the order of their values and, if these are equal, of their ids."""

    def __init__(
        self,
        name: Callable[[], str],
        resources: Iterable[ResourceId],
        replica: Replica,
        ordering: Ordering = BY_ID,
    ) -> None:
        self.ordering = ordering
        self.replica = replica
        self._keys = self._sorted(resources)
        super().__init__(lambda: f"{name()} {ordering.name}", ResourcesOf(self._keys))

    def _sorted(self, resources: Iterable[ResourceId]) -> list[SortKey]:
        return sorted(map(self._key, resources))

    def _key(self, resource: ResourceId) -> SortKey:
        return self.ordering.key(self.ordering.values(self.replica, resource), resource)

    def after(self, cursor: str) -> int:
        return bisect_right(self._keys, self.key_at(*self._read(cursor)))

    def before(self, cursor: str) -> int:
        return bisect_left(self._keys, self.key_at(*self._read(cursor)))

    def key_at(self, place: list[Any], resource: ResourceId) -> SortKey:
        """Return the sort key of a cursor's place in this order."""
        return self.ordering.key(place, resource)

    def place(self, index: int) -> list[Any]:
        return self.ordering.values(self.replica, self.resources[index])

    def is_place(self, place: Any) -> bool:
        return self.ordering.accepts(place)


class TypeListing(OrderedListing):
    """All resources of a type, or of all types for `Resource`, or those among them that pass a filter."""

    def __init__(
        self,
        name: Callable[[], str],
        type_name: str,
        passing: Set[ResourceId] | None,
        replica: Replica,
        ordering: Ordering = BY_ID,
    ) -> None:
        self._type = EVERY_TYPE if type_name == RESOURCE else type_name
        self._passing = passing
        super().__init__(name, () if passing is None else passing, replica, ordering)

    def _sorted(self, resources: Iterable[ResourceId]) -> list[SortKey]:
        """Return the sort keys, from the order that the replica keeps if that is faster than sorting.

        The replica keeps orders by one field or by id only, and none that changes with other resources.
        """
        chosen = self._passing
        few = chosen is not None and len(chosen) * 10 < self.replica.count(self._type)
        if few or len(self.ordering.terms) > 1 or not self.ordering.follows_own_values:
            return super()._sorted(self.replica.of_type(self._type) if chosen is None else chosen)
        keys = self.replica.indexes.order(self._type, self.ordering.name, self._key).keys
        return keys if chosen is None else [key for key in keys if key[-1] in chosen]
