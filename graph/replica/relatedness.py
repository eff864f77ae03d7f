"""Find the resources that have most in common with a resource, and the reasons.

Two resources have a third in common if both link to it, or it links to both, under the same name: a donor, a country,
an activity that belongs to both. A shared resource counts more if fewer share it, as Adamic and Adar weigh shared
items: 1 / log(frequency) (L. A. Adamic, E. Adar: Friends and neighbors on the Web. Social Networks 25(3), 2003,
https://doi.org/10.1016/S0378-8733(03)00009-1). So a donor of three projects says more than a country of a hundred.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.identity import ResourceId
from graph.replica.analysis import DirectedLink, Direction, links_of, neighbours
from graph.replica.replica import Replica

LINKS_COMPARED = 20_000
"""The default budget of links to examine, about 20 ms: a list may ask for related resources of each of its items."""


@dataclass(frozen=True)
class Reason:
    """A resource that two resources share, with the link to it as seen from these two."""

    link: DirectedLink
    shared: ResourceId
    sharing: int
    """The number of resources that share it, these two included."""

    @property
    def weight(self) -> float:
        return 1 / math.log(self.sharing)


@dataclass(frozen=True)
class Related:
    resource: ResourceId
    reasons: list[Reason]
    """All reasons, the weightiest first."""

    @cached_property
    def score(self) -> float:
        """The sum of the weights. Scores can be compared within one search, not between searches for two resources."""
        return math.fsum(each.weight for each in self.reasons)


@dataclass(frozen=True)
class RelatedResources:
    """Related resources, the most related first; `complete` if no shared resource was left out."""

    found: list[Related]
    complete: bool


def related(
    replica: Replica,
    resource: ResourceId,
    types: Collection[str] | None = None,
    link_types: Collection[str] | None = None,
    linked: bool = True,
    budget: int = LINKS_COMPARED,
) -> RelatedResources:
    """Return the public resources that share a resource with this one; unless `linked`, without its neighbours.

    Parts are related to parts only. Shared resources with the fewest links are examined first, so that only those
    that weigh least are left out when the budget (a number of links) is spent.
    """
    reasons, complete = _reasons(replica, resource, link_types, budget)
    found = [
        Related(other, sorted(several, key=_weightiest))
        for other, several in reasons.items()
        if other != resource
        and (types is None or replica.node(other)["type"] in types)
        and (linked or not _are_linked(replica, resource, other))
    ]
    return RelatedResources(sorted(found, key=lambda each: (-each.score, each.resource)), complete)


def _reasons(
    replica: Replica, resource: ResourceId, link_types: Collection[str] | None, budget: int
) -> tuple[dict[ResourceId, list[Reason]], bool]:
    """Return reasons by resource, this resource included, and whether the budget was enough to find all."""
    reasons: dict[ResourceId, list[Reason]] = defaultdict(list)
    near = neighbours(replica, resource, None, link_types)
    as_part = replica.is_part(resource)
    for shared in sorted(near, key=lambda each: (links_of(replica, each), each)):
        budget -= links_of(replica, shared)
        if budget < 0:
            return reasons, False
        for link in near[shared]:
            alike = list(_sharing(replica, link, shared, as_part))
            for other in alike:
                reasons[other].append(Reason(link, shared, len(alike)))
    return reasons, True


def _sharing(replica: Replica, link: DirectedLink, shared: ResourceId, as_part: bool) -> Iterator[ResourceId]:
    """Yield the public resources that have this link with the shared resource: only parts, or only non-parts."""
    graph = replica.graph
    adjacent = graph.pred[shared] if link.direction is Direction.OUT else graph.succ[shared]
    for other, links in adjacent.items():
        if link.type in links and other != shared and other in replica and replica.is_part(other) is as_part:
            yield other


def _are_linked(replica: Replica, resource: ResourceId, other: ResourceId) -> bool:
    return other in replica.graph.succ[resource] or other in replica.graph.pred[resource]


def _weightiest(reason: Reason) -> tuple[int, str, str, ResourceId]:
    return reason.sharing, reason.link.type, reason.link.direction.value, reason.shared
