"""Draw how a list whose rows last from a date on has grown, such as the parties to a convention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.declarations.partial_dates import PartialDate
from graph.presentation.model import Table
from graph.presentation.timeline import TICKS, Tick

WIDTH, HEIGHT = 720, 160


@dataclass(frozen=True)
class Growth:
    """A table of rows, and the line of their number by year as an SVG path; `undated` rows are not in the line."""

    table: Table
    path: str
    ticks: tuple[Tick, ...]
    most: int
    undated: int
    width: int = WIDTH
    height: int = HEIGHT


def growth(table: Table, since: Iterable[PartialDate | None]) -> Growth | None:
    """Return the drawing of a table, or None if its rows began in fewer than three years."""
    several = list(since)
    by_year = Counter(each.year for each in several if each and each.year)
    if len(by_year) < 3:
        return None
    first, last = min(by_year), max(by_year)
    total = sum(by_year.values())

    def across(year: int) -> float:
        return WIDTH * (year - first) / (last - first + 1)

    path, number = [f"M 0 {HEIGHT}"], 0
    for year in range(first, last + 1):
        number += by_year[year]
        path.append(f"V {HEIGHT - HEIGHT * number / total:.1f} H {across(year + 1):.1f}")
    step = max(1, -(-(last - first + 1) // TICKS))
    ticks = tuple(Tick(year, f"{100 * across(year) / WIDTH:.2f}") for year in range(first, last + 1, step))
    return Growth(table, " ".join([*path, f"V {HEIGHT} Z"]), ticks, total, len(several) - total)
