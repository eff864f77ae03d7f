"""The root field `search`: full-text search over public resources of all types."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from schema.limits import costs
from schema.lists import (
    BY_ID,
    HOW,
    SEARCHING,
    Chosen,
    FacetByType,
    Filters,
    OrderedListing,
    Page,
    RankedListing,
    connection,
    list_name,
    match_field,
    open_page,
    order_argument,
    ordering_of,
    paging_arguments,
    run_search,
    selection_of,
)
from schema.roots.assembly import Types
from schema.roots.traversal import Traversal, list_of, values_of
from schema.types import RESOURCE, Given, Language, Resource, Value, object_type
from search.query import LONGEST
from search.suggestions import corrected


def search_field(shared: Traversal, built: Types) -> graphene.Field:
    @costs(SEARCHING)
    def resolve(_: Any, info: GraphQLResolveInfo, query: str, **arguments: Any) -> Page:
        return _search(info, built.filters, query, **arguments)

    return graphene.Field(
        _connection(shared, built),
        description=f"Search all texts of all public resources; the best results come first. {HOW}",
        args={
            "query": graphene.Argument(
                graphene.String, required=True, description=f"The words to search for, at most {LONGEST} characters."
            ),
            "types": graphene.Argument(list_of(shared.types), description="Only resources of these types."),
            "lang": graphene.Argument(
                Language, description="Rank texts in this language first; by default, the language of the query (@in)."
            ),
            "prefix": graphene.Argument(
                graphene.Boolean,
                default_value=False,
                description="Whether the last word may be the beginning of a word.",
            ),
            "filter": built.filters.argument(RESOURCE),
            **paging_arguments(),
            **order_argument(built.orders[RESOURCE], "the best results first"),
        },
        resolver=resolve,
    )


def _connection(shared: Traversal, built: Types) -> type[graphene.ObjectType]:
    types = graphene.Field(
        list_of(_type_count(shared)),
        required=True,
        description="Number of results by type, the most frequent first.",
        resolver=_types,
    )
    suggestions = graphene.Field(
        list_of(graphene.String),
        required=True,
        description="Suggested search texts with corrected spelling, if no result has all words.",
        resolver=_suggestions,
    )
    fields = {"types": types, "suggestions": suggestions, **built.summaries[RESOURCE]}
    return connection("Search", lambda: Resource, {"match": match_field()}, fields)


def _search(
    info: GraphQLResolveInfo,
    filters: Filters,
    query: str,
    *,
    types: Any = None,
    lang: str | None = None,
    prefix: bool | None = False,
    filter: Given | None = None,
    **paging: Any,
) -> Page:
    names = values_of(types)
    lang = lang or info.context.asked
    results = run_search(info, query, language=lang or "", types=names, prefix=bool(prefix))
    resources: Collection[ResourceId] = results.hits
    if filter:
        resources = selection_of(info.context, filters).passing(RESOURCE, filter).intersection(results.hits)
    ordering = ordering_of(paging, info.context.language)
    name = partial(list_name, f"search {query} {names} {lang} {prefix}", filter)
    listing: OrderedListing
    if ordering is BY_ID:
        listing = RankedListing(name, resources, info.context.replica, results)
    else:
        listing = OrderedListing(name, resources, info.context.replica, ordering)
    listing.chosen = Chosen(filter, results.hits, results=results)
    return open_page(info.context, listing, **paging)


def _type_count(shared: Traversal) -> type[graphene.ObjectType]:
    """Return the type TypeCount, made for each schema because the enum of types is."""
    fields = {
        "type": graphene.Field(shared.types, required=True, description="The type.", resolver=lambda pair, _: pair[0]),
        "count": graphene.Int(required=True, description="Number of results.", resolver=lambda pair, _: pair[1]),
    }
    return object_type("TypeCount", "The number of results of one type.", fields)


def _types(page: Page, info: GraphQLResolveInfo) -> list[tuple[Value, int]]:
    return FacetByType(info.context.replica, {}, set(page.listing.resources)).ranked()


def _suggestions(page: Page, info: GraphQLResolveInfo) -> list[str]:
    results = page.listing.chosen.results
    if results is None or (results.all_words and results.hits):
        return []
    better = corrected(info.context.replica, results.query.text)
    return [better] if better else []
