"""Find the part of the graph around a resource."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from graph.identity import ResourceId
from graph.replica.analysis import Direction, links_of, neighbours
from graph.replica.replica import Replica

MAX_DEPTH = 3
"""Beyond three hops, the surroundings of a resource are most of the graph."""

LINKS_EXAMINED = 20_000
"""The default budget of links to examine, which takes about 20 ms."""


@dataclass(frozen=True)
class Triple:
    source: ResourceId
    type: str
    target: ResourceId


@dataclass(frozen=True)
class Subgraph:
    """Resources and the links between them; `complete` if no other resource is within the depth."""

    resources: list[ResourceId]
    links: list[Triple]
    complete: bool


def subgraph(
    replica: Replica,
    resource: ResourceId,
    depth: int,
    first: int,
    link_types: Collection[str] | None = None,
    budget: int = LINKS_EXAMINED,
) -> Subgraph:
    """Return at most `first` of the nearest resources within `depth` links, and all links between them.

    All neighbours of the resource are examined; neighbours of other resources only until the budget is spent.
    """
    resources, complete = _nearest(replica, resource, depth, first, link_types, budget)
    links = [
        Triple(each, link.type, other)
        for each in resources
        for other, named in neighbours(replica, each, Direction.OUT, link_types).items()
        if other in resources
        for link in named
    ]
    return Subgraph(list(resources), links, complete)


def _nearest(
    replica: Replica, start: ResourceId, depth: int, first: int, link_types: Collection[str] | None, budget: int
) -> tuple[dict[ResourceId, None], bool]:
    """Return the nearest resources in the order in which they were reached, and whether these are all."""
    resources, frontier, complete = {start: None}, [start], True
    for _ in range(depth):
        reached: dict[ResourceId, None] = {}
        for each in frontier:
            if budget <= 0:
                complete = False
                break
            budget -= links_of(replica, each)
            reached |= dict.fromkeys(sorted(neighbours(replica, each, None, link_types)))
        new = [each for each in reached if each not in resources]
        frontier = list(islice(new, max(0, first - len(resources))))
        complete = complete and len(frontier) == len(new)
        resources.update(dict.fromkeys(frontier))
    return resources, complete
