"""Compare labels as people write them, and split lists of labels.

Sources separate the terms of a list with commas, and some terms contain commas. Only a list of known terms shows where
a term ends, so no text is split without such a list.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_LIST_SEPARATORS = re.compile(r"[,;|•،；，、]")
# The lookbehind makes a run of spaces match from its start only; otherwise time is quadratic in the run's length.
_AND = re.compile(r"(?<!\s)\s+(?:and|et|y|e|и|و)\s+|(?:(?<!\s)\s+)?&\s*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s\-‐-―_]+")
_TURNED = re.compile(r"([^,()]+?)(?:,\s*|(?<!\s)\s*\()(\S.* of(?: the)?)\)?", re.IGNORECASE)


def fold(label: str) -> str:
    """Return the form of a label that is equal for all its spellings.

    Case, accents, apostrophes, hyphens and closing punctuation make no difference:
    "SDG's" is "SDGs", "Viet-Nam" is "Viet Nam", "Cote d’Ivoire" is "Côte d'Ivoire".
    """
    decomposed = unicodedata.normalize("NFKD", label)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain).replace("&", " and ")
    return _SEPARATORS.sub(" ", plain).strip(" .,;:").casefold()


def fold_place(label: str) -> str:
    """Return the form of a country's name that is equal for all ways of writing it.

    "The Gambia" is "Gambia (the)", "Korea, Republic of" is "Republic of Korea", "St. Lucia" is "Saint Lucia".
    """
    if turned := _TURNED.fullmatch(label.strip()):
        label = f"{turned[2]} {turned[1]}"
    words = fold(label).replace("(the)", "the").split()
    return " ".join("saint" if word in ("st", "st.") else word for word in words if word != "the")


def is_known(label: str, known: frozenset[str]) -> bool:
    return fold(label) in known or fold_place(label) in known


def folded(labels: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(label) for label in labels)


@dataclass(frozen=True)
class Vocabulary:
    """The labels that the site knows, in folded form, with alternative labels."""

    themes: frozenset[str] = frozenset()
    project_types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


def split_known(text: str, known: frozenset[str]) -> list[str]:
    """Return the terms of a list; adjacent unknown parts stay together, and a text without a known term stays whole."""
    parts = _parts(text)
    terms: list[str] = []
    unknown: list[str] = []
    position = 0
    while position < len(parts):
        length = _longest_known(parts, position, known)
        if length:
            terms += _joined(unknown) + [", ".join(parts[position : position + length])]
            unknown = []
        elif listed := _both_known(parts[position], known):
            terms += _joined(unknown) + listed
            unknown = []
        else:
            unknown.append(parts[position])
        position += length or 1
    return terms + _joined(unknown) if terms else [text]


def _both_known(part: str, known: frozenset[str]) -> list[str]:
    """Return the terms of a text such as "Cambodia and Indonesia" if all are known, else an empty list."""
    terms = _AND.split(part.removeprefix("and "))
    return terms if all(is_known(term, known) for term in terms) else []


def join_wrapped(lines: Iterable[str], known: frozenset[str]) -> list[str]:
    """Return the lines, joined where a line break has cut a known term in two."""
    joined: list[str] = []
    for line in lines:
        whole = f"{joined[-1]} {line}" if joined else line
        if joined and _count(whole, known) > _count(joined[-1], known) + _count(line, known):
            joined[-1] = whole
        else:
            joined.append(line)
    return joined


def _count(text: str, known: frozenset[str]) -> int:
    return sum(is_known(term, known) for term in split_known(text, known))


def all_known(text: str, known: frozenset[str]) -> bool:
    return all(is_known(term, known) for term in split_known(text, known))


def split_if_all_known(text: str, known: frozenset[str]) -> list[str]:
    """Return the terms of a list, or the text as one item if any term is unknown."""
    return split_known(text, known) if all_known(text, known) else [text]


def _parts(text: str) -> list[str]:
    return [part for part in (p.strip() for p in _LIST_SEPARATORS.split(text)) if part]


def _longest_known(parts: list[str], start: int, known: frozenset[str]) -> int:
    """Return how many of the parts from `start` on make up the longest known term: 0 to 4."""
    for length in range(min(4, len(parts) - start), 0, -1):
        if is_known(", ".join(parts[start : start + length]), known):
            return length
    return 0


def _joined(parts: list[str]) -> list[str]:
    return [", ".join(parts)] if parts else []
