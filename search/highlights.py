"""Highlights of a search: short fragments of a resource's text as HTML, with the matching words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape

from graph.description import Description
from search.analysis import forms, is_unbroken, words
from search.documents import passages
from search.query import Query, Terms

FRAGMENTS = 2
BEFORE = 60
LENGTH = 200
"""Most characters of a fragment; `BEFORE` is the most that come before its first marked word."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Highlight:
    """Title and fragments as safe HTML: text is escaped, and `<mark>` is the only element."""

    title: str
    fragments: tuple[str, ...]


def highlight(description: Description, query: Query, language: str) -> Highlight:
    terms = query.terms.get(language) or query.terms[""]
    title, fragments = "", list[str]()
    for column, text in passages(description, language):
        if column == "title":
            title = title or marked(text, list(spans(text, terms, language)))
        elif len(fragments) < FRAGMENTS:
            fragments += list(_fragments(text, terms, language))[: FRAGMENTS - len(fragments)]
    return Highlight(title, tuple(fragments))


def spans(text: str, terms: Terms, language: str) -> Iterator[Span]:
    """Yield the positions in a text of the words that match the terms."""
    for match in words(text):
        word, start = match[0], match.start()
        if not is_unbroken(word):
            if any(term.finds(forms(word, language)) for term in terms):
                yield match.span()
            continue
        pairs = {start + place for place, pair in enumerate(forms(word, language)) if _is_meant(pair, terms)}
        yield from _joined(pairs, min(2, len(word)))


def marked(text: str, found: list[Span], start: int = 0, end: int | None = None) -> str:
    end = len(text) if end is None else end
    pieces, place = [], start
    for begin, finish in found:
        if start <= begin and finish <= end:
            pieces += [escape(text[place:begin]), "<mark>", escape(text[begin:finish]), "</mark>"]
            place = finish
    return "".join([*pieces, escape(text[place:end])])


def _is_meant(pair: str, terms: Terms) -> bool:
    return any(term.finds((pair,)) for term in terms)


def _joined(starts: set[int], length: int) -> Iterator[Span]:
    """Yield the positions of pairs of characters, with overlapping pairs joined."""
    begin = finish = None
    for start in sorted(starts):
        if finish is not None and start <= finish:
            finish = start + length
            continue
        if begin is not None and finish is not None:
            yield begin, finish
        begin, finish = start, start + length
    if begin is not None and finish is not None:
        yield begin, finish


def _fragments(text: str, terms: Terms, language: str) -> Iterator[str]:
    found = list(spans(text, terms, language))
    end = 0
    for begin, _ in found:
        if begin >= end:
            start, end = _window(text, max(end, begin - BEFORE), begin)
            lead, trail = "…" if start else "", "…" if end < len(text) else ""
            yield f"{lead}{marked(text, found, start, end)}{trail}"


def _window(text: str, start: int, begin: int) -> Span:
    """Return the positions of a fragment, which begins and ends between words if there are spaces."""
    if start and (gap := re.search(r"\s", text[start:begin])):
        start += gap.end()
    end = min(len(text), start + LENGTH)
    if end < len(text) and (space := text.rfind(" ", begin, end)) > begin:
        end = space
    return start, max(end, begin)
