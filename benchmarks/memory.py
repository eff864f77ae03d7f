"""Memory of this process, total and private, as Linux counts it."""

from pathlib import Path

_ROLLUP = Path("/proc/self/smaps_rollup")
IS_KNOWN = _ROLLUP.exists()


def resident() -> float:
    """Return the megabytes in memory, including shared memory."""
    return _megabytes("Rss")


def private() -> float:
    """Return the megabytes that this process shares with no other, such as its parent."""
    return _megabytes("Private_Clean") + _megabytes("Private_Dirty")


def _megabytes(name: str) -> float:
    lines = (line.split() for line in _ROLLUP.read_text().splitlines())
    return next(int(words[1]) for words in lines if words[0] == f"{name}:") / 1024
