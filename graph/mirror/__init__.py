"""Keep the journal exactly equal to what the tables of the database say.

Input: marks, which one drain at a time settles by reading `facts`, making a `decision` and `writing` it. Output: the
journal, the state row that readers check before every answer, and the functions that verify, mend and rebuild it.
"""

from graph.mirror.availability import FOR_READERS, UNREADABLE, Unavailable
from graph.mirror.compaction import compact
from graph.mirror.consequences import of_restricting
from graph.mirror.draining import (
    CHUNK,
    drain,
    drain_backlog,
    drain_completely,
    ensure_fresh,
    exclusive,
    freshness,
    try_failures_again,
)
from graph.mirror.mending import Rounds, mend
from graph.mirror.prefetch import Ahead
from graph.mirror.rebuilding import declarations_changed, rebuild
from graph.mirror.rehearsal import Rehearsal, Unpublishable, rehearse
from graph.mirror.state import fingerprint, require_same_base_iri
from graph.mirror.verification import Difference, stored_differences

__all__ = [
    "Ahead",
    "CHUNK",
    "Difference",
    "FOR_READERS",
    "Rehearsal",
    "Rounds",
    "UNREADABLE",
    "Unavailable",
    "Unpublishable",
    "compact",
    "declarations_changed",
    "drain",
    "drain_backlog",
    "drain_completely",
    "ensure_fresh",
    "exclusive",
    "fingerprint",
    "freshness",
    "mend",
    "of_restricting",
    "rebuild",
    "rehearse",
    "require_same_base_iri",
    "stored_differences",
    "try_failures_again",
]
