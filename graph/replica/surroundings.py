"""The part of the graph that a resource stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from graph.identity import ResourceId
from graph.replica.analysis import Direction, links_of, neighbours
from graph.replica.replica import Replica

MAX_DEPTH = 3
"""Beyond three hops a part of the graph is most of it."""

LINKS_EXAMINED = 20_000
"""Looking at so many links takes some 20 ms."""


@dataclass(frozen=True)
class Triple:
    source: ResourceId
    type: str
    target: ResourceId


@dataclass(frozen=True)
class Subgraph:
    """`complete`: nothing else lies so near."""

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
    """The nearest resources that are not further than so many links, and all links between them.

    All around the resource is looked at; around others, until the budget is spent.
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
    """The nearest resources in the order in which they were reached, and whether these are all."""
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
