"""The Unix socket at which the query server listens, however long the path to it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 100
"""Bytes that every kernel allows in a socket's address (108 on Linux, 104 elsewhere)."""


@contextmanager
def reachable(path: Path) -> Iterator[str]:
    """An address for bind or connect. Where the path is too long, one that goes through its open folder (Linux)."""
    if len(os.fsencode(path)) <= LONGEST:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
