"""Check that the triggers are installed, and remember in each process that they were.

SQLite counts the changes of its schema, and the freshness query reads that number: when it differs, the triggers are
compared before readers get an answer. PostgreSQL has no such counter that every user may read (event triggers need a
superuser), so there each process compares the triggers once a second.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from itertools import islice

from graph.declarations import registry
from graph.marks import triggers

SECONDS = 1.0
"""Maximum time in which dropped triggers may stay unnoticed on PostgreSQL."""

_proven: tuple[Hashable, ...] = ()
_proven_at = 0.0


def problem(schema_version: int | None) -> str:
    """Return what is wrong with the triggers and what repairs it, or an empty string."""
    global _proven, _proven_at
    now, wanted = time.monotonic(), (schema_version, registry())
    if wanted == _proven and (schema_version is not None or now - _proven_at < SECONDS):
        return ""
    if found := list(islice(triggers.problems(), 3)):
        _proven = ()
        return " ".join([*found, "The worker and every start of the web repair this."])
    _proven, _proven_at = wanted, now
    return ""


def forget() -> None:
    """Make the next call of `problem` compare the triggers again."""
    global _proven
    _proven = ()
