"""Counts that no reader should wait for: kept in memory, and written at most once a minute."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from time import monotonic
from typing import Generic, TypeVar

from django.db import DatabaseError, DataError, IntegrityError, transaction

logger = logging.getLogger(__name__)

WRITE_EVERY_SECONDS = 60

R = TypeVar("R", bound=Hashable)


class Tally(Generic[R]):
    """Amounts by name for each row, given to `add` when they are due.

    Amounts that the database cannot take now stay counted. The code that makes a tally must write it when the process
    ends, as at each new version.
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
        """Give all amounts to `add`. If the database fails, keep the amounts that are not yet written."""
        with self._lock:
            counts, self._counts = self._counts, {}
            self._written = monotonic()
        for row in list(counts):
            try:
                self._write(row, counts[row])
            except DatabaseError:
                logger.exception("The database takes no counts now: they stay counted.")
                break
            del counts[row]
        for row, amounts in counts.items():
            self.count(row, **amounts)

    def _write(self, row: R, amounts: Mapping[str, int]) -> None:
        """Write the amounts of a row in its own transaction: only the commit reveals that a key has been deleted."""
        try:
            with transaction.atomic():
                self._add(row, amounts)
        except (DataError, IntegrityError):
            logger.exception("The counts of %s cannot be written and are dropped.", row)
