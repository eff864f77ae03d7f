"""The six languages of labels, and the value that holds a label in several of them.

Reference data keeps all its labels on one row, so that this value, and not a locale,
says in which language a label is.
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
    """The language of a tag without script or region: "zh" of "zh-hans"."""
    return tag.replace("_", "-").partition("-")[0].lower()


def django_language(language: str) -> str:
    """The code under which Django and Wagtail keep translations of this language."""
    return "zh-hans" if language == "zh" else language


def collated(text: str) -> str:
    """As a reader looks things up: capitals and accents do not matter."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


class MultilingualText(dict[str, Label], Generic[Label]):
    """A label by language, or a list of alternative labels by language.

    A dictionary, so that JSON, fixtures and revisions take it as it is. Languages stand
    in the order of `LANGUAGES`, whatever order a database returned them in.
    """

    def __init__(self, labels: Mapping[str, Label] | None = None) -> None:
        labels = labels or {}
        known = [language for language in LANGUAGES if language in labels]
        other = [language for language in labels if language not in LANGUAGES]
        super().__init__({language: labels[language] for language in known + other})

    def in_language(self, language: str, fallback: Sequence[str] = LANGUAGES) -> Label | None:
        """The label in this language, or in the first of the others that has one."""
        for candidate in (primary_language(language), *fallback):
            if label := self.get(candidate):
                return label
        return None

    def __str__(self) -> str:
        label: str | list[str] | None = self.in_language(get_language() or "en")
        return label if isinstance(label, str) else ", ".join(label or ())


def direction(language: str) -> str:
    """Return the value of the attribute `dir`; "" for text in no language."""
    if not language:
        return ""
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
