"""The part of the graph that a resource stands in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from graph.analysis import Direction, neighbours
from graph.identity import ResourceId
from graph.replica import Replica

MAX_DEPTH = 3
"""Beyond three hops a part of the graph is most of it."""


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
) -> Subgraph:
    """The nearest resources that are not further than so many links, and all links between them."""
    resources, frontier, complete = {resource: None}, [resource], True
    for _ in range(depth):
        reached = {other: None for each in frontier for other in sorted(neighbours(replica, each, None, link_types))}
        new = [each for each in reached if each not in resources]
        frontier = list(islice(new, max(0, first - len(resources))))
        complete = complete and len(frontier) == len(new)
        resources.update(dict.fromkeys(frontier))
    links = [
        Triple(each, link.type, other)
        for each in resources
        for other, named in neighbours(replica, each, Direction.OUT, link_types).items()
        if other in resources
        for link in named
    ]
    return Subgraph(list(resources), links, complete)
