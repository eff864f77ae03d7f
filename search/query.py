"""What a reader asks for, as terms: plain words in any language, no operators, so nothing in it can be misread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from graph.declarations import LANGUAGES
from search.analysis import forms, is_unbroken, words
from search.stop_words import STOP_WORDS

LONGEST = 300
"""Characters of a query. Each of its words is looked up in every language."""


class QueryError(ValueError):
    """Says what is wrong with a query, and what to do, to the person who asks."""


@dataclass(frozen=True)
class Term:
    """Found where any of its forms stands; with `prefix`, any word that begins with one of them."""

    forms: tuple[str, ...]
    prefix: bool = False

    def finds(self, forms: tuple[str, ...]) -> bool:
        """Whether a word of a text with these forms is meant."""
        if self.prefix:
            return any(form.startswith(self.forms) for form in forms)
        return any(form in self.forms for form in forms)


Terms = tuple[Term, ...]


@dataclass(frozen=True)
class Query:
    """The terms by language of the documents: what a word's stem is differs."""

    text: str
    terms: dict[str, Terms]

    @classmethod
    def of(cls, text: str, prefix: bool = False) -> Query:
        """With `prefix`, the last word may be the beginning of one. Without any words it finds nothing."""
        if len(text) > LONGEST:
            raise QueryError(
                gettext("Your search has %(length)d characters: search with at most %(most)d.")
                % {"length": len(text), "most": LONGEST}
            )
        return cls(text, {language: terms(text, language, prefix) for language in (*LANGUAGES, "")})

    def __bool__(self) -> bool:
        return any(self.terms.values())


def terms(text: str, language: str, prefix: bool = False) -> Terms:
    """Each word of the text once, without stop words of any language where others are left."""
    found = [match[0] for match in words(text)]
    insisted = [word for word in found if forms(word, "") not in _stop_forms()] or found
    last = insisted[-1] if prefix and insisted and not text[-1:].isspace() else None
    return tuple(dict.fromkeys(each for word in insisted for each in _terms(word, language, word == last)))


def _terms(word: str, language: str, prefix: bool) -> Iterator[Term]:
    found = forms(word, language)
    if is_unbroken(word):
        # A single character stands at the beginning of a pair, or at its end where the text ends.
        yield from (Term((pair,), prefix=len(pair) == 1) for pair in found)
    elif found:
        yield Term(found, prefix)


@lru_cache(maxsize=1)
def _stop_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(forms(word, "") for several in STOP_WORDS.values() for word in several.split())
