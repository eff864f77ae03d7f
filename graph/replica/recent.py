"""Keep what was read last in memory, up to a size, so that what many readers ask for is made once."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key. The oldest are dropped when all together are larger than `most`, in the caller's unit."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[K, tuple[V, int]] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        held = self._held.get(key)
        return held[0] if held else None

    def add(self, key: K, value: V, size: int) -> None:
        with self._lock:
            if key in self._held or size > self._most:
                return
            self._held[key] = value, size
            self._size += size
            while self._size > self._most:
                _, gone = self._held.pop(next(iter(self._held)))
                self._size -= gone
