"""Sort statements, and compute the difference between two sorted lists of statements, in bounded memory.

A statement is a line of N-Quads with its line break. Equal lists of statements are equal files, and a difference is
two files: `this = previous - removed + added`.
"""

from __future__ import annotations

import gzip
import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

RUN = 200_000
"""Statements that are sorted in memory: some 50 MB."""

Line = bytes


def in_order(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines in the order of their bytes; runs of them are sorted on disk and merged."""
    remaining = iter(lines)
    with ExitStack() as held:
        runs = []
        while run := sorted(islice(remaining, RUN)):
            file = held.enter_context(TemporaryFile())
            file.writelines(run)
            file.seek(0)
            runs.append(file)
        yield from heapq.merge(*runs)


def difference(before: Iterable[Line], after: Iterable[Line]) -> Iterator[tuple[bool, Line]]:
    """Yield the lines that only one of two sorted lists has; with True, that list is `after`."""
    old, new = iter(before), iter(after)
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(old, None), next(new, None)
        elif right is None or (left is not None and left < right):
            yield False, left or b""
            left = next(old, None)
        else:
            yield True, right
            right = next(new, None)


def applied(before: Iterable[Line], removed: Iterable[Line], added: Iterable[Line]) -> Iterator[Line]:
    """Yield a sorted list of lines after a difference. Raises ValueError if the difference is not one of this list."""
    yield from heapq.merge(_without(before, removed), added)


def _without(lines: Iterable[Line], removed: Iterable[Line]) -> Iterator[Line]:
    for only_removed, line in difference(lines, removed):
        if only_removed:
            raise ValueError(f"The difference removes what is not there: {line.decode()}")
        yield line


@contextmanager
def unpacked(path: Path) -> Iterator[Iterator[Line]]:
    """Yield the lines of a packed file."""
    with gzip.open(path, "rb") as file:
        yield iter(file)


@contextmanager
def packing(output: IO[bytes]) -> Iterator[gzip.GzipFile]:
    """Yield a file that packs what is written to it, without name and time, so that equal content is equal bytes."""
    with gzip.GzipFile("", "wb", fileobj=output, mtime=0) as file:
        yield file
