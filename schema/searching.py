"""Full-text search: the argument `search` of lists, and the root field that searches everything."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import graphene
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.presentation.descriptions import public_description
from graph.replica import Replica
from schema.connections import Edge, Page, connection, open_page, paging_arguments
from schema.context import Context
from schema.cost import costs
from schema.errors import BadInputError
from schema.filters import Filters
from schema.interfaces import Resource
from schema.languages import LANGUAGES
from schema.listings import Chosen, OrderedListing, SortKey, TypeListing
from schema.object_types import object_type
from schema.operators import Given
from schema.ordering import BY_ID, Ordering
from schema.scalars import Language
from schema.selection import list_name, selection
from schema.specifications import RESOURCE
from schema.traversal import Traversal, chosen, list_of
from search.highlights import Highlight, highlight
from search.query import LONGEST, QueryError
from search.results import Hit, Results, search
from search.suggestions import corrected

SEARCHING = 500
"""How many fields a search counts for."""
HIGHLIGHTING = 20
"""How many fields the marked text of one resource counts for: it is read and cut up."""

HOW = (
    "Capitals, accents and endings of words do not matter. What has all words is found; where nothing has, what has "
    "some. There are no operators."
)


class RankedListing(OrderedListing):
    """The best first; a cursor holds the score."""

    def __init__(self, name: str, resources: Iterable[ResourceId], replica: Replica, results: Results) -> None:
        self._hits = results.hits
        super().__init__(f"{name} by relevance", resources, replica)

    def _key(self, resource: ResourceId) -> SortKey:
        return -self._hits[resource].score, resource

    def place(self, index: int) -> list[Any]:
        return [self._hits[self.resources[index]].score]

    def is_place(self, place: Any) -> bool:
        return isinstance(place, list) and len(place) == 1 and type(place[0]) is float and math.isfinite(place[0])

    def placed(self, place: list[Any], resource: ResourceId) -> SortKey:
        return -place[0], resource


@dataclass
class Matched:
    """How one resource was found."""

    resource: ResourceId
    results: Results

    @property
    def hit(self) -> Hit:
        return self.results.hits[self.resource]

    def highlight(self, context: Context) -> Highlight:
        """Its fields share it."""
        if self._highlight is None:
            description = public_description(context.replica, self.resource, context.texts.of)
            self._highlight = highlight(description, self.results.query, self.hit.language)
        return self._highlight

    _highlight: Highlight | None = None


class Match(graphene.ObjectType):
    """How a search found a resource."""

    score = graphene.Float(
        required=True, description="How well it fits: the higher the better, comparable within this answer alone."
    )
    language = graphene.String(description="The language of the text that fits best.")
    title = graphene.String(required=True, description="Its name in that language as HTML, with `mark` elements.")
    fragments = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Pieces of its text in that language as HTML, with `mark` elements around what was meant. All "
        "else is escaped.",
    )

    @staticmethod
    def resolve_score(source: Matched, info: GraphQLResolveInfo) -> float:
        return source.hit.score

    @staticmethod
    def resolve_language(source: Matched, info: GraphQLResolveInfo) -> str | None:
        return source.hit.language or None

    @staticmethod
    @costs(HIGHLIGHTING)
    def resolve_title(source: Matched, info: GraphQLResolveInfo) -> str:
        return source.highlight(info.context).title

    @staticmethod
    @costs(HIGHLIGHTING)
    def resolve_fragments(source: Matched, info: GraphQLResolveInfo) -> Sequence[str]:
        return source.highlight(info.context).fragments


def match_field() -> graphene.Field:
    return graphene.Field(
        Match, description="How the search found it; null in a list that was not searched.", resolver=_match
    )


def search_argument() -> graphene.Argument:
    return graphene.Argument(
        graphene.String, description=f"Only what says this, the best first unless ordered otherwise. {HOW}"
    )


def found(info: GraphQLResolveInfo, text: str, **arguments: Any) -> Results:
    """One search for all fields of an answer that ask the same."""
    key = (search, text, repr(arguments))
    try:
        with override(LANGUAGES[0]):
            if key not in info.context.memo:
                info.context.memo[key] = search(info.context.replica, text, **arguments)
    except QueryError as error:
        raise BadInputError(str(error)) from error
    results: Results = info.context.memo[key]
    return results


def searched(
    name: str, type_name: str, passing: Set[ResourceId] | None, replica: Replica, ordering: Ordering, results: Results
) -> OrderedListing:
    """What a search found of one type, the best first unless an ordering is given."""
    resources = results.hits.keys() if passing is None else results.hits.keys() & passing
    if ordering is BY_ID:
        return RankedListing(name, resources, replica, results)
    return TypeListing(name, type_name, set(resources), replica, ordering)


def search_field(shared: Traversal, filters: Filters) -> graphene.Field:
    types = graphene.Field(
        list_of(_type_count(shared)),
        required=True,
        description="What was found by type, the most frequent first.",
        resolver=_types,
    )
    suggestions = graphene.Field(
        list_of(graphene.String),
        required=True,
        description="Search texts that may have been meant, where nothing has all words: spelt as the names are.",
        resolver=_suggestions,
    )

    @costs(SEARCHING)
    def resolve(_: Any, info: GraphQLResolveInfo, query: str, **arguments: Any) -> Page:
        return _search(info, filters, query, **arguments)

    return graphene.Field(
        connection("Search", lambda: Resource, {"match": match_field()}, {"types": types, "suggestions": suggestions}),
        required=True,
        description=f"Searches all texts of everything that is public, the best first. {HOW}",
        args={
            "query": graphene.Argument(
                graphene.String, required=True, description=f"Words, at most {LONGEST} characters."
            ),
            "types": graphene.Argument(list_of(shared.types), description="Only resources of these types."),
            "lang": graphene.Argument(Language, description="What is written in this language comes first."),
            "prefix": graphene.Argument(
                graphene.Boolean, default_value=False, description="The last word may be the beginning of one."
            ),
            "filter": filters.argument(RESOURCE),
            **paging_arguments(),
        },
        resolver=resolve,
    )


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
    names = chosen(types)
    results = found(info, query, language=lang or "", types=names, prefix=bool(prefix))
    resources: Collection[ResourceId] = results.hits
    if filter:
        resources = selection(info, filters).passing(RESOURCE, filter).intersection(results.hits)
    name = list_name(f"search {query} {names} {lang} {prefix}", filter)
    listing = RankedListing(name, resources, info.context.replica, results)
    listing.chosen = Chosen(filter, results.hits, results=results)
    return open_page(info, listing, **paging)


def _match(edge: Edge, info: GraphQLResolveInfo) -> Matched | None:
    results = edge.listing.chosen.results
    return Matched(edge.node, results) if results else None


def _type_count(shared: Traversal) -> type[graphene.ObjectType]:
    """Anew for each schema, because the enum of types is."""
    fields = {
        "type": graphene.Field(shared.types, required=True, description="The type.", resolver=lambda pair, _: pair[0]),
        "count": graphene.Int(required=True, description="How many.", resolver=lambda pair, _: pair[1]),
    }
    return object_type("TypeCount", "How many of what was found are of one type.", fields)


def _types(page: Page, info: GraphQLResolveInfo) -> list[tuple[str, int]]:
    counted = Counter(info.context.replica.node(each)["type"] for each in page.listing.resources)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _suggestions(page: Page, info: GraphQLResolveInfo) -> list[str]:
    results = page.listing.chosen.results
    if results is None or (results.all_words and results.hits):
        return []
    better = corrected(info.context.replica, results.query.text)
    return [better] if better else []
