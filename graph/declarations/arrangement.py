"""Declare how the page of a type is arranged: what stands out, what belongs together, and when things happen.

A model may have an attribute `graph_page`. What it does not name is shown too, each field and each list under its own
label, so a type without it has a complete page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Chapter:
    """Fields, and lists of what links to the resource, that are shown together below one heading.

    Without a heading, the label of the first of them is the heading. Lists of what has dates become one timeline.
    """

    heading: Words
    names: tuple[str, ...]

    def __init__(self, *names: str, heading: Words = "") -> None:
        object.__setattr__(self, "heading", heading)
        object.__setattr__(self, "names", names)


@dataclass(frozen=True)
class When:
    """The fields that say when something happens: a period with `start` and `end`, or a day if there is no `end`.

    With `lasts`, what begins at the start goes on, as being a party to a convention does.
    """

    start: str
    end: str = ""
    _: KW_ONLY
    lasts: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.start, self.end) if self.end else (self.start,)


@dataclass(frozen=True)
class Arrangement:
    """The arrangement of a page: the text below the title, the first facts in order, and the chapters in order."""

    _: KW_ONLY
    lead: str = ""
    facts: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    question: Words = ""
    """Of a part that lasts, such as a participation: the question whether it had begun when something else began."""
    when: When | None = None
    """When the resource or part happens; by default its period, or else its first date."""

    @property
    def names(self) -> Iterator[str]:
        """Yield the name of each field and inverse that the arrangement mentions."""
        yield from filter(None, (self.lead, *self.facts))
        for chapter in self.chapters:
            yield from chapter.names
        yield from self.when.names if self.when else ()
