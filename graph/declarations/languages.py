"""Define the six languages of labels, and the value that holds a label in several of them.

Reference data stores all its labels on one row, so the language of a label is given by this value and not by a locale.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")

Label = TypeVar("Label", bound=str | list[str])


def primary_language(tag: str) -> str:
    """Return the language of a tag without script or region: "zh" of "zh-hans"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def django_language(language: str) -> str:
    """Return the code under which Django and Wagtail store translations of this language."""
    return "zh-hans" if language == "zh" else language


def collated(text: str) -> str:
    """Return a text in lower case and without accents, for comparing words as a reader looks them up."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


class MultilingualText(dict[str, Label], Generic[Label]):
    """A label by language, or a list of alternative labels by language.

    It is a dictionary, so that JSON, fixtures and revisions accept it as it is. Languages are in the order of
    `LANGUAGES`, in whatever order a database returned them.
    """

    def __init__(self, labels: Mapping[str, Label] | None = None) -> None:
        labels = labels or {}
        known = [language for language in LANGUAGES if language in labels]
        other = [language for language in labels if language not in LANGUAGES]
        super().__init__({language: labels[language] for language in known + other})

    def in_language(self, language: str, fallback: Sequence[str] = LANGUAGES) -> Label | None:
        """Return the label in this language, or else in the first fallback language that has one, or None."""
        best = best_language(self, primary_language(language), fallback)
        return self[best] if best else None

    def __str__(self) -> str:
        label: str | list[str] | None = self.in_language(get_language() or "en")
        return label if isinstance(label, str) else ", ".join(label or ())


def best_language(texts: Mapping[str, Any], language: str | None, fallback: Sequence[str] | None = None) -> str | None:
    """Return the language if it has a text, or else the first other language that has one, or None.

    The other languages are those in `fallback`, in that order; without it, first those of `LANGUAGES`, then any.
    """
    if language and texts.get(language):
        return language
    others = (*LANGUAGES, *sorted(texts)) if fallback is None else fallback
    return next((each for each in others if each and texts.get(each)), None)


def direction(language: str) -> str:
    """Return the value of HTML's attribute `dir` for a language; "" for text without a language."""
    if not language:
        return ""
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
