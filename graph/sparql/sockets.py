"""Give the Unix socket of the query server an address that is short enough, however long its path is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 100
"""The number of bytes that every kernel allows in a socket's address (108 on Linux, 104 elsewhere)."""


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
