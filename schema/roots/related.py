"""The field `related` of every resource: the resources that have most in common with it, and what they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.publishing.tags import ANY_CHANGE
from graph.replica import DirectedLink, Related, RelatedResources, Replica, neighbours, relatedness
from schema.limits import costs
from schema.lists import Edge, Listing, Page, connection, open_page, paging_arguments
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import Resource, depends_on, object_type

COMPARING = 200
"""Cost of the field, in fields and in resources: at most it takes as long as reading this many."""


class RelatedListing(Listing):
    """Resources in the order of how much they have in common with one resource."""

    def __init__(self, name: Callable[[], str], origin: ResourceId, resources: RelatedResources) -> None:
        super().__init__(name, [each.resource for each in resources.found])
        self.origin = origin
        self.found = {each.resource: each for each in resources.found}
        self.complete = resources.complete


def related_field(shared: Traversal) -> graphene.Field:
    return graphene.Field(
        _connection(shared),
        required=True,
        description="The resources that have most in common with it, computed from all links, the most related first. "
        "Resources that editors chose as related are in fields of their own.",
        args={
            "types": graphene.Argument(list_of(shared.types), description="Only resources of these types."),
            "link_types": graphene.Argument(list_of(shared.link_types), description="Consider only these links."),
            "linked": graphene.Argument(
                graphene.Boolean,
                default_value=True,
                description="Whether to include resources that are linked with it directly.",
            ),
            **paging_arguments(),
        },
        resolver=_resolve,
    )


@costs(COMPARING)
@depends_on(ANY_CHANGE)
def _resolve(
    source: ResourceId,
    info: GraphQLResolveInfo,
    types: Any = None,
    link_types: Any = None,
    linked: bool | None = True,
    **paging: Any,
) -> Page:
    replica: Replica = info.context.replica
    kinds, names = values_of(types), values_of(link_types)
    info.context.spend(COMPARING)
    found = relatedness.related(replica, source, kinds, names, linked is not False)
    name = f"related {source} {kinds} {names} {linked}"
    return open_page(info.context, RelatedListing(lambda: name, source, found), **paging)


def _connection(traversal: Traversal) -> type[graphene.ObjectType]:
    score = graphene.Float(
        required=True,
        description="The sum of the weights of the reasons. Comparable only within this list.",
        resolver=lambda edge, _: _of(edge).score,
    )
    reasons = graphene.Field(
        list_of(_reason_type(traversal)),
        required=True,
        description="Everything that the two have in common, the highest weight first.",
        resolver=lambda edge, _: _of(edge).reasons,
    )
    links = traversal.links_field("The direct links between the two, if any.", _direct_links)
    complete = graphene.Boolean(
        required=True,
        description="Whether everything was compared. If not, resources that very many others link to were left out.",
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
                description="The link between it and each of the two, seen from the two.",
            ),
            "resource": graphene.Field(
                Resource,
                required=True,
                description="What the two have in common.",
                resolver=lambda reason, _: reason.shared,
            ),
            "sharing": graphene.Int(
                required=True, description="Number of resources that share it in this way, including these two."
            ),
            "weight": graphene.Float(
                required=True,
                description="Its weight, 1 / ln(sharing): what few resources share counts more "
                "(the Adamic–Adar index).",
            ),
        },
    )


def _of(edge: Edge[RelatedListing]) -> Related:
    return edge.listing.found[edge.node]


def _direct_links(edge: Edge[RelatedListing], info: GraphQLResolveInfo) -> list[DirectedLink]:
    return neighbours(info.context.replica, edge.listing.origin).get(edge.node, [])
