"""Search results as people read them: a row with fragments of the text that matches."""

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
    """A row with fragments of its text, which are in `language`."""

    row: Row
    fragments: list[SafeString]
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


def found(row: Row, description: Description, query: Query, language: str) -> Found:
    # `highlight` escapes the text.
    fragments = [mark_safe(each) for each in highlight(description, query, language).fragments]  # noqa: S308
    return Found(row, fragments, language)
