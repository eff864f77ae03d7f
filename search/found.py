"""What was found as people read it: a row with pieces of the text that was meant."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from graph.description import Description
from graph.presentation import Row
from graph.presentation.model import direction
from search.highlights import highlight
from search.query import Query


@dataclass(frozen=True)
class Found:
    """`language` is the one in which the fragments stand."""

    row: Row
    fragments: list[SafeString]
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


def found(row: Row, description: Description, query: Query, language: str) -> Found:
    # Highlights are escaped where they are made.
    fragments = [mark_safe(each) for each in highlight(description, query, language).fragments]  # noqa: S308
    return Found(row, fragments, language)
