"""The field `related` of every resource: the resources that have most in common with it, and what they share."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import DirectedLink, Related, RelatedResources, Replica, neighbours, relatedness
from schema.limits import costs
from schema.lists import Edge, Listing, Page, connection, open_page, paging_arguments
from schema.roots.traversal import Traversal, chosen, list_of, shared
from schema.types import Resource, object_type

COMPARING = 200
"""Cost of the field, in fields and in resources: at most it takes as long as reading this many."""


class RelatedListing(Listing):
    """Resources in the order of how much they have in common with one resource."""

    def __init__(self, name: str, origin: ResourceId, resources: RelatedResources) -> None:
        super().__init__(name, [each.resource for each in resources.found])
        self.origin = origin
        self.found = {each.resource: each for each in resources.found}
        self.complete = resources.complete


def related_field() -> graphene.Field:
    return graphene.Field(
        lambda: _connection(shared()),
        required=True,
        description="What has most in common with it, computed from the links of both: the most related first. What "
        "editors name as related has fields of its own.",
        args={
            "types": graphene.Argument(lambda: list_of(shared().types), description="Only resources of these types."),
            "link_types": graphene.Argument(
                lambda: list_of(shared().link_types), description="Only what they have in common by these links."
            ),
            "linked": graphene.Argument(
                graphene.Boolean,
                default_value=True,
                description="Whether what one link connects with it already may be among them.",
            ),
            **paging_arguments(),
        },
        resolver=_resolve,
    )


@costs(COMPARING)
def _resolve(
    source: ResourceId,
    info: GraphQLResolveInfo,
    types: Any = None,
    link_types: Any = None,
    linked: bool | None = True,
    **paging: Any,
) -> Page:
    replica: Replica = info.context.replica
    kinds, names = chosen(types), chosen(link_types)
    info.context.spend(COMPARING)
    found = relatedness.related(replica, source, kinds, names, linked is not False)
    name = f"related {source} {kinds} {names} {linked}"
    return open_page(info, RelatedListing(name, source, found), **paging)


@lru_cache(maxsize=1)
def _connection(traversal: Traversal) -> type[graphene.ObjectType]:
    score = graphene.Float(
        required=True,
        description="The sum of the weights of the reasons. It orders this list and means nothing outside of it.",
        resolver=lambda edge, _: _of(edge).score,
    )
    reasons = graphene.Field(
        list_of(_reason_type(traversal)),
        required=True,
        description="All that the two have in common, the weightiest first.",
        resolver=lambda edge, _: _of(edge).reasons,
    )
    links = traversal.links_field("The links that connect the two directly; most have none.", _direct_links)
    complete = graphene.Boolean(
        required=True,
        description="Whether all was compared. If not, what very many resources have in common was left out.",
        resolver=lambda page, _: page.listing.complete,
    )
    edges = {"score": score, "reasons": reasons, "links": links}
    return connection("Related", lambda: Resource, edges, {"complete": complete})


def _reason_type(traversal: Traversal) -> type[graphene.ObjectType]:
    return object_type(
        "RelatedReason",
        "Something that two resources have in common: both link to it, or it links to both.",
        {
            "link": graphene.Field(
                traversal.link,
                required=True,
                description="The link of each of the two with it, seen from them.",
            ),
            "resource": graphene.Field(
                Resource, required=True, description="What they share.", resolver=lambda reason, _: reason.shared
            ),
            "sharing": graphene.Int(
                required=True, description="How many resources share it like this, these two included."
            ),
            "weight": graphene.Float(
                required=True,
                description="How much it counts: 1 / ln(sharing), so that what few share says more "
                "(the index of Adamic and Adar).",
            ),
        },
    )


def _of(edge: Edge[RelatedListing]) -> Related:
    return edge.listing.found[edge.node]


def _direct_links(edge: Edge[RelatedListing], info: GraphQLResolveInfo) -> list[DirectedLink]:
    return neighbours(info.context.replica, edge.listing.origin).get(edge.node, [])
