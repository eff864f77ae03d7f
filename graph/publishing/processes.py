"""What the servers beside the web share: a lock, an address for the socket that is short enough, and when to stop."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from fasteners import InterProcessLock

LONGEST = 100
"""The number of bytes that every kernel allows in a socket's address (108 on Linux, 104 elsewhere)."""


@contextmanager
def only_server(path: Path, refusal: str) -> Iterator[None]:
    """Hold the lock of the server that listens at a path. Raise CommandError with the refusal if another one does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = InterProcessLock(path.with_name(f"{path.name}.lock"))
    if not lock.acquire(blocking=False):
        raise CommandError(refusal)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """Yield an address for bind or connect. If the path is too long, go through its open folder in /proc (Linux)."""
    if len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def asked_to_stop() -> Callable[[], bool]:
    """Return a function that tells whether a signal came or the parent process has ended.

    A parent that is killed sends no signal, so the function also compares the parent's process id.
    """
    stop, parent = threading.Event(), os.getppid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return lambda: stop.is_set() or os.getppid() != parent
