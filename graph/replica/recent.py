"""Keep the long texts that were read last in memory, so that lists which many readers ask for need no query."""

from __future__ import annotations

import threading
from typing import Any

Texts = dict[str, dict[str, Any]]
"""Long texts by node id and field."""

MOST = 8_000_000
"""Characters of JSON that one process keeps: some 20 MB of memory, or the texts of some 2 000 pages."""


class RecentTexts:
    """Long texts by the number of their change, which never has other ones; the oldest go when there are too many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._texts: dict[int, tuple[Texts, int]] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, change: int) -> Texts | None:
        held = self._texts.get(change)
        return held[0] if held else None

    def add(self, change: int, texts: Texts, size: int) -> None:
        """Keep the texts of a change, whose JSON has `size` characters."""
        with self._lock:
            if change in self._texts or size > self._most:
                return
            self._texts[change] = texts, size
            self._size += size
            while self._size > self._most:
                _, gone = self._texts.pop(next(iter(self._texts)))
                self._size -= gone
