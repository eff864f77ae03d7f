"""Analysis of text into the forms of words that are compared.

The forms are the same in every database, for documents, queries and highlights. A word is folded (capitals, accents and
Arabic vowel signs do not matter) and stemmed by the language of its document. Chinese and Japanese, which have no
spaces, become pairs of neighbouring characters.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import Stemmer

from graph.declarations import collated

VERSION = "1"
"""Version of the forms: when it changes, all search documents are written again."""

HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
"""Characters of words that are no letters: combining accents, Arabic vowel signs, the bar that stretches a word."""
WORD = re.compile(rf"[{HAN}]+|(?:[^\W_{HAN}]|[{MARKS}])+")
UNBROKEN = re.compile(rf"[{HAN}]")
MARK = re.compile(rf"[{MARKS}]")
ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"})
"""Arabic letters that writers use for one another, each with the letter that replaces it."""

LONGEST_FORM = 40

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "ru": "russian"}
_local = threading.local()


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text as matches, with their positions; a stretch of Chinese or Japanese text is one word."""
    return WORD.finditer(text)


@lru_cache(maxsize=100_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """Return the forms by which a word is found: the folded word and, if it differs, its stem.

    Chinese and Japanese text has pairs of neighbouring characters instead.
    """
    if UNBROKEN.match(word):
        folded = unicodedata.normalize("NFKC", word)
        return tuple(folded[place : place + 2] for place in range(len(folded) - 1)) or (folded,)
    plain = MARK.sub("", unicodedata.normalize("NFKC", word)).casefold()
    stem = _stemmer(language).stemWord(plain) if language in STEMMERS else plain
    found = (_folded(plain), _folded(stem))
    return tuple(dict.fromkeys(filter(None, found)))


def stemmed(text: str, language: str) -> Iterator[str]:
    """Yield the stem of each word, or the pairs of Chinese and Japanese text: enough for long texts."""
    for word in words(text):
        found = forms(word[0], language)
        yield from found if is_unbroken(word[0]) else found[-1:]


def all_forms(text: str, language: str) -> Iterator[str]:
    """Yield all forms of each word, for titles and names.

    With these, the beginning of a word finds it, and the word itself ranks before words of the same stem.
    """
    for word in words(text):
        yield from forms(word[0], language)


def is_unbroken(word: str) -> bool:
    return UNBROKEN.match(word) is not None


def _folded(word: str) -> str:
    folded = collated(word).translate(ALIKE)
    return "".join(filter(str.isalnum, folded))[:LONGEST_FORM]


def _stemmer(language: str) -> Any:
    """Return the stemmer of a language for this thread: threads must not share one."""
    stemmers: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(STEMMERS[language])
    return stemmers[language]
