"""GraphQL fields of links, made from their specifications: a connection, or one resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.declarations import Inverse, NodeField, Part
from graph.identity import ResourceId
from graph.replica import Replica, in_sequence
from schema.lists.connections import Edge, Page, open_page, paging_arguments
from schema.lists.filters import Filters
from schema.lists.listings import Chosen, Listing, OrderedListing
from schema.lists.ordering import BY_ID, Ordering
from schema.lists.selection import list_name, selection_of
from schema.types import (
    Attributes,
    Context,
    Given,
    LinkSpec,
    OrderTerm,
    Read,
    TypeOf,
    TypeSpec,
    Values,
    bound_by,
    depends_on,
)


def link_field(
    owner: TypeSpec, spec: LinkSpec, type_of: TypeOf, filters: Filters, order: type[graphene.Enum] | None
) -> graphene.Field:
    if spec.many:
        return connection_field(link_connection(owner, spec), spec, type_of, filters, order)
    return single_field(spec, type_of)


def link_connection(owner: TypeSpec, spec: LinkSpec) -> str:
    """Return the name of a link's connection. A link with attributes has its own, because its edges have them."""
    return f"{owner.name}{spec.name[0].upper()}{spec.name[1:]}" if spec.attributes else spec.target


def single_field(spec: LinkSpec, type_of: TypeOf) -> graphene.Field:
    def bind(context: Context) -> Read:
        def read(source: ResourceId, values: Values) -> ResourceId | None:
            found = linked_resources(context.replica, source, spec.source, values)
            context.spend(1)
            return found[0] if found else None

        return read

    return graphene.Field(
        lambda: type_of(spec.target),
        name=spec.name,
        description=spec.description,
        resolver=depends_on(*_stating(spec))(bound_by(bind)),
    )


def connection_field(
    connection: str, spec: LinkSpec, type_of: TypeOf, filters: Filters, order: type[graphene.Enum] | None
) -> graphene.Field:
    return graphene.Field(
        lambda: type_of(f"{connection}Connection"),
        name=spec.name,
        required=True,
        description=spec.description,
        resolver=depends_on(*_stating(spec))(bound_by(partial(_pages, spec, filters))),
        args={**paging_arguments(), **filter_arguments(spec, filters), **order_argument(order)},
    )


def _stating(spec: LinkSpec) -> Sequence[str]:
    """Return the types of other resources that state a link; none if the source of the field, or its owner, does."""
    return spec.source.sources if isinstance(spec.source, Inverse) and not isinstance(spec.source.link, Part) else ()


def _pages(
    spec: LinkSpec,
    filters: Filters,
    context: Context,
    filter: Given | None = None,
    edge_filter: Given | None = None,
    **arguments: Any,
) -> Read:
    """Return the function from a resource to the page of what it links to."""
    replica, ordering = context.replica, ordering_of(arguments, context.language)
    chosen = _chosen(spec, filters, context, filter, edge_filter)
    keeps_order = ordering is BY_ID and not isinstance(spec.source, Inverse)

    def read(source: ResourceId, values: Values) -> Page:
        def name() -> str:
            return list_name(f"{source} {spec.name}", filter, edge_filter)

        candidates, found = chosen(source, values)
        listing = Listing(name, found) if keeps_order else OrderedListing(name, found, replica, ordering)
        listing.chosen = Chosen(filter, candidates, source)
        return open_page(context, listing, **arguments)

    return read


def _chosen(
    spec: LinkSpec, filters: Filters, context: Context, filter: Given | None, edge_filter: Given | None
) -> Callable[[ResourceId, Values], tuple[Sequence[ResourceId], Sequence[ResourceId]]]:
    """Return the function from a resource to what it links to: all that passes the edge's filter, and what passes both.

    Both filters are evaluated once for all resources.
    """
    replica, attributes, selection = context.replica, spec.attributes, selection_of(context, filters)
    passing = selection.passing(spec.target, filter) if filter else None
    parts = selection.passing(attributes.type_name, edge_filter) if attributes and edge_filter else None

    def choose(source: ResourceId, values: Values) -> tuple[Sequence[ResourceId], Sequence[ResourceId]]:
        candidates = linked_resources(replica, source, spec.source, values)
        if attributes and parts is not None:
            between = partial(parts_between, replica, attributes, source)
            candidates = [each for each in candidates if not parts.isdisjoint(between(each))]
        return candidates, candidates if passing is None else [each for each in candidates if each in passing]

    return choose


def filter_arguments(spec: LinkSpec, filters: Filters) -> dict[str, graphene.Argument]:
    arguments = {"filter": filters.argument(spec.target)}
    if spec.attributes:
        arguments["edge_filter"] = graphene.Argument(
            filters.types[spec.attributes.type_name],
            description=f"Filter by the `{spec.attributes.name}` of the edge: one of them must match.",
        )
    return arguments


def edge_fields(spec: LinkSpec, type_of: TypeOf) -> dict[str, graphene.Field]:
    """Return the fields of an edge about the link itself: the parts that state it."""
    attributes = spec.attributes
    if attributes is None:
        return {}

    def resolve(edge: Edge, info: GraphQLResolveInfo) -> list[ResourceId]:
        found = list(parts_between(info.context.replica, attributes, edge.listing.chosen.origin, edge.node))
        info.context.spend(len(found))
        return found

    return {
        attributes.name: graphene.Field(
            graphene.List(graphene.NonNull(lambda: type_of(attributes.type_name))),
            required=True,
            name=attributes.name,
            description=f"The resources of type {attributes.type_name} that describe this link.",
            resolver=resolve,
        )
    }


def parts_between(
    replica: Replica, attributes: Attributes, source: ResourceId, target: ResourceId
) -> Iterator[ResourceId]:
    """Yield the parts of one of two resources that link to the other."""
    holder, end = (source, target) if attributes.stated_here else (target, source)
    for part in replica.node(holder)["values"].get(attributes.part.name, ()):
        if part in replica and end in replica.node(part)["values"].get(attributes.end, ()):
            yield part


def linked_resources(
    replica: Replica, source: ResourceId, link: NodeField | Inverse, values: Values
) -> Sequence[ResourceId]:
    """Return the public resources at the other end of a link, in the editor's order, or of an inverse, by id."""
    if isinstance(link, Inverse):
        return replica.inverse(source, link)
    is_public = replica.graph.is_described
    found = [each for each in values.get(link.name, ()) if is_public(each)]
    return in_sequence(replica, found, link) if link.follows else found


def order_argument(
    order: type[graphene.Enum] | None, default: str = "in the editor's order, else by id"
) -> Mapping[str, graphene.Argument]:
    if order is None:
        return {}
    description = f"The fields to order by, the most important first; by default {default}."
    return {"order_by": graphene.Argument(graphene.List(graphene.NonNull(order)), description=description)}


def ordering_of(arguments: dict[str, Any], language: str) -> Ordering:
    """Remove the orderings from a field's arguments and return them. Texts are ordered as they are in the language."""
    terms: list[OrderTerm] = [each.value for each in arguments.pop("order_by", None) or ()]
    return Ordering(tuple(terms), language) if terms else BY_ID
