"""Results of a search: public resources, each with a score."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from graph.declarations import DeclaredType, collated, registry
from graph.identity import ResourceId
from graph.replica import Replica
from search.documents import is_name, languages_of
from search.drafts import with_drafts
from search.index import Match, matching
from search.query import Query

OWN_LANGUAGE = 1.25
"""Factor for the score of documents in the reader's language."""
EXACT = 1.0
"""Added to the score of a resource whose name or code is exactly the query, so that it comes before all others."""


@dataclass(frozen=True)
class Hit:
    """A resource that was found.

    `score` is higher for better hits and comparable within one answer; `language` is that of the best document.
    """

    score: float
    language: str


@dataclass(frozen=True)
class Results:
    query: Query
    hits: dict[ResourceId, Hit]
    all_words: bool
    """Whether every hit has all words of the query; if not, no resource has, and every hit has at least one word."""

    def ranked(self) -> list[ResourceId]:
        """Return the resources with the best first, and equal ones in the order of their ids."""
        return sorted(self.hits, key=lambda each: (-self.hits[each].score, each))


def search(
    replica: Replica,
    text: str,
    *,
    language: str = "",
    types: Collection[str] | None = None,
    prefix: bool = False,
) -> Results:
    """Return the public resources that match a text, with documents in `language` ranked higher.

    Raise QueryError if the text is too long. The index may be ahead of the replica or behind it: only resources in the
    replica are returned.
    """
    query = Query.of(text, prefix)
    for all_words in (True, False):
        hits = _hits(replica, _matching(replica, query, all_words, types), language)
        if hits:
            break
    exact = _called(replica, text, types)
    return Results(query, {each: _raised(hit) if each in exact else hit for each, hit in hits.items()}, all_words)


def _matching(replica: Replica, query: Query, all_words: bool, types: Collection[str] | None) -> Iterable[Match]:
    """Return the documents that match. The index knows no drafts, so these are searched by themselves."""
    found = matching(query, all_words=all_words, types=types)
    return with_drafts(replica.drafts, list(found), query, all_words, types) if replica.drafts else found


def _hits(replica: Replica, found: Iterable[Match], language: str) -> dict[ResourceId, Hit]:
    hits: dict[ResourceId, Hit] = {}
    for resource, written, score in found:
        weighed = score * OWN_LANGUAGE if written == language else score
        if resource not in hits or hits[resource].score < weighed:
            hits[resource] = Hit(weighed, written)
    public = {each: hit for each, hit in hits.items() if _is_public(replica, each, hit.language)}
    best = max((hit.score for hit in public.values()), default=0) or 1
    return {each: replace(hit, score=round(hit.score / best, 6)) for each, hit in public.items()}


def _is_public(replica: Replica, resource: ResourceId, language: str) -> bool:
    return resource in replica and language in languages_of(replica, resource)


def _raised(hit: Hit) -> Hit:
    return replace(hit, score=hit.score + EXACT)


def _called(replica: Replica, text: str, types: Collection[str] | None) -> set[ResourceId]:
    """Return the resources that have exactly this name or code."""
    key = collated(" ".join(text.split()))
    found: set[ResourceId] = set()
    for declared in registry().resources:
        if types is None or declared.name in types:
            found |= _called_in(replica, declared, key)
    return found


def _called_in(replica: Replica, declared: DeclaredType, key: str) -> set[ResourceId]:
    fields = [each for each in declared.fields.values() if is_name(declared, each) and not each.long]
    return set().union(*(replica.indexes.field(declared.name, each).equal([key]) for each in fields))
