"""The root field `subgraph`: the part of the graph around a resource."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.replica import Replica, Subgraph, surroundings
from schema.limits import LEVELS, PAGE, check_range, costs
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import Resource, find, object_type

LOOKING = 200
"""Cost of the field, in fields: finding the surroundings takes at most as long as this many."""

DEFAULT_SIZE = 50


def subgraph_field(shared: Traversal) -> graphene.Field:
    return graphene.Field(
        _subgraph_type(shared),
        description="The part of the graph around a resource. Null if no public resource has the id.",
        args={
            "id": graphene.Argument(graphene.ID, required=True, description="The id (an IRI)."),
            "depth": graphene.Argument(
                graphene.Int,
                default_value=1,
                description=f"The maximum distance of the resources in links, at most {LEVELS.default}.",
            ),
            "first": graphene.Argument(
                graphene.Int,
                default_value=DEFAULT_SIZE,
                description=f"The maximum number of resources, the nearest first, at most {PAGE.default}.",
            ),
            "link_types": graphene.Argument(list_of(shared.link_types), description="Follow only these links."),
        },
        resolver=_subgraph,
    )


@costs(LOOKING)
def _subgraph(
    _: Any, info: GraphQLResolveInfo, id: str, depth: int | None, first: int | None, link_types: Any = None
) -> Subgraph | None:
    replica: Replica = info.context.replica
    levels, size = check_range("depth", depth, 1, LEVELS), check_range("first", first, DEFAULT_SIZE, PAGE)
    resource = find(replica, id)
    if resource is None:
        return None
    info.context.spend(LOOKING)
    return surroundings.subgraph(replica, resource, levels, size, values_of(link_types))


def _subgraph_type(shared: Traversal) -> type[graphene.ObjectType]:
    link = object_type(
        "SubgraphLink",
        "A link between two resources of a subgraph.",
        {
            "source": graphene.Field(Resource, required=True, description="The resource that states the link."),
            "type": graphene.Field(shared.link_types, required=True, description="The declared link."),
            "target": graphene.Field(Resource, required=True, description="The resource that it links to."),
        },
    )
    return object_type(
        "Subgraph",
        "The resources near a resource, with all links between them.",
        {
            "nodes": graphene.Field(
                list_of(Resource),
                required=True,
                description="The resources, the nearest first.",
                resolver=lambda found, _: found.resources,
            ),
            "links": graphene.Field(list_of(link), required=True, description="All links between them."),
            "complete": graphene.Boolean(
                required=True, description="Whether these are all resources at this distance."
            ),
        },
    )
