"""Choice of the language of a text if the requested one is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.declarations import LANGUAGES, Field, best_language

Json = Any


class Tagged(NamedTuple):
    """A value with its language."""

    lang: str
    value: Json
    is_fallback: bool = False
    """Whether another language was asked for."""
    field: Field | None = None
    """The declaration of a long text, which says what the value holds."""


def in_language(
    texts: Mapping[str, Json], language: str | None, fallback: Sequence[str] | None = None, field: Field | None = None
) -> Tagged | None:
    """Return the text in a language, or else in the first other language that has one; None if there is no text.

    The other languages are those in `fallback`, in that order, or all languages if it is None.
    """
    best = best_language(texts, language, fallback)
    return Tagged(best, texts[best], language not in (None, best), field) if best else None


def in_all_languages(texts: Mapping[str, Json], field: Field | None = None) -> list[Tagged]:
    """Return the texts in all languages: the six languages of `LANGUAGES` in their order, then the others."""
    ordered = dict.fromkeys([*(each for each in LANGUAGES if each in texts), *sorted(texts)])
    return [Tagged(language, texts[language], field=field) for language in ordered]
