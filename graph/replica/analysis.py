"""Find the neighbours of a resource and the paths between two resources.

Parts (a funding, a participation) are nodes like any other, so a path through a part shows the role it represents.
A search is bounded by a number of hops and of examined links, and says whether it found all.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graph.identity import ResourceId
from graph.replica.replica import Replica

MAX_HOPS = 6
"""Beyond six hops, nearly all resources are connected through some country, and a path says nothing any more."""

LINKS_EXAMINED = 200_000
"""The default budget of links to examine, which takes about a fifth of a second."""


class Direction(enum.Enum):
    """Seen from the resource that is asked about."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True)
class DirectedLink:
    """The declared name of a link between two resources, and its direction: which of the two makes the statement."""

    type: str
    direction: Direction


@dataclass(frozen=True)
class Step:
    source: ResourceId
    target: ResourceId
    links: list[DirectedLink]


@dataclass(frozen=True)
class Paths:
    """Paths between two resources; `complete` if there are no others within the number of hops."""

    found: list[list[Step]]
    complete: bool


def neighbours(
    replica: Replica,
    resource: ResourceId,
    direction: Direction | None = None,
    link_types: Collection[str] | None = None,
) -> dict[ResourceId, list[DirectedLink]]:
    """Return the public resources one link away, each with all links that connect the two."""
    graph = replica.graph
    found: dict[ResourceId, list[DirectedLink]] = defaultdict(list)
    sides = {Direction.OUT: graph.succ[resource], Direction.IN: graph.pred[resource]}
    for side, adjacent in sides.items():
        if direction not in (None, side):
            continue
        for other, links in adjacent.items():
            names = [name for name in sorted(links) if link_types is None or name in link_types]
            if names and other != resource and other in replica:
                found[other] += [DirectedLink(name, side) for name in names]
    return found


def links_of(replica: Replica, resource: ResourceId) -> int:
    """Return the number of adjacent nodes in both directions: the cost of examining a resource."""
    return len(replica.graph.succ[resource]) + len(replica.graph.pred[resource])


def paths(
    replica: Replica,
    start: ResourceId,
    end: ResourceId,
    max_hops: int,
    first: int,
    link_types: Collection[str] | None = None,
    budget: int = LINKS_EXAMINED,
) -> Paths:
    """Return the first paths from one resource to another, shortest first, along links in either direction.

    A path visits no resource twice.
    """
    search = _Search(lambda each: neighbours(replica, each, None, link_types), budget)
    found: list[list[Step]] = []
    try:
        for path in search.paths(start, end, min(max_hops, MAX_HOPS)):
            if len(found) == first:
                return Paths(found, complete=False)
            found.append([Step(*pair, search.links(*pair)) for pair in pairwise(path)])
    except _BudgetSpentError:
        return Paths(found, complete=False)
    return Paths(found, complete=True)


class _BudgetSpentError(Exception):
    pass


@dataclass
class _Search:
    """A search that tries shorter paths first, so that they are found before the budget is spent."""

    look: Callable[[ResourceId], dict[ResourceId, list[DirectedLink]]]
    budget: int
    _seen: dict[ResourceId, dict[ResourceId, list[DirectedLink]]] = field(default_factory=dict)

    def paths(self, start: ResourceId, end: ResourceId, max_hops: int) -> Iterator[list[ResourceId]]:
        if start == end:
            return
        for hops in range(1, max_hops + 1):
            # Every node of a path is near its start or near its end; the search leaves out all other nodes.
            near = self._around(start, (hops + 1) // 2).keys() | self._around(end, hops // 2).keys()
            to_end = self._around(end, hops, within=near)
            yield from self._extend([start], hops, to_end)

    def links(self, source: ResourceId, target: ResourceId) -> list[DirectedLink]:
        return self._seen[source][target]

    def _extend(self, path: list[ResourceId], hops: int, to_end: dict[ResourceId, int]) -> Iterator[list[ResourceId]]:
        """Yield all continuations of a path that reach the end after exactly `hops` more hops."""
        if hops == 0:
            yield path
            return
        for other in self._adjacent(path[-1]):
            distance = to_end.get(other, hops)
            if distance < hops and other not in path and (distance > 0 or hops == 1):
                yield from self._extend([*path, other], hops - 1, to_end)

    def _around(
        self, centre: ResourceId, radius: int, within: Collection[ResourceId] | None = None
    ) -> dict[ResourceId, int]:
        """Return the distance in hops of each resource within the radius."""
        distances = {centre: 0}
        frontier = [centre]
        for hops in range(1, radius + 1):
            reached = {other for each in frontier for other in self._adjacent(each)}
            frontier = [each for each in reached if each not in distances and (within is None or each in within)]
            distances.update(dict.fromkeys(frontier, hops))
        return distances

    def _adjacent(self, resource: ResourceId) -> dict[ResourceId, list[DirectedLink]]:
        adjacent = self._seen.get(resource)
        if adjacent is None:
            adjacent = self._seen[resource] = dict(sorted(self.look(resource).items()))
        self.budget -= 1 + len(adjacent)
        if self.budget < 0:
            raise _BudgetSpentError
        return adjacent
