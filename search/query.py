"""A reader's search text as terms: plain words in any language and no operators, so nothing in it can be misread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from graph.declarations import LANGUAGES
from search.analysis import forms, is_unbroken, words
from search.stop_words import STOP_WORDS

LONGEST = 300
"""Most characters of a query: each of its words is looked up in every language."""


class QueryError(ValueError):
    """A query that cannot be answered; the message says to the reader what is wrong and what to do."""


@dataclass(frozen=True)
class Term:
    """A word to search for: it matches words that have one of its forms or, with `prefix`, that begin with one."""

    forms: tuple[str, ...]
    prefix: bool = False

    def finds(self, forms: tuple[str, ...]) -> bool:
        """Return whether the term matches a word that has these forms."""
        if self.prefix:
            return any(form.startswith(self.forms) for form in forms)
        return any(form in self.forms for form in forms)


Terms = tuple[Term, ...]


@dataclass(frozen=True)
class Query:
    """A search text with its terms by language of the documents, because stems differ by language."""

    text: str
    terms: dict[str, Terms]

    @classmethod
    def of(cls, text: str, prefix: bool = False) -> Query:
        """Return the query of a text, whose last word may be the beginning of a word with `prefix`.

        Raise QueryError if the text is too long. A text without words finds nothing.
        """
        if len(text) > LONGEST:
            raise QueryError(
                gettext("Your search has %(length)d characters: search with at most %(most)d.")
                % {"length": len(text), "most": LONGEST}
            )
        return cls(text, {language: terms(text, language, prefix) for language in (*LANGUAGES, "")})

    def __bool__(self) -> bool:
        return any(self.terms.values())


def terms(text: str, language: str, prefix: bool = False) -> Terms:
    """Return the terms of a text, each once, without the stop words of any language unless there are no other words."""
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
