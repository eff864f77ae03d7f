"""Recognise repeated values and texts.

A page shows its record twice. The two versions differ in spacing, and one may have been cut short.
"""

from collections.abc import Iterable, Sequence

from cms.importers.matching import fold


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values without repetitions, each in the spelling of its first occurrence."""
    # A dict keeps the last value of a key: in reversed order, that is the first spelling.
    return tuple({fold(value): value for value in reversed(list(values))}.values())[::-1]


def paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]


def contains(whole: str, part: str) -> bool:
    """Return whether every paragraph of `part` is in `whole`; the last may be cut short."""
    known = {fold(paragraph) for paragraph in paragraphs(whole)}
    return not _missing(known, part)


def join_versions(versions: Sequence[str]) -> tuple[str, list[str]]:
    """Return the longest version, and the paragraphs of the other versions that it does not contain."""
    if not versions:
        return "", []
    chosen = max(versions, key=len)
    known = {fold(paragraph) for paragraph in paragraphs(chosen)}
    left_over: list[str] = []
    for version in versions:
        missing = _missing(known, version)
        known.update(fold(paragraph) for paragraph in missing)
        left_over += missing
    return chosen, left_over


def _missing(known: set[str], part: str) -> list[str]:
    missing = [p for p in paragraphs(part) if fold(p) not in known]
    last = paragraphs(part)[-1:]
    if missing and missing[-1:] == last and _cut_short(last[0], known):
        missing.pop()
    return missing


def _cut_short(paragraph: str, known: set[str]) -> bool:
    return any(other.startswith(fold(paragraph)) for other in known)
