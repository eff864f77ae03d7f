"""Define the six languages of labels, and the value that holds a label in several of them.

Reference data stores all its labels on one row, so the language of a label is given by this value and not by a locale.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

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
        for candidate in (primary_language(language), *fallback):
            if label := self.get(candidate):
                return label
        return None

    def __str__(self) -> str:
        label: str | list[str] | None = self.in_language(get_language() or "en")
        return label if isinstance(label, str) else ", ".join(label or ())


def direction(language: str) -> str:
    """Return the value of HTML's attribute `dir` for a language; "" for text without a language."""
    if not language:
        return ""
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
