"""From the specification of a link to its GraphQL field: a connection, or one resource."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.fields import Link, Part
from graph.identity import ResourceId
from graph.registry import Inverse
from graph.replica import Replica
from graph.sequence import in_sequence
from schema.connections import open_page, paging_arguments
from schema.filters import Filters
from schema.listings import Listing, OrderedListing
from schema.operators import Given
from schema.ordering import BY_ID, Ordering, OrderTerm
from schema.selection import list_name, selection
from schema.specifications import LinkSpec

TypeOf = Callable[[str], type[Any]]
"""A built type by its name; called when all types are there."""


def link_field(spec: LinkSpec, type_of: TypeOf, filters: Filters, order: type[graphene.Enum] | None) -> graphene.Field:
    if spec.many:
        return connection_field(spec, type_of, filters, order)
    return single_field(spec, type_of)


def single_field(spec: LinkSpec, type_of: TypeOf) -> graphene.Field:
    def resolve(source: ResourceId, info: GraphQLResolveInfo) -> ResourceId | None:
        found = linked(info.context.replica, source, spec.source)
        info.context.spend(1)
        return found[0] if found else None

    return graphene.Field(
        lambda: type_of(spec.target),
        name=spec.name,
        description=spec.description,
        resolver=resolve,
    )


def connection_field(
    spec: LinkSpec, type_of: TypeOf, filters: Filters, order: type[graphene.Enum] | None
) -> graphene.Field:
    def resolve(source: ResourceId, info: GraphQLResolveInfo, filter: Given | None = None, **arguments: Any) -> Any:
        replica: Replica = info.context.replica
        ordering = ordering_of(arguments)
        found = linked(replica, source, spec.source)
        if filter:
            passing = selection(info, filters).passing(spec.target, filter)
            found = [each for each in found if each in passing]
        name = list_name(f"{source} {spec.name}", filter)
        if ordering is BY_ID and not isinstance(spec.source, Inverse):
            return open_page(info, Listing(name, found), **arguments)
        return open_page(info, OrderedListing(name, found, replica, ordering), **arguments)

    return graphene.Field(
        lambda: type_of(f"{spec.target}Connection"),
        name=spec.name,
        required=True,
        description=spec.description,
        resolver=resolve,
        args={**paging_arguments(), "filter": filters.argument(spec.target), **order_argument(order)},
    )


def linked(replica: Replica, source: ResourceId, link: Link | Part | Inverse) -> Sequence[ResourceId]:
    """Public resources at the other end, in the editor's order or, of those that link here, by id."""
    if isinstance(link, Inverse):
        return replica.inverse(source, link)
    found = [each for each in replica.node(source)["values"].get(link.name, ()) if each in replica]
    return in_sequence(replica, found, link) if isinstance(link, Link) else found


def order_argument(order: type[graphene.Enum] | None) -> Mapping[str, graphene.Argument]:
    if order is None:
        return {}
    description = "What to order by, the most important first. If not given: as the editor ordered them, else by id."
    return {"order_by": graphene.Argument(graphene.List(graphene.NonNull(order)), description=description)}


def ordering_of(arguments: dict[str, Any]) -> Ordering:
    """Takes the orderings out of a field's arguments."""
    terms: list[OrderTerm] = [each.value for each in arguments.pop("order_by", None) or ()]
    return Ordering(tuple(terms)) if terms else BY_ID
