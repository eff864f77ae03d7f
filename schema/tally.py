"""Counts that a reader should not wait for: kept in memory, and written at most once a minute."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from time import monotonic
from typing import Generic, TypeVar

from django.db import DatabaseError, transaction

logger = logging.getLogger(__name__)

WRITE_EVERY_SECONDS = 60

R = TypeVar("R", bound=Hashable)


class Tally(Generic[R]):
    """Amounts by name for each row, given to `add` when it is time. What could not be written stays counted.

    Whoever makes one writes it when the process ends, as at each new version.
    """

    def __init__(self, add: Callable[[R, Mapping[str, int]], None]) -> None:
        self._add = add
        self._counts: dict[R, Counter[str]] = {}
        self._written = monotonic()
        self._lock = threading.Lock()

    def __contains__(self, row: R) -> bool:
        return row in self._counts

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, row: R, **amounts: int) -> None:
        with self._lock:
            self._counts.setdefault(row, Counter()).update(amounts)

    def write_when_due(self) -> None:
        if self._counts and monotonic() - self._written >= WRITE_EVERY_SECONDS:
            self.write()

    def write(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, {}
            self._written = monotonic()
        if not counts:
            return
        try:
            with transaction.atomic():
                for row, amounts in counts.items():
                    self._add(row, amounts)
        except DatabaseError:
            logger.exception("What was counted could not be written: it stays counted.")
            for row, amounts in counts.items():
                self.count(row, **amounts)
