"""The questions, the content that they name, and what an answer to them must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

QUESTIONS = {
    "list": "100 projects with two rich texts and three links",
    "one": "one project in full",
    "filter": "a filtered and ordered page of 20",
    "levels": "20 projects, three levels of links",
    "facets": "facets by theme and type",
}


@dataclass(frozen=True)
class Request:
    """A POST of JSON, or a GET if there is no body."""

    path: str
    body: Mapping[str, Any] | None = None


Requests = Mapping[str, Sequence[Request]]
"""Requests by question: the one that all interfaces answer, and after it another of the same kind, if it matters."""


@dataclass(frozen=True)
class Samples:
    """Content that the questions name: the two countries with the most projects, and the two longest projects."""

    countries: tuple[str, str]
    pages: tuple[int, int]
    iris: tuple[str, str]


def titles(answer: Any) -> Iterator[str]:
    """Yield all titles in an answer, at every level, but not those of pages above, which Wagtail's API adds."""
    if isinstance(answer, list):
        for each in answer:
            yield from titles(each)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if name == "title" and isinstance(value, str):
                yield value
            elif name != "meta":
                yield from titles(value)
