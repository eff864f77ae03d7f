"""Fields about lists that may not be complete: whether they are, and whether a resource belongs to one."""

from __future__ import annotations

from functools import partial

import graphene
from graphql import GraphQLResolveInfo

from graph.declarations import Completeness, camel_case
from graph.identity import ResourceId
from graph.replica import Replica, incomplete
from schema.errors import BadInputError
from schema.lists.connections import Page
from schema.lists.filters import Filters
from schema.lists.links import linked_resources
from schema.lists.selection import selection_of
from schema.types import LinkSpec, TypeSpec, depends_on, find

MEANINGS = {
    None: "The answer to a question about a list that may not be complete.",
    "yes": "It is in the list.",
    "no": "It is not in the list, which is complete.",
    "unknown": "It is not in the list, which may lack it.",
}


class Membership(graphene.Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    class Meta:
        description = lambda member: MEANINGS[member and member.value]  # noqa: E731 graphene calls it for each member


def completeness_fields(name: str, completeness: Completeness | None, filters: Filters) -> dict[str, graphene.Field]:
    """Return the field of a connection to a type, `name`, that says whether the list is known to lack nothing."""
    if completeness is None:
        return {}

    @depends_on(completeness.holder)
    def resolve(page: Page, info: GraphQLResolveInfo) -> bool:
        origin, given = page.listing.chosen.origin, page.listing.chosen.given or {}
        type_name = info.context.replica.node(origin)["type"]
        links = filters.links[type_name].values()
        link = next(each for each in links if each.target == name and each.completeness == completeness)
        return origin not in selection_of(info.context, filters).unlisted.of(type_name, link, given)

    field = graphene.Field(
        graphene.Boolean,
        required=True,
        description="Whether this list, under its filter, is known to lack nothing. Of what is missing from a list "
        "that is not, nobody knows whether it belongs there.",
        resolver=resolve,
    )
    return {camel_case(completeness.statement.name): field}


def membership_fields(spec: TypeSpec, filters: Filters) -> dict[str, graphene.Field]:
    """Return the fields that say whether a resource is in the list of another one, such as `isParty`."""
    found = {}
    for link in spec.links:
        known = link.completeness
        if known and link.target == known.holder and known.statement.question:
            found[camel_case(known.statement.question)] = _membership_field(link, known, filters.specs[known.holder])
    return found


def _membership_field(link: LinkSpec, completeness: Completeness, holder: TypeSpec) -> graphene.Field:
    return graphene.Field(
        Membership,
        required=True,
        args={
            "holder": graphene.Argument(
                graphene.String, name=holder.singular, required=True, description=f"A {holder.name}: its id or code."
            )
        },
        description=f"Whether it is in the list of a {holder.name}, see {link.name}.",
        resolver=depends_on(completeness.holder)(partial(_membership, link, completeness, holder.singular)),
    )


def _membership(
    link: LinkSpec, completeness: Completeness, name: str, source: ResourceId, info: GraphQLResolveInfo, holder: str
) -> str:
    replica: Replica = info.context.replica
    asked = find(replica, holder) or next(iter(replica.named(completeness.holder, holder)), None)
    if asked is None or replica.node(asked)["type"] != completeness.holder:
        raise BadInputError(f"{name} is {holder!r:.60}, and nothing public has this id or code: give another one.")
    if asked in linked_resources(replica, source, link.source, info.context.values(source)):
        return "yes"
    return "unknown" if asked in incomplete(replica, completeness) else "no"
