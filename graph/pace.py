"""How much a long job does in one transaction: what takes a fraction of a second on this machine, however slow or busy.

SQLite has one write lock, and whoever holds it for long keeps editors and readers waiting.
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
"""Seconds for one transaction: half of what is allowed, since not everything takes equally long."""
FIRST, FEWEST = 20, 5


class Pace:
    """`size` is how many may be done next, from how long the last ones took.

    `most` is for work whose items differ: so many may follow that take longer than those before them. `breaks` are made
    between the chunks unless the work gives way by itself.
    """

    def __init__(self, most: int, breaks: bool = True) -> None:
        self.most = most
        self.breaks = breaks
        self.size = min(FIRST, most)

    def chunks(self, items: Sequence[T]) -> Iterator[list[T]]:
        """Each is to be done, in a transaction of its own, before the next is asked for."""
        done = 0
        while done < len(items):
            chunk = list(items[done : done + self.size])
            began = time.perf_counter()
            with collector_off():
                yield chunk
            if gc.isenabled():
                # Of what instances leave behind in cycles, only what is young.
                gc.collect(0)
            self.took(len(chunk), time.perf_counter() - began)
            done += len(chunk)

    def took(self, count: int, seconds: float) -> None:
        """Slower at once, faster by and by; and others have their turn."""
        possible = int(count * AIM / max(seconds, 0.001))
        self.size = max(FEWEST, min(self.most, possible, 2 * self.size))
        if self.breaks:
            give_way()


def give_way(gone_by: float = 0) -> None:
    """Between the transactions of a long job: let those who wait for SQLite's write lock have it.

    They have no queue but look every tenth of a second; one transaction right after the other would starve them.
    `gone_by` are seconds that have passed since the last one.
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
