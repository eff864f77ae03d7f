"""Make networks with their measures, and keep them until the graph changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
from django.conf import settings

from graph.budget import Kind, place
from graph.identity import ResourceId
from graph.networks.declaration import Network, networks
from graph.networks.measures import measure
from graph.networks.projection import TooLargeError, projection
from graph.refusals import Refusal
from graph.replica import Replica, reading

LARGEST = 40_000
"""The most edges of a network. Measuring that many takes some 20 seconds of one processor."""
KEPT = 200_000
"""The most edges of all networks that are kept, some 100 MB."""
MEASURING = Kind("network", "networks", places=2)


@dataclass(frozen=True)
class Asked:
    """A network of the works that link to all of these resources."""

    network: Network
    within: frozenset[ResourceId] = frozenset()


def asked(name: str, within: Iterable[ResourceId] = ()) -> Asked:
    """Return the network of this name for a part of the graph. Raises `Refusal` if there is no such network."""
    if name not in networks():
        known = ", ".join(sorted(networks()))
        raise Refusal(404, "There is no network “%(name)s” here: use one of %(known)s.", name=name, known=known)
    return Asked(networks()[name], frozenset(within))


def measured(wanted: Asked, most: int | None = None) -> nx.Graph:
    """Return a network with its measures and, as its attributes, all that another needs to make it again.

    The graph may change while a network is measured, which takes seconds; so only the projection is read under its
    lock. Raises `Refusal` for a network with more edges than `most`, or than LARGEST.
    """
    with reading() as replica:
        kept, version = replica.derived("networks", KEPT), replica.sequence
        graph = kept.get(wanted)
    if graph is not None:
        return graph
    most = LARGEST if most is None else most
    with place(MEASURING):
        with reading() as replica:
            kept, version = replica.derived("networks", KEPT), replica.sequence
            graph = _projected(replica, wanted, most)
        graph.graph = {**_attributes(wanted, version), **measure(graph)}
    kept.add(wanted, graph, graph.number_of_edges() + len(graph))
    return graph


def _projected(replica: Replica, wanted: Asked, most: int) -> nx.Graph:
    try:
        return projection(replica, wanted.network, wanted.within, most)
    except TooLargeError:
        sentence = "This network has more than %(most)s edges: ask for a part of it, such as ?theme=… or ?programme=…"
        raise Refusal(422, sentence, most=most) from None


def _attributes(wanted: Asked, version: int) -> dict[str, str | int]:
    return {
        "name": wanted.network.name,
        "title": str(wanted.network.title),
        "description": str(wanted.network.description),
        "version": version,
        "licence": settings.LICENCE,
        "publisher": settings.PUBLISHER,
        "dataset": f"{settings.GRAPH_BASE_IRI}/dataset",
        "query": f"{settings.GRAPH_BASE_IRI}/networks/{wanted.network.name}.rq",
        "within": " ".join(sorted(wanted.within)),
    }
