"""Numbers that a process shares with all that are forked from it, such as gunicorn's workers: no server is needed.

Made before the fork, the memory is one and the same in every worker. Its lock is one of the kernel's, which ends with
the process that holds it: a worker that is killed leaves nothing locked.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b

SLOT = struct.Struct("<Qdd")
"""A bucket: the digest of its key, its level, and when that was."""
WAYS = 8
GROUPS = 4096
"""Buckets whose keys fall into one group share its slots; 32,768 clients take 800 kB."""
BUCKETS = struct.Struct("<" + "Qdd" * WAYS)

HOLDER = struct.Struct("<QQQ")
"""A place: the digest of its kind, that of the client, and the process."""
HOLDERS = 128
START = GROUPS * BUCKETS.size


@dataclass(frozen=True)
class Rate:
    """A bucket that holds so much and loses so much a second."""

    capacity: float
    per_second: float


class SharedMemory:
    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, START + HOLDERS * HOLDER.size)
        # Closing it would give up the lock of the whole process, so it stays open.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._threads = threading.Lock()
        self._secret = os.urandom(16)

    def digest(self, key: str) -> int:
        """Return the number that a key stands under, which nobody can aim at from outside; never 0."""
        return int.from_bytes(blake2b(key.encode(), digest_size=8, key=self._secret).digest(), "little") or 1

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def pour(self, key: str, amount: float, rate: Rate, now: float, *, beyond: bool) -> tuple[bool, float]:
        """Add an amount to a bucket if it fits, or in any case; return if it was added, and the level after it."""
        digest = self.digest(key)
        start = digest % GROUPS * BUCKETS.size
        with self._alone():
            place, level = self._slot(start, digest, now, rate)
            fits = level + amount <= rate.capacity
            if (fits or beyond) and amount:
                level = max(0.0, level + amount)
                SLOT.pack_into(self._memory, place, digest, level, now)
        return fits or beyond, level

    def _slot(self, start: int, digest: int, now: float, rate: Rate) -> tuple[int, float]:
        """Return where a bucket stands and its level now; a new one takes the place of the one that has been quiet
        for longest."""
        numbers = BUCKETS.unpack_from(self._memory, start)
        keys, times = numbers[::3], numbers[2::3]
        if digest in keys:
            found = keys.index(digest)
            level = numbers[found * 3 + 1] - (now - times[found]) * rate.per_second
            return start + found * SLOT.size, max(0.0, level)
        oldest = min(range(WAYS), key=times.__getitem__)
        return start + oldest * SLOT.size, 0.0

    def hold(self, kind: str, client: str, places: int, share: int) -> tuple[int | None, bool]:
        """Take one of the places of a kind; return its number, or none, and if the client's own share is taken.

        A client that has one already gets another one only while more than half are free: so a few that want all of
        them leave some for the others.
        """
        kind_digest, client_digest = self.digest(kind), self.digest(client)
        with self._alone():
            clients = [self._read(slot)[1] for slot in range(HOLDERS) if self._is_held(slot, kind_digest)]
            own, left = clients.count(client_digest), places - len(clients)
            is_own = own > 0 and (own >= share or left * 2 <= places) and share < places
            free = next((slot for slot in range(HOLDERS) if not self._read(slot)[2]), None)
            if is_own or left <= 0 or free is None:
                return None, is_own
            HOLDER.pack_into(self._memory, START + free * HOLDER.size, kind_digest, client_digest, os.getpid())
            return free, False

    def release(self, slot: int) -> None:
        with self._alone():
            self._clear(slot)

    def _is_held(self, slot: int, kind: int) -> bool:
        """Tell if a place is of this kind and its process still lives; frees it otherwise."""
        found, _, process = self._read(slot)
        if not process or found != kind:
            return False
        with suppress(PermissionError):
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                self._clear(slot)
                return False
        return True

    def _read(self, slot: int) -> tuple[int, int, int]:
        kind, client, process = HOLDER.unpack_from(self._memory, START + slot * HOLDER.size)
        return kind, client, process

    def _clear(self, slot: int) -> None:
        HOLDER.pack_into(self._memory, START + slot * HOLDER.size, 0, 0, 0)

    def forget(self) -> None:
        """Begin anew: every bucket empty, every place free."""
        with self._alone():
            self._memory[:] = bytes(len(self._memory))


shared = SharedMemory()
