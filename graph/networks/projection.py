"""Project the graph onto pairs of resources that the same works connect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from decimal import Decimal
from itertools import combinations, product

import networkx as nx

from graph.declarations import Code, MultilingualText
from graph.description import without_controls
from graph.identity import ResourceId, iri, split
from graph.networks.declaration import Money, Network, Path
from graph.replica import Replica

Pair = tuple[ResourceId, ResourceId]


class TooLargeError(Exception):
    """Raised when a network has more edges than are measured."""


def projection(
    replica: Replica,
    network: Network,
    within: Collection[ResourceId],
    most: int,
    among: Container[ResourceId] | None = None,
) -> nx.Graph:
    """Return the network of the works, those of `among` or all, that link to all resources of `within`.

    Its nodes are IRIs.

    An edge's weight is the number of works. Raises `TooLargeError` if there are more than `most` edges.
    """
    works: dict[Pair, int] = defaultdict(int)
    grants: dict[Pair, set[ResourceId]] = defaultdict(set)
    for work in _works(replica, network, within):
        if among is not None and work not in among:
            continue
        money = _grants(replica, work, network.money) if network.money else {}
        for pair in _pairs(replica, work, network):
            works[pair] += 1
            grants[pair] |= money.get(pair[0], set())
        if len(works) > most:
            raise TooLargeError
    graph = nx.DiGraph() if network.is_directed else nx.Graph()
    for resource in sorted({each for pair in works for each in pair}):
        graph.add_node(iri(resource), **_attributes(replica, resource))
    for (source, target), weight in sorted(works.items()):
        amounts = totals(replica, grants[source, target], network.money) if network.money else {}
        graph.add_edge(iri(source), iri(target), weight=weight, **amounts)
    return graph


def totals(replica: Replica, grants: Iterable[ResourceId], money: Money) -> dict[str, float]:
    """Return the sum of the stated amounts of distinct grants, by currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for grant in grants:
        if amount := replica.node(grant)["values"].get(money.amount):
            sums[f"amount_{amount['currency']}"] += Decimal(amount["value"])
    return {name: float(total) for name, total in sorted(sums.items())}


def _works(replica: Replica, network: Network, within: Collection[ResourceId]) -> Iterator[ResourceId]:
    wanted = set(within)
    for declared in network.types:
        for work in replica.of_type(declared.name):
            if not wanted or wanted.issubset(_linked(replica, work)):
                yield work


def _linked(replica: Replica, work: ResourceId) -> Iterator[ResourceId]:
    values = replica.node(work)["values"]
    for name in replica.declared(work).links:
        yield from values.get(name, ())


def _pairs(replica: Replica, work: ResourceId, network: Network) -> Iterator[Pair]:
    sources = _reached(replica, work, network.sources)
    if not network.is_directed:
        yield from combinations(sorted(sources), 2)
        return
    targets = _reached(replica, work, network.targets)
    if network.only:
        targets = {each for each in targets if replica.node(each)["type"] == network.only}
    yield from (pair for pair in product(sources, targets) if pair[0] != pair[1])


def _grants(replica: Replica, work: ResourceId, money: Money) -> dict[ResourceId, set[ResourceId]]:
    """Return the grants of a work by donor."""
    found: dict[ResourceId, set[ResourceId]] = defaultdict(set)
    for grant in _reached(replica, work, money.grants):
        for donor in replica.node(grant)["values"].get(money.donor, ()):
            found[donor].add(grant)
    return found


def _reached(replica: Replica, work: ResourceId, paths: Iterable[Path]) -> set[ResourceId]:
    """Return the public resources at the ends of paths."""
    ends = set()
    for path in paths:
        reached = {work}
        for name in path:
            followed = (target for each in reached for target in replica.node(each)["values"].get(name, ()))
            reached = {target for target in followed if target in replica}
        ends |= reached
    return ends


def _attributes(replica: Replica, resource: ResourceId) -> dict[str, str]:
    declared, values = replica.declared(resource), replica.node(resource)["values"]
    title = MultilingualText(values.get(declared.graph_type.title) or {}).in_language("en")
    coded = isinstance(declared.fields.get(declared.graph_type.key), Code)
    code = {"code": split(resource)[1]} if coded else {}
    return {"label": without_controls(str(title or declared.name)), "type": declared.name, **code}
