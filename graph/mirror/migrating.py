"""Hold a lock while migrations run, and list migrations that are unapplied or unknown.

The lock belongs to the process: when the process ends, for whatever reason, PostgreSQL frees it, or the operating
system does for the lock file of SQLite. So triggers are never installed during a migration, which would break on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from fasteners import InterProcessLock

KEY = 0x6163636F7264  # "accord" in ASCII

_held: Any = None
"""The lock that this process holds while it runs migrations, or None."""


class _DatabaseLock:
    """An advisory lock of PostgreSQL, which ends with the session."""

    def acquire(self, blocking: bool = True) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {'pg_advisory_lock' if blocking else 'pg_try_advisory_lock'}(%s)", [KEY])
            return blocking or bool(cursor.fetchone()[0])

    def release(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])


class _NoLock:
    """No lock, for a database in memory: it belongs to one process."""

    def acquire(self, blocking: bool = True) -> bool:
        return True

    def release(self) -> None:
        pass


def begin() -> None:
    """Wait until no repair runs, and prevent repairs until `end` or the end of this process."""
    global _held
    if _held is None:
        _held = _lock()
        _held.acquire()


def end() -> None:
    """Allow repairs again."""
    global _held
    if _held is not None:
        _held.release()
        _held = None


@contextmanager
def kept_away() -> Iterator[bool]:
    """Keep migrations from beginning while the block runs; yields False where another process is migrating."""
    if _held is not None:
        yield True
        return
    lock = _lock()
    free = lock.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            lock.release()


def unapplied() -> list[str]:
    """Return the names of migrations that this code has and the database lacks."""
    executor = MigrationExecutor(connection)
    return [f"{each.app_label}.{each.name}" for each, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def unknown() -> list[str]:
    """Return the names of migrations that the database has and this code lacks: another release applied them."""
    loader = MigrationExecutor(connection).loader
    replaced = {name for migration in loader.replacements.values() for name in migration.replaces}
    known = {*loader.disk_migrations, *loader.replacements, *replaced}
    applied = MigrationRecorder(connection).applied_migrations()
    return [".".join(each) for each in applied if each not in known and each[0] in loader.migrated_apps]


def _lock() -> Any:
    if connection.vendor == "postgresql":
        return _DatabaseLock()
    database: Any = connection
    name = database.settings_dict["NAME"]
    return _NoLock() if database.is_in_memory_db() else InterProcessLock(f"{name}.migrating")
