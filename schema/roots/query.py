"""The root fields: one resource and a list for each type, any resource by its id, and fields for the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.publishing.tags import ANY_CHANGE, ANY_NAME, names_of
from graph.replica import Replica, at, url
from schema.errors import BadInputError
from schema.limits import PAGE, costs
from schema.lists import (
    RULE,
    SEARCHING,
    Chosen,
    OrderedListing,
    Page,
    TypeListing,
    list_name,
    open_page,
    order_argument,
    ordering_of,
    paging_arguments,
    run_search,
    search_argument,
    search_listing,
    selection_of,
)
from schema.roots.assembly import Types
from schema.roots.changes import changes_field
from schema.roots.neighbours import neighbours_field
from schema.roots.networks import network_fields
from schema.roots.paths import paths_field
from schema.roots.resources import resources_field
from schema.roots.search import search_field
from schema.roots.surroundings import subgraph_field
from schema.roots.traversal import Traversal
from schema.types import Given, Node, Resource, TypeSpec, depends_on, find, object_type

CANDIDATES = 10
"""How many resources of one slug an error names."""


def query_type(types: Types, traversal: Traversal) -> type[graphene.ObjectType]:
    fields = {
        "node": node_field(),
        "nodes": nodes_field(),
        "resource": resource_field(),
        "neighbours": neighbours_field(traversal, types),
        "paths": paths_field(traversal),
        "subgraph": subgraph_field(traversal),
        "search": search_field(traversal, types),
        "resources": resources_field(types),
        "changes": changes_field(traversal),
    }
    fields |= network_fields()
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
        resolver=depends_on()(lambda _, info, id: find(info.context.replica, id)),
    )


def nodes_field() -> graphene.Field:
    @depends_on()
    def resolve(_: Any, info: GraphQLResolveInfo, ids: Sequence[str]) -> list[ResourceId | None]:
        if PAGE.is_exceeded(len(ids)):
            raise BadInputError(f"You give {len(ids)} ids: give at most {PAGE.value} at a time.")
        info.context.spend(len(ids))
        return [find(info.context.replica, each) for each in ids]

    return graphene.Field(
        graphene.List(Node),
        description="Several resources by their ids, in that order, with null where no public resource has the id.",
        ids=graphene.Argument(
            graphene.List(graphene.NonNull(graphene.ID)),
            required=True,
            description=f"Ids as answers gave them, at most {PAGE.default}.",
        ),
        resolver=resolve,
    )


def resource_field() -> graphene.Field:
    @depends_on(url=ANY_NAME)
    def resolve(_: Any, info: GraphQLResolveInfo, **given: str | None) -> ResourceId | None:
        name, text = only(given, "resource", ("iri", "url"))
        return find(info.context.replica, text) if name == "iri" else at(info.context.replica, text)

    return graphene.Field(
        Resource,
        description="Any resource by its IRI or by the address of its page, or null if no public resource has it.",
        iri=graphene.String(description="The IRI, as in linked data."),
        url=graphene.String(
            description="The address of its page in any language, or a path of the default site. An address that a "
            "page has left leads to the same page."
        ),
        resolver=resolve,
    )


def singular_field(spec: TypeSpec, types: Types) -> graphene.Field:
    names, same_name = singular_arguments(spec), names_of(spec.declared.graph_type.slug)

    @depends_on(slug=same_name, code=same_name)
    def resolve(_: Any, info: GraphQLResolveInfo, **given: str | None) -> ResourceId | None:
        replica: Replica = info.context.replica
        name, text = only(given, spec.singular, names)
        if name != "id":
            return _named(replica, spec, name, text)
        found = find(replica, text)
        return found if found and replica.node(found)["type"] == spec.name else None

    return graphene.Field(
        types[spec.name],
        name=spec.singular,
        description=f"One public resource of type {spec.name}, or null if none matches. {spec.description}",
        args=names,
        resolver=resolve,
    )


def only(given: Mapping[str, str | None], field: str, names: Iterable[str]) -> tuple[str, str]:
    """Return the only argument that is given, with its name. Raise BadInputError if there are none or several."""
    found = [(name, text) for name, text in given.items() if text is not None]
    if len(found) != 1:
        raise BadInputError(f"{field} needs exactly one of: {', '.join(names)}.")
    return found[0]


def _named(replica: Replica, spec: TypeSpec, name: str, text: str) -> ResourceId | None:
    """Return the resource with this code or slug, or None. Raise BadInputError if several have it."""
    found = replica.named(spec.name, text)
    if len(found) > 1:
        shown = ", ".join(url(replica, each) for each in found[:CANDIDATES])
        raise BadInputError(
            f"{len(found)} of {spec.plural} have the {name} {text!r:.60}: ask for one of them by its id, or with "
            f"resource(url:). They are {shown}{' …' if found[CANDIDATES:] else ''}"
        )
    return found[0] if found else None


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
    @depends_on(spec.name, search=ANY_CHANGE)
    def resolve(_: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        return _page(spec, types, info, **arguments)

    return graphene.Field(
        types[f"{spec.name}Connection"],
        name=spec.plural,
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
    ordering = ordering_of(arguments, info.context.language)
    passing = selection_of(info.context, types.filters).passing(spec.name, filter) if filter else None
    name = partial(list_name, spec.plural, filter)
    listing: OrderedListing
    if search is None:
        listing = TypeListing(name, spec.name, passing, info.context.replica, ordering)
        listing.chosen = Chosen(filter)
    else:
        language = info.context.asked or ""
        results = run_search(info, search, language=language, types=[spec.name])
        searched_name = partial(list_name, f"{spec.plural} {search} {language}", filter)
        listing = search_listing(searched_name, spec.name, passing, info.context.replica, ordering, results)
        listing.chosen = Chosen(filter, results.hits, results=results)
    return open_page(info.context, listing, **arguments)
