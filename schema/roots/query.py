"""The root fields: one resource and a list for each type, any resource by its id, and fields for the whole graph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import Replica
from schema.errors import BadInputError
from schema.limits import PAGE, costs
from schema.lists import (
    RULE,
    SEARCHING,
    Chosen,
    OrderedListing,
    Page,
    TypeListing,
    found,
    list_name,
    open_page,
    order_argument,
    ordering_of,
    paging_arguments,
    search_argument,
    searched,
    selection_of,
)
from schema.roots.assembly import Types
from schema.roots.neighbours import neighbours_field
from schema.roots.paths import paths_field
from schema.roots.search import search_field
from schema.roots.surroundings import subgraph_field
from schema.roots.traversal import Traversal
from schema.types import Given, Node, Resource, TypeSpec, find, object_type


def query_type(types: Types, traversal: Traversal) -> type[graphene.ObjectType]:
    fields = {
        "node": node_field(),
        "nodes": nodes_field(),
        "resource": resource_field(),
        "neighbours": neighbours_field(traversal, types),
        "paths": paths_field(traversal),
        "subgraph": subgraph_field(traversal),
        "search": search_field(traversal, types),
    }
    for spec in types.specs:
        if not spec.declared.is_part:
            fields[spec.singular] = singular_field(spec, types)
            fields[spec.plural] = plural_field(spec, types)
    return object_type("Query", f"The root of all queries. All data are public. {RULE}", fields)


def node_field() -> graphene.Field:
    return graphene.Field(
        Node,
        description="Any resource by its id, or null if no public resource has it.",
        id=graphene.ID(required=True, description="The id as an answer gave it (an IRI)."),
        resolver=lambda _, info, id: find(info.context.replica, id),
    )


def nodes_field() -> graphene.Field:
    def resolve(_: Any, info: GraphQLResolveInfo, ids: Sequence[str]) -> list[ResourceId | None]:
        if PAGE.is_exceeded(len(ids)):
            raise BadInputError(f"You give {len(ids)} ids: give at most {PAGE.value} at a time.")
        info.context.spend(len(ids))
        return [find(info.context.replica, each) for each in ids]

    return graphene.Field(
        graphene.List(Node),
        required=True,
        description="Several resources by their ids, in that order, with null where no public resource has the id.",
        ids=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.ID)),
            required=True,
            description=f"Ids as answers gave them, at most {PAGE.default}.",
        ),
        resolver=resolve,
    )


def resource_field() -> graphene.Field:
    return graphene.Field(
        Resource,
        description="Any resource by its IRI, or null if no public resource has it.",
        iri=graphene.String(required=True, description="The IRI, as in linked data."),
        resolver=lambda _, info, iri: find(info.context.replica, iri),
    )


def singular_field(spec: TypeSpec, types: Types) -> graphene.Field:
    names = singular_arguments(spec)

    def resolve(_: Any, info: GraphQLResolveInfo, **given: str | None) -> ResourceId | None:
        replica: Replica = info.context.replica
        chosen = [(name, text) for name, text in given.items() if text is not None]
        if len(chosen) != 1:
            raise BadInputError(f"{spec.singular} needs exactly one of: {', '.join(names)}.")
        [(name, text)] = chosen
        found = find(replica, text) if name == "id" else replica.named(spec.name, text)
        return found if found and replica.node(found)["type"] == spec.name else None

    return graphene.Field(
        types[spec.name],
        name=spec.singular,
        description=f"One public resource of type {spec.name}, or null if none matches. {spec.description}",
        args=names,
        resolver=resolve,
    )


def singular_arguments(spec: TypeSpec) -> dict[str, graphene.Argument]:
    arguments = {"id": graphene.Argument(graphene.ID, description="Its id (an IRI).")}
    if spec.declared.is_page:
        arguments["slug"] = graphene.Argument(
            graphene.String, description="The last part of its page's address, in any language."
        )
    if spec.has_code:
        arguments["code"] = graphene.Argument(graphene.String, description="Any of its codes, in upper or lower case.")
    return arguments


def plural_field(spec: TypeSpec, types: Types) -> graphene.Field:
    @costs(1, search=SEARCHING)
    def resolve(_: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return _page(spec, types, info, **arguments)

    return graphene.Field(
        types[f"{spec.name}Connection"],
        name=spec.plural,
        required=True,
        description=f"All public resources of type {spec.name}. {spec.description}",
        args={
            **paging_arguments(),
            "filter": types.filters.argument(spec.name),
            "search": search_argument(),
            **order_argument(types.orders[spec.name]),
        },
        resolver=resolve,
    )


def _page(
    spec: TypeSpec,
    types: Types,
    info: GraphQLResolveInfo,
    filter: Given | None = None,
    search: str | None = None,
    **arguments: Any,
) -> Page:
    ordering = ordering_of(arguments)
    passing = selection_of(info.context, types.filters).passing(spec.name, filter) if filter else None
    name = partial(list_name, spec.plural, filter)
    listing: OrderedListing
    if search is None:
        listing = TypeListing(name, spec.name, passing, info.context.replica, ordering)
        listing.chosen = Chosen(filter)
    else:
        results = found(info, search, types=[spec.name])
        listing = searched(lambda: f"{name()} {search}", spec.name, passing, info.context.replica, ordering, results)
        listing.chosen = Chosen(filter, results.hits, results=results)
    return open_page(info.context, listing, **arguments)
