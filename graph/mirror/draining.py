"""Drain pending marks: describe the resources that they concern and write the descriptions to the journal.

Only one drain runs at a time, and only drains write the journal, so change numbers become visible in order. A mark
says only where to look; the values are read under the lock from one snapshot of the database.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.db import Error, connection, transaction
from django.utils import timezone

from graph.database import Pace
from graph.journal import Journal, followers
from graph.marks import (
    affected_by,
    backlog,
    discard,
    expired,
    forget_left,
    leave_to_worker,
    left_to_worker,
    pending_marks,
    retry_failures,
)
from graph.mirror import proof
from graph.mirror.availability import UNREADABLE, Unavailable
from graph.mirror.decision import Scope
from graph.mirror.facts import Reader
from graph.mirror.state import MISSING, load_state, problem, require_same_base_iri, settle_identity
from graph.mirror.writing import hide, settle
from graph.models import Change, PendingMark, State
from graph.visibility import PageRules, next_expiry

SMALL = 300
"""Maximum number of resources that are described before a reader gets its answer. Where there are more, only the
hidden resources are withdrawn and the rest is left to the worker. At about 2 ms a resource, a reader waits half a
second at most."""

CHUNK = 150
"""Maximum number of marks that the worker drains in one transaction, on a fast machine."""
_pace = Pace(CHUNK)


def ensure_fresh() -> State:
    """Drain pending marks, so that later reads show nothing hidden; returns the state row after the drain."""
    state, pending = freshness()
    if pending:
        drain()
        state, _ = freshness()
    return state


def freshness() -> tuple[State, bool]:
    """Return the state row and whether there is something to drain, by one query that runs before every answer.

    Raises `Unavailable` where the mirror cannot know whether it is correct.
    """
    try:
        rows = list(State.objects.raw(_freshness_sql()))
    except Error as error:
        raise Unavailable(UNREADABLE) from error
    if not rows:
        raise Unavailable(MISSING)
    (state,) = rows
    wrong = problem(state, state.newest or 0) or proof.problem(state.schema_version)  # type: ignore[attr-defined]
    if wrong:
        raise Unavailable(wrong)
    expired = state.next_expiry is not None and state.next_expiry <= timezone.now()
    return state, bool(state.pending) or expired  # type: ignore[attr-defined]


@cache
def _freshness_sql() -> str:
    marks, version = f"SELECT 1 FROM {PendingMark._meta.db_table} m WHERE", "NULL"
    if connection.vendor == "postgresql":
        # A horizon in the future comes from another server: the database was restored from its backup.
        ahead = "s.horizon > pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        pending = f"EXISTS({marks} m.txid >= s.horizon) OR {ahead}"
    else:
        pending = f"EXISTS({marks} m.txid >= 0)"
        version = "(SELECT schema_version FROM pragma_schema_version)"
    return (
        "SELECT id, sequence, epoch, next_expiry, horizon, fingerprint, base_iri, marking, verified_at, "
        f"(SELECT MAX(sequence) FROM {Change._meta.db_table}) AS newest, {version} AS schema_version, "
        f"{pending} AS pending FROM {State._meta.db_table} s"
    )


def drain(limit: int = SMALL) -> int:
    """Settle all pending marks; returns the number of changes written.

    Where more than `limit` resources are affected, only hidden resources are withdrawn, and the rest is left to the
    worker (`drain_backlog`). Resources that mention one that has appeared or disappeared are left to the worker too
    where there are more than `limit`.
    """
    with exclusive() as state:
        now = timezone.now()
        marks = pending_marks(state)
        affected = affected_by(marks) | expired(state, now)
        journal, reader = Journal(state, now), Reader(PageRules.at(now))
        if len(affected) > limit:
            later = hide(affected, reader, journal)
        else:
            later = settle(Scope.of_drain(affected, follows=limit), reader, journal)
        leave_to_worker(later)
        discard(marks.ids)
        state.next_expiry = next_expiry(now)
        state.save()
    return journal.written


def drain_backlog(limit: int | None = None) -> int:
    """Settle the next chunk of marks that are left to the worker; returns the number of marks taken.

    Without a limit, takes as many marks as can be settled in a fraction of a second.

    Resources that mention one that has appeared are settled later, once for all chunks. Otherwise, of a thousand
    pages that mention each other, every chunk would describe all others again.
    """
    began = time.perf_counter()
    with exclusive() as state:
        now = timezone.now()
        marks = backlog(limit or _pace.size)
        affected = affected_by(marks)
        later = settle(Scope.of_drain(affected, follows=0), Reader(PageRules.at(now)), Journal(state, now))
        discard(marks.ids)
        forget_left(affected)
        leave_to_worker(later - left_to_worker(later))
        state.save()
    if marks:
        _pace.took(len(marks), time.perf_counter() - began)
    return len(marks)


def try_failures_again() -> None:
    """Leave resources that could not be described to the worker again: the cause of the failure may be gone."""
    with exclusive():
        retry_failures()


def drain_completely() -> None:
    """Drain all marks, including those left to the worker; for commands and tests."""
    drain()
    while drain_backlog():
        pass


@contextmanager
def exclusive() -> Iterator[State]:
    """Open the transaction of the only drain, which locks the state row and sees one snapshot; yields that row.

    SQLite's IMMEDIATE transactions exclude each other. On PostgreSQL the lock must be the first statement of a
    REPEATABLE READ transaction: an advisory lock or SELECT FOR UPDATE would take the snapshot too early, and READ
    COMMITTED would journal a torn state. Inside a caller's transaction (tests), its snapshot is used. At the end, the
    followers of the journal take in the new changes.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql":
            isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; " if outermost else ""
            with connection.cursor() as cursor:
                cursor.execute(f"{isolation}LOCK TABLE {State._meta.db_table} IN EXCLUSIVE MODE")
        state = load_state()
        require_same_base_iri(state)
        settle_identity(state)
        before = state.sequence
        yield state
        for follower in followers():
            follower.follow(before)
