"""Full-text search for the argument `search` of lists and for the root field `search`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

import graphene
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.declarations import LANGUAGES
from graph.identity import ResourceId
from graph.presentation.descriptions import public_description
from graph.replica import Replica
from schema.errors import BadInputError
from schema.limits import costs
from schema.lists.connections import Edge
from schema.lists.listings import OrderedListing, SortKey, TypeListing
from schema.lists.ordering import BY_ID, Ordering
from schema.types import Context, reads_stored
from search.highlights import Highlight, highlight
from search.query import QueryError
from search.results import Hit, Results, search

SEARCHING = 500
"""Cost of a search, in fields."""
HIGHLIGHTING = 20
"""Cost of the highlights of one resource, in fields: its text is read and cut up."""

HOW = (
    "Case, accents and word endings are ignored. Finds resources that have all words or, if there are none, some of "
    "them. There are no operators."
)


class RankedListing(OrderedListing):
    """Resources in the order of their scores, the best first; a cursor holds the score."""

    def __init__(
        self, name: Callable[[], str], resources: Iterable[ResourceId], replica: Replica, results: Results
    ) -> None:
        self._hits = results.hits
        super().__init__(lambda: f"{name()} by relevance", resources, replica)

    def _key(self, resource: ResourceId) -> SortKey:
        return -self._hits[resource].score, resource

    def place(self, index: int) -> list[Any]:
        return [self._hits[self.resources[index]].score]

    def is_place(self, place: Any) -> bool:
        return isinstance(place, list) and len(place) == 1 and type(place[0]) is float and math.isfinite(place[0])

    def key_at(self, place: list[Any], resource: ResourceId) -> SortKey:
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
        """Return the highlights, computed once for the fields that show them when all texts are loaded."""
        if self._highlight is not None:
            return self._highlight
        missing = context.texts.missing
        description = public_description(context.replica, self.resource, context.texts.of)
        found = highlight(description, self.results.query, self.hit.language)
        if context.texts.missing == missing:
            self._highlight = found
        return found

    _highlight: Highlight | None = None


class Match(graphene.ObjectType):
    """How a search found a resource."""

    score = graphene.Float(
        required=True, description="The relevance: higher is better. Comparable only within one answer."
    )
    language = graphene.String(description="The language of the text that matches best.")
    title = graphene.String(
        required=True, description="Its title in that language as HTML, with `mark` elements around matches."
    )
    fragments = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="Excerpts of its text in that language as HTML, with `mark` elements around matches. Everything "
        "else is escaped.",
    )

    @staticmethod
    def resolve_score(source: Matched, info: GraphQLResolveInfo) -> float:
        return source.hit.score

    @staticmethod
    def resolve_language(source: Matched, info: GraphQLResolveInfo) -> str | None:
        return source.hit.language or None

    @staticmethod
    @reads_stored
    @costs(HIGHLIGHTING)
    def resolve_title(source: Matched, info: GraphQLResolveInfo) -> str:
        return source.highlight(info.context).title

    @staticmethod
    @reads_stored
    @costs(HIGHLIGHTING)
    def resolve_fragments(source: Matched, info: GraphQLResolveInfo) -> Sequence[str]:
        return source.highlight(info.context).fragments


def match_field() -> graphene.Field:
    return graphene.Field(
        Match, description="How the search found the resource; null in a list that was not searched.", resolver=_match
    )


def search_argument() -> graphene.Argument:
    return graphene.Argument(
        graphene.String, description=f"Search all texts; the best results come first unless `orderBy` is given. {HOW}"
    )


def run_search(info: GraphQLResolveInfo, text: str, **arguments: Any) -> Results:
    """Return the results of a search, run once for equal searches of an answer. Raise BadInputError for a bad query."""
    key = (search, text, repr(arguments))
    try:
        with override(LANGUAGES[0]):
            if key not in info.context.memo:
                info.context.memo[key] = search(info.context.replica, text, **arguments)
    except QueryError as error:
        raise BadInputError(str(error)) from error
    results: Results = info.context.memo[key]
    return results


def search_listing(
    name: Callable[[], str],
    type_name: str,
    passing: Set[ResourceId] | None,
    replica: Replica,
    ordering: Ordering,
    results: Results,
) -> OrderedListing:
    """Return the resources of one type that a search found, the best first unless an ordering is given."""
    resources = results.hits.keys() if passing is None else results.hits.keys() & passing
    if ordering is BY_ID:
        return RankedListing(name, resources, replica, results)
    return TypeListing(name, type_name, set(resources), replica, ordering)


def _match(edge: Edge, info: GraphQLResolveInfo) -> Matched | None:
    results = edge.listing.chosen.results
    return Matched(edge.node, results) if results else None
