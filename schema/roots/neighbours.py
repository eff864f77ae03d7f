"""The root field `neighbours`: the resources that one link connects with a resource, in either direction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import DirectedLink, Replica, analysis
from schema.limits import costs
from schema.lists import (
    Chosen,
    Edge,
    Filters,
    OrderedListing,
    connection,
    list_name,
    open_page,
    paging_arguments,
    selection_of,
)
from schema.roots.assembly import Types
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import RESOURCE, Given, Resource, find

LOOKING = 200
"""Cost of the field, in fields: a resource with thousands of neighbours takes as long as this many."""


class Neighbourhood(OrderedListing):
    """The neighbours of a resource, with the links to each."""

    def __init__(self, name: Callable[[], str], links: dict[ResourceId, list[DirectedLink]], replica: Replica) -> None:
        super().__init__(name, links, replica)
        self.links = links


def neighbours_field(shared: Traversal, built: Types) -> graphene.Field:
    links = shared.links_field("All links between the two.", _edge_links)
    return graphene.Field(
        connection("Neighbour", lambda: Resource, {"links": links}, built.summaries[RESOURCE]),
        description="The resources that are linked with a resource directly, in either direction. Null if no public "
        "resource has the id.",
        args={
            "id": graphene.Argument(graphene.ID, required=True, description="The id (an IRI)."),
            "direction": graphene.Argument(shared.directions, description="Only links in this direction."),
            "link_types": graphene.Argument(list_of(shared.link_types), description="Only these links."),
            "types": graphene.Argument(list_of(shared.types), description="Only resources of these types."),
            "filter": built.filters.argument(RESOURCE),
            **paging_arguments(),
        },
        resolver=costs(LOOKING)(partial(_resolve, built.filters)),
    )


def _resolve(
    filters: Filters,
    _: Any,
    info: GraphQLResolveInfo,
    id: str,
    direction: Any = None,
    link_types: Any = None,
    types: Any = None,
    filter: Given | None = None,
    **paging: Any,
) -> Any:
    replica: Replica = info.context.replica
    if (resource := find(replica, id)) is None:
        return None
    names, kinds = values_of(link_types), values_of(types)
    candidates = {
        each: found
        for each, found in analysis.neighbours(replica, resource, direction, names).items()
        if kinds is None or replica.node(each)["type"] in kinds
    }
    passing = selection_of(info.context, filters).passing(RESOURCE, filter) if filter else candidates.keys()
    links = {each: found for each, found in candidates.items() if each in passing}
    name = partial(list_name, f"neighbours {resource} {direction} {names} {kinds}", filter)
    listing = Neighbourhood(name, links, replica)
    listing.chosen = Chosen(filter, candidates)
    return open_page(info.context, listing, **paging)


def _edge_links(edge: Edge[Neighbourhood], info: GraphQLResolveInfo) -> list[DirectedLink]:
    return edge.listing.links[edge.node]
