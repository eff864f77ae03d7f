"""Tools for all benchmarks: times and medians, a separate process, and the tables of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median, quantiles
from time import perf_counter
from typing import TypeVar

from django.db import connections

T = TypeVar("T")


@dataclass(frozen=True)
class Measurement:
    """A measured value and, if there is a peer, the peer's value in the same unit.

    Without a value, the unit is a sentence that says why nothing was measured.
    """

    what: str
    value: float | None
    unit: str
    peer: str = ""
    peer_value: float = 0.0

    @property
    def ratio(self) -> str:
        return f"{self.value / self.peer_value:.3g} x" if self.value is not None and self.peer_value else ""

    @property
    def figure(self) -> str:
        return self.unit if self.value is None else f"{_number(self.value)} {self.unit}".rstrip()

    @property
    def compared_with(self) -> str:
        figure = f": {_number(self.peer_value)} {self.unit}" if self.peer_value else ""
        return f"{self.peer}{figure}"


def table(measurements: Iterable[Measurement]) -> str:
    """Return the table of one run, with ratios first, because they hold on other machines too."""
    rows = [("measured", "ratio", "figure", "compared with")]
    rows += [(each.what, each.ratio, each.figure, each.compared_with) for each in measurements]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        f"{what:<{widths[0]}}  {ratio:>{widths[1]}}  {figure:>{widths[2]}}  {compared}".rstrip()
        for what, ratio, figure, compared in rows
    ]
    return "\n".join(lines) + "\n"


def side_by_side(runs: Sequence[tuple[object, Iterable[Measurement]]]) -> str:
    """Return a table with a column for each run, whose header is `str(run)`; missing figures are left empty."""
    figures = [{each.what: each.figure for each in found} for _, found in runs]
    names = dict.fromkeys(what for found in figures for what in found)
    rows = [("measured", *(str(run) for run, _ in runs))]
    rows += [(what, *(found.get(what, "") for found in figures)) for what in names]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    aligned = (
        [what.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
        for what, *cells in rows
    )
    return "".join("  ".join(cells).rstrip() + "\n" for cells in aligned)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def median_seconds(work: Callable[[], object], runs: int) -> float:
    return median(seconds(work) for _ in range(runs))


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def in_child(work: Callable[[], T]) -> T:
    """Return the result of `work`, run in a new forked process, so that no other work affects its memory and caches."""
    # A connection must not be shared with a child.
    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(work).result()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
