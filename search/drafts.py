"""Search the drafts that an overlay shows, which the database's index does not know.

What is found is what would be found if the drafts were public. Scores can only be estimated without the index: a word
in the title of a draft counts as much as the best public result, and elsewhere as much less as it weighs less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.declarations import declared_type
from graph.description import Description
from graph.journal import described
from graph.replica import Drafts
from search.documents import documents
from search.index import Match
from search.query import Query, Term

SHARES = {"title": 1.0, "names": 0.5, "body": 1 / 12}
"""What a word in a column is worth; the proportions are those of the weights in `search.index`."""


def with_drafts(
    drafts: Drafts, public: Sequence[Match], query: Query, all_words: bool, types: Collection[str] | None
) -> Iterator[Match]:
    """Yield the public matches without those of resources with drafts, and the matches of the drafts."""
    yield from (each for each in public if each[0] not in drafts.contents)
    best = max((score for _, _, score in public), default=1.0)
    for resource, content in drafts.contents.items():
        declared = declared_type(resource)
        if declared and (types is None or declared.name in types):
            for language, share in _shares(described(resource, content), query, all_words):
                yield resource, language, share * best


def _shares(draft: Description, query: Query, all_words: bool) -> Iterator[tuple[str, float]]:
    """Yield the languages in which a draft matches, each with its share of the best score."""
    for language, columns in documents(draft).items():
        terms = query.terms.get(language, ())
        shares = [_share(term, columns) for term in terms]
        if any(shares) and (all(shares) or not all_words):
            yield language, sum(shares) / len(shares)


def _share(term: Term, columns: Mapping[str, str]) -> float:
    return max((SHARES[name] for name, text in columns.items() if term.finds(tuple(text.split()))), default=0.0)
