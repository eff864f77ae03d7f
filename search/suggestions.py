"""Spelling corrections of a query: words that occur in no name are replaced by the most similar word of a name.

The names are read from the replica, so nothing that is not public is suggested.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.declarations import LANGUAGES, DeclaredType, registry
from graph.replica import Node, Replica, ValueIndex
from search.analysis import forms, is_unbroken, words
from search.documents import names

SHORTEST = 4
"""Fewest letters of a word that is corrected: too many words are similar to a shorter one."""
NEAR = 0.7
"""Least similarity of a correction to the word: two letters of seven may differ."""


def corrected(replica: Replica, text: str) -> str | None:
    """Return the query with its misspelt words corrected, or None if there is nothing to correct."""
    pieces, place, changed = [], 0, False
    for match in words(text):
        better = _nearest(replica, match[0])
        changed = changed or better is not None
        pieces += [text[place : match.start()], better or match[0]]
        place = match.end()
    return "".join([*pieces, text[place:]]) if changed else None


def _nearest(replica: Replica, word: str) -> str | None:
    """Return the key of the most similar word of a name and, among equals, of the word in the most names.

    Return None for a word that a name has, that is too short or that has no similar word.
    """
    known = {form for language in LANGUAGES for form in forms(word, language)}
    written = next(iter(forms(word, "")), "")
    if len(written) < SHORTEST or is_unbroken(word):
        return None
    best: tuple[float, int, str] | None = None
    for declared in registry().resources:
        index = _words(replica, declared)
        if index.equal(known):
            return None
        near = process.extract(
            written, [key for key, _ in index.items()], scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=5
        )
        ranked = ((similarity, len(index.equal([each])), each) for each, similarity, _ in near)
        best = max([*ranked, *filter(None, [best])], default=None)
    return _as_written(replica, best[2]) if best else None


def _as_written(replica: Replica, key: str) -> str:
    """Return the word of a name that has this key, in lower case and with its accents."""
    for declared in registry().resources:
        for resource in sorted(_words(replica, declared).equal([key]))[:1]:
            names = _names(declared, replica.node(resource))
            return next(word for word, language in names if key in forms(word, language)).lower()
    return key


def _words(replica: Replica, declared: DeclaredType) -> ValueIndex:
    return replica.indexes.values(
        declared.name,
        "words of names",
        lambda node: {form for word, language in _names(declared, node) for form in forms(word, language)},
    )


def _names(declared: DeclaredType, node: Node) -> Iterator[tuple[str, str]]:
    """Yield the words of a resource's names, each with its language."""
    for text, language in names(declared, node["values"]):
        yield from ((match[0], language) for match in words(text))
