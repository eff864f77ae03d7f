"""Draw a resource among its neighbours: resources that link to it above, resources that it links to below.

The drawing is narrow enough for a side panel.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator

from graph.presentation.model import Item
from graph.presentation.statements import Neighbours

WIDTH, INDENT, ROW, BOX = 340, 26, 30, 24
LETTERS = 42
"""The number of letters that fit into a box."""


@dataclass(frozen=True)
class Box:
    y: int
    item: Item
    text: str

    @property
    def baseline(self) -> int:
        return self.y + 17

    @property
    def branch(self) -> str:
        """The line from the trunk to the box, as an SVG path."""
        return f"M {INDENT // 2} {self.y + BOX // 2} H {INDENT}"


@dataclass(frozen=True)
class Heading:
    y: int
    text: str


@dataclass(frozen=True)
class Drawing:
    """A drawing with coordinates in SVG units. The wide box at `middle` has the resource's own name."""

    height: int
    middle: int
    headings: tuple[Heading, ...]
    boxes: tuple[Box, ...]
    width: int = WIDTH
    indent: int = INDENT
    box: int = BOX
    box_width: int = WIDTH - INDENT - 1

    @property
    def trunk(self) -> str:
        """The line from the first box to the last one through the middle, as an SVG path."""
        rows = [self.middle, *(each.y + BOX // 2 for each in self.boxes)]
        return f"M {INDENT // 2} {min(rows)} V {max(rows)}"


def drawn(incoming: Iterable[Neighbours], outgoing: Iterable[Neighbours]) -> Drawing:
    above, boxes_above, middle = _rows(incoming, 0)
    below, boxes_below, height = _rows(outgoing, middle + ROW + 10)
    return Drawing(height + 4, middle + 4, (*above, *below), (*boxes_above, *boxes_below))


def _rows(groups: Iterable[Neighbours], y: int) -> tuple[list[Heading], list[Box], int]:
    """Return the headings and boxes from this y coordinate on, and the y coordinate where they end."""
    headings, boxes = [], []
    for group in groups:
        more = group.count - len(group.items)
        headings.append(Heading(y + 20, f"{group.label} (+{more})" if more else group.label))
        for item in group.items:
            y += ROW
            boxes.append(Box(y, item, Truncator(item.text).chars(LETTERS)))
        y += ROW
    return headings, boxes, y
