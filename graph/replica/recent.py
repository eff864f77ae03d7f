"""Keep what was made last in memory, up to a size, so that what many readers ask for is made once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key. The oldest are dropped when all together are larger than `most`, in the caller's unit.

    A key must not refer to anything large: only the given sizes are counted.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[K, tuple[V, int]] = {}
        self._lock = threading.Lock()
        self.size = 0

    def get(self, key: K) -> V | None:
        held = self._held.get(key)
        return held[0] if held else None

    def add(self, key: K, value: V, size: int) -> None:
        """Keep a value as the newest, in place of the one that its key had."""
        with self._lock:
            if key in self._held:
                self._drop(key)
            if size > self._most:
                return
            self._held[key] = value, size
            self.size += size
            while self.size > self._most:
                self._drop(next(iter(self._held)))

    def once(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, made and kept with size 1 if there is none."""
        value = self.get(key)
        if value is None:
            value = make()
            self.add(key, value, 1)
        return value

    def _drop(self, key: K) -> None:
        _, size = self._held.pop(key)
        self.size -= size
