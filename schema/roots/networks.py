"""The root fields of networks: their central nodes, their communities, and the edges of those that name a field."""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import graphene
import networkx as nx
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId, from_iri
from graph.networks import Network, asked, measured, networks
from graph.publishing.tags import ANY_CHANGE
from graph.refusals import Refusal
from graph.replica import Replica
from schema.errors import BadInputError
from schema.limits import PAGE, check_range, costs
from schema.roots.traversal import list_of
from schema.types import Resource, depends_on, find, network_enum, object_type

MEASURING = 3_000
"""Cost of a field, in fields: measuring a network takes at most as long as reading this many."""
MOST_EDGES = 5_000
"""The most edges of a network in GraphQL: the whole request waits for it, and takes a second then."""
DEFAULT_SIZE = 20


class Measure(enum.Enum):
    DEGREE = "degree"
    STRENGTH = "strength"
    BETWEENNESS = "betweenness"
    PAGE_RANK = "pagerank"


MEASURES = {
    None: "A measure of how central a node is.",
    Measure.DEGREE: "The number of its edges.",
    Measure.STRENGTH: "The sum of the weights of its edges.",
    Measure.BETWEENNESS: "The part of all shortest paths that pass through it.",
    Measure.PAGE_RANK: "PageRank by weight, with a damping factor of 0.85.",
}


@dataclass(frozen=True)
class Community:
    number: int
    resources: list[ResourceId]


def network_fields() -> dict[str, graphene.Field]:
    names = network_enum(networks())
    fields = {"centrality": _centrality_field(names), "communities": _communities_field(names)}
    return fields | {each.field: _edges_field(each) for each in networks().values() if each.field}


def _centrality_field(names: Any) -> graphene.Field:
    measures = graphene.Enum.from_enum(Measure, name="CentralityMeasure", description=MEASURES.get)

    @costs(MEASURING)
    @depends_on(ANY_CHANGE)
    def resolve(
        _: Any, info: GraphQLResolveInfo, network: Any, by: Any = None, first: int | None = None, **part: Any
    ) -> list[tuple[ResourceId, dict[str, Any]]]:
        count = check_range("first", first, DEFAULT_SIZE, PAGE)
        name = (by or Measure.BETWEENNESS).value
        graph = _measured(info, network.value, **part)
        nodes = sorted(graph.nodes(data=True), key=lambda node: (-node[1][name], node[0]))
        return [(_resource(node), data) for node, data in nodes[:count]]

    by = graphene.Argument(measures, default_value=Measure.BETWEENNESS, description="The measure, the highest first.")
    return graphene.Field(
        list_of(_centrality_type()),
        required=True,
        description="The most central resources of a network. Measures take the network as undirected; "
        "/networks/ has them in files, with all parameters.",
        args={"network": _name(names), **_part(), "by": by, "first": _first("nodes")},
        resolver=resolve,
    )


def _communities_field(names: Any) -> graphene.Field:
    @costs(MEASURING)
    @depends_on(ANY_CHANGE)
    def resolve(_: Any, info: GraphQLResolveInfo, network: Any, **part: Any) -> list[Community]:
        members: dict[int, list[ResourceId]] = defaultdict(list)
        for node, number in _measured(info, network.value, **part).nodes(data="community"):
            members[number].append(_resource(node))
        info.context.spend(sum(map(len, members.values())))
        return [Community(number, members[number]) for number in sorted(members)]

    return graphene.Field(
        list_of(_community_type()),
        required=True,
        description="The communities of a network, the largest first: resources with more edges among themselves than "
        "with others (Louvain by weight, with a fixed seed, so that equal data has equal communities).",
        args={"network": _name(names), **_part()},
        resolver=resolve,
    )


def _edges_field(network: Network) -> graphene.Field:
    @costs(MEASURING)
    @depends_on(ANY_CHANGE)
    def resolve(
        _: Any, info: GraphQLResolveInfo, first: int | None = None, **part: Any
    ) -> list[tuple[ResourceId, ResourceId, int]]:
        count = check_range("first", first, DEFAULT_SIZE, PAGE)
        edges = _measured(info, network.name, **part).edges(data="weight")
        ordered = sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1]))[:count]
        return [(_resource(source), _resource(target), weight) for source, target, weight in ordered]

    name = network.field[0].upper() + network.field[1:]
    ends = graphene.Field(
        list_of(Resource), required=True, description="The two resources.", resolver=lambda edge, _: edge[:2]
    )
    weight = graphene.Int(
        required=True, description="The number of works that connect the two.", resolver=lambda edge, _: edge[2]
    )
    with override("en"):
        description = str(network.description)
    edge = object_type(f"{name}Edge", description, {"resources": ends, "works": weight})
    return graphene.Field(
        list_of(edge),
        required=True,
        description=f"{description} The most works first.",
        args={**_part(), "first": _first("pairs")},
        resolver=resolve,
    )


def _measured(info: GraphQLResolveInfo, name: str, within: Sequence[str] | None = None) -> nx.Graph:
    """Return a network with measures. Raises BadInputError for an unknown resource and a network that is too large."""
    replica: Replica = info.context.replica
    found = {text: find(replica, text) for text in within or ()}
    unknown = [text for text, resource in found.items() if resource is None]
    if unknown:
        raise BadInputError(f"No public resource has the id {unknown[0]!r:.200}: give ids as answers gave them.")
    info.context.spend(MEASURING)
    try:
        return measured(asked(name, (each for each in found.values() if each)), MOST_EDGES)
    except Refusal as refusal:
        raise BadInputError(f"{refusal} Larger ones are at /networks/{name}.json.") from None


def _resource(node: str) -> ResourceId:
    return from_iri(node) or node


def _name(names: Any) -> graphene.Argument:
    return graphene.Argument(names, required=True, description="The network.")


def _part() -> dict[str, graphene.Argument]:
    return {
        "within": graphene.Argument(
            list_of(graphene.ID), description="Only works that link to all of these resources, given by id (an IRI)."
        )
    }


def _first(items: str) -> graphene.Argument:
    return graphene.Argument(
        graphene.Int, default_value=DEFAULT_SIZE, description=f"The maximum number of {items}, at most {PAGE.default}."
    )


def _centrality_type() -> type[graphene.ObjectType]:
    def measure(key: str) -> Any:
        return lambda node, _: node[1][key]

    return object_type(
        "Centrality",
        "A resource in a network, with measures of how central it is.",
        {
            "resource": graphene.Field(
                Resource, required=True, description="The resource.", resolver=lambda node, _: node[0]
            ),
            "degree": graphene.Int(required=True, description=MEASURES[Measure.DEGREE], resolver=measure("degree")),
            "strength": graphene.Int(
                required=True, description=MEASURES[Measure.STRENGTH], resolver=measure("strength")
            ),
            "betweenness": graphene.Float(
                required=True, description=MEASURES[Measure.BETWEENNESS], resolver=measure("betweenness")
            ),
            "page_rank": graphene.Float(
                required=True, description=MEASURES[Measure.PAGE_RANK], resolver=measure("pagerank")
            ),
            "community": graphene.Int(
                required=True, description="The number of its community.", resolver=measure("community")
            ),
        },
    )


def _community_type() -> type[graphene.ObjectType]:
    return object_type(
        "Community",
        "Resources of a network that are connected with each other more than with others.",
        {
            "number": graphene.Int(required=True, description="Its number; the largest community is 1."),
            "size": graphene.Int(
                required=True, description="The number of resources.", resolver=lambda each, _: len(each.resources)
            ),
            "resources": graphene.Field(list_of(Resource), required=True, description="The resources."),
        },
    )
