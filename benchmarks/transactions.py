"""Times for which transactions hold SQLite's write lock, and for which another writer waits for it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any
from unittest.mock import patch

from django.db import connection, connections, transaction

PAUSE = 0.02


@contextmanager
def held() -> Iterator[list[float]]:
    """Collect the seconds for which each transaction of this thread holds the lock, from BEGIN IMMEDIATE to COMMIT."""
    durations: list[float] = []
    start = 0.0

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal start
        result = run(sql, params, many, context)
        if sql.startswith("BEGIN"):
            start = perf_counter()
        return result

    def commit() -> None:
        committed()
        durations.append(perf_counter() - start)

    default = connections["default"]
    committed = default.commit
    with connection.execute_wrapper(execute), patch.object(default, "commit", commit):
        yield durations


class OtherWriter(threading.Thread):
    """A thread that writes all the time, as a busy editor; `waits` are the seconds until each transaction begins."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.waits: list[float] = []
        self._stop_asked = threading.Event()

    def __enter__(self) -> "OtherWriter":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop_asked.set()
        self.join()

    def run(self) -> None:
        while not self._stop_asked.is_set():
            start = perf_counter()
            with transaction.atomic():
                self.waits.append(perf_counter() - start)
            time.sleep(PAUSE)
        connection.close()
