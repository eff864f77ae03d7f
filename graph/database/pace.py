"""Limit the transactions of a long job to a fraction of a second, however slow or busy the machine is.

SQLite has one write lock: a transaction that holds it for long makes editors and readers wait.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

T = TypeVar("T")

AIM = 0.5
"""The intended seconds per transaction: half of what is allowed, since items do not take equally long."""
FIRST, FEWEST = 20, 5


class Pace:
    """The size of the chunks of a job, adapted to the time that the last chunks took.

    `size` is the number of items in the next chunk. `most` limits it for items that differ, as the next ones may take
    longer than the last. `breaks` are made between the chunks; set it to False for work that gives way by itself.
    """

    def __init__(self, most: int, breaks: bool = True) -> None:
        self.most = most
        self.breaks = breaks
        self.size = min(FIRST, most)

    def chunks(self, items: Sequence[T]) -> Iterator[list[T]]:
        """Yield chunks of the items; the caller settles each in a transaction of its own before the next is yielded."""
        done = 0
        while done < len(items):
            chunk = list(items[done : done + self.size])
            began = time.perf_counter()
            with collector_off():
                yield chunk
            if gc.isenabled():
                # Only the youngest generation: a collection of the whole heap would take too long.
                gc.collect(0)
            self.took(len(chunk), time.perf_counter() - began)
            done += len(chunk)

    def took(self, count: int, seconds: float) -> None:
        """Adapt `size` to the time of the last chunk: shrink it at once, at most double it; then give way."""
        possible = int(count * AIM / max(seconds, 0.001))
        self.size = max(FEWEST, min(self.most, possible, 2 * self.size))
        if self.breaks:
            give_way()


def give_way(gone_by: float = 0) -> None:
    """Sleep between the transactions of a long job, so that other processes get SQLite's write lock.

    They have no queue but try every tenth of a second; transactions without a pause would starve them.
    `gone_by` is the number of seconds that have passed since the last transaction.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(max(0, 0.11 - gone_by))


@contextmanager
def collector_off() -> Iterator[None]:
    """Disable Python's cyclic garbage collector: scanning a large heap again and again doubles the run time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
