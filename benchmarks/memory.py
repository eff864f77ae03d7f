"""How much memory this process has, and how much of it is its own, as Linux counts."""

from pathlib import Path

_ROLLUP = Path("/proc/self/smaps_rollup")
IS_KNOWN = _ROLLUP.exists()


def resident() -> float:
    """Megabytes in memory, shared ones included."""
    return _megabytes("Rss")


def private() -> float:
    """Megabytes that a forked process does not share with its parent any more."""
    return _megabytes("Private_Clean") + _megabytes("Private_Dirty")


def _megabytes(name: str) -> float:
    lines = (line.split() for line in _ROLLUP.read_text().splitlines())
    return next(int(words[1]) for words in lines if words[0] == f"{name}:") / 1024
