"""The proof that the triggers are in place, kept by each process and renewed before it can be out of date.

SQLite counts the changes of its schema, and the freshness query reads that number: another number, and the triggers
are compared before anybody gets an answer. PostgreSQL counts nothing that everybody may read (event triggers need a
superuser), so there each process compares them once a second.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from itertools import islice

from graph.declarations import registry
from graph.marks import triggers

SECONDS = 1.0
"""How long triggers that somebody drops on PostgreSQL may stay unnoticed."""

_proven: tuple[Hashable, ...] = ()
_proven_at = 0.0


def problem(schema_version: int | None) -> str:
    """Return what is wrong with the triggers, or nothing."""
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
    """Compare the triggers again before the next answer."""
    global _proven
    _proven = ()
