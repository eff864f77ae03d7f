"""Install, drop and check the database triggers that write pending marks.

Triggers miss no change, whichever client makes it, and a rollback removes its marks. The name of a trigger ends in a
digest of its text, so its name alone shows whether it is up to date. Triggers are dropped before migrations and
installed after them, because table rebuilds on SQLite and renamed columns on PostgreSQL would break on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from graph.declarations import Registry, registry
from graph.marks.watches import Watch, watches
from graph.models import PendingMark

Scope = PendingMark.Scope
PREFIX = "graph_mark"
MARKS = PendingMark._meta.db_table
EVENTS = {
    "sqlite": ("insert", "update", "delete"),
    "postgresql": ("insert", "update", "delete", "truncate"),
}
INSTALLED = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    # The parts of a definition rather than its text, in which PostgreSQL quotes names only where it must.
    "postgresql": (
        "SELECT tgname, relname, tgtype, tgenabled::text, coalesce(tgoldtable, ''), coalesce(tgnewtable, ''), "
        "tgqual IS NULL, proname, prosrc FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal AND pg_table_is_visible(pg_class.oid)"
    ),
}
KINDS = {"insert": 4, "delete": 8, "update": 16, "truncate": 32}
"""`tgtype` of PostgreSQL's AFTER … FOR EACH STATEMENT triggers by kind of statement (pg_trigger.h)."""
ENABLED = "O"
Stored = tuple[Any, ...]
Build = Callable[[Watch, str, str], tuple[tuple[str, ...], Stored]]
"""A function that takes a watch, an event and a name, and returns the statements that install a trigger and the row
that `INSTALLED` then returns for it, without the name."""


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    statements: tuple[str, ...]
    stored: Stored
    """The row that `INSTALLED` returns for the trigger once it is installed, without the name."""


def expected() -> dict[str, Trigger]:
    """Return the triggers that the declarations ask for, by name."""
    return _expected(registry(), connection.vendor)


def digest() -> str:
    """Return a digest of the expected triggers, which differs for other declarations, see `State.marking`."""
    return hashlib.sha256("\n".join(sorted(expected())).encode()).hexdigest()


def installed() -> dict[str, Stored]:
    """Return the definitions of Accord's installed triggers by name; the first value of each is the table."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return {name: tuple(stored) for name, *stored in cursor.fetchall() if name.startswith(PREFIX)}


def drop() -> None:
    """Drop all triggers whose name begins with `PREFIX`."""
    _drop(installed())


def install() -> None:
    """Install missing triggers, and drop or replace those that are unexpected or were altered."""
    wanted, present = expected(), installed()
    right = {name for name, stored in present.items() if name in wanted and wanted[name].stored == stored}
    _drop({name: stored for name, stored in present.items() if name not in right})
    with connection.cursor() as cursor:
        for name in wanted.keys() - right:
            for statement in wanted[name].statements:
                cursor.execute(statement)


def problems() -> Iterator[str]:
    """Yield the differences between the expected and the installed triggers, in words."""
    wanted, present = expected(), installed()
    for name in sorted(wanted.keys() - present.keys()):
        yield f"The trigger {name} is missing."
    for name in sorted(present.keys() - wanted.keys()):
        yield f"The trigger {name} is out of date."
    for name in sorted(wanted.keys() & present.keys()):
        if present[name] != wanted[name].stored:
            yield f"The trigger {name} was altered or switched off."


def _drop(names: Mapping[str, Stored]) -> None:
    with connection.cursor() as cursor:
        for name, (table, *_) in names.items():
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')
            else:
                cursor.execute(f'DROP TRIGGER "{name}"')


@lru_cache(maxsize=1)
def _expected(declared: Registry, vendor: str) -> dict[str, Trigger]:
    build = _postgresql if vendor == "postgresql" else _sqlite
    made = (_named(watch, event, build) for watch in watches() for event in EVENTS[vendor] if watch.only in ("", event))
    return {trigger.name: trigger for trigger in made}


def _named(watch: Watch, event: str, build: Build) -> Trigger:
    statements, _ = build(watch, event, "")
    of_text = hashlib.sha256("".join(statements).encode()).hexdigest()[:10]
    name = f"{PREFIX}_{watch.table[:20]}_{watch.scope}_{event}_{of_text}"
    return Trigger(name, watch.table, *build(watch, event, name))


def _sqlite(watch: Watch, event: str, name: str) -> tuple[tuple[str, ...], Stored]:
    rows = {"insert": ["NEW"], "delete": ["OLD"], "update": ["OLD", "NEW"]}[event]
    conditions = []
    if event == "update":
        changed = (f'OLD."{column}" IS NOT NEW."{column}"' for column in (*watch.columns, watch.key))
        conditions.append(f"({' OR '.join(dict.fromkeys(changed))})")
    if watch.live:
        live = (f'{row}."{watch.live}"' for row in rows)
        conditions.append(f"({' OR '.join(live)})")
    when = f"WHEN {' AND '.join(conditions)}" if conditions else ""
    keys = " UNION ".join(f'SELECT {row}."{watch.key}" AS key' for row in rows)
    statement = (
        f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{watch.table}" FOR EACH ROW {when} BEGIN '
        f"INSERT INTO {MARKS} (scope, model, key, txid, error) "
        f"SELECT '{watch.scope}', '{watch.model}', key, 0, '' FROM ({keys}); END"
    )
    return (statement,), (watch.table, statement)


def _postgresql(watch: Watch, event: str, name: str) -> tuple[tuple[str, ...], Stored]:
    """Build a trigger for PostgreSQL, which runs once per statement.

    With transition tables, a move of 10 000 pages costs a third more; with a trigger per row it costs double. Columns
    are compared in the function, because WHEN or UPDATE OF would block ALTER TYPE and DROP COLUMN.
    """
    old = "old_rows" if event in ("delete", "update") else ""
    new = "new_rows" if event in ("insert", "update") else ""
    tables = " ".join(f"{kind} TABLE AS {rows}" for kind, rows in (("OLD", old), ("NEW", new)) if rows)
    referencing = f"REFERENCING {tables}" if tables else ""
    body = (
        f" BEGIN INSERT INTO {MARKS} (scope, model, key, txid, error) "
        f"SELECT DISTINCT scope, '{watch.model}', key::text, pg_current_xact_id()::text::bigint, '' "
        f"FROM ({_changed_keys(watch, event)}) AS changed WHERE key IS NOT NULL; "
        f"RETURN NULL; END "
    )
    statements = (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $${body}$$',
        f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{watch.table}" {referencing} '
        f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
    )
    return statements, (watch.table, KINDS[event], ENABLED, old, new, True, name, body)


def _changed_keys(watch: Watch, event: str) -> str:
    if event == "truncate":
        return f"SELECT '{Scope.EVERYTHING}' AS scope, '' AS key"
    if event != "update":
        rows = "new_rows" if event == "insert" else "old_rows"
        where = f'WHERE "{watch.live}"' if watch.live else ""
        return f"SELECT '{watch.scope}' AS scope, \"{watch.key}\" AS key FROM {rows} {where}"
    old, new = (", ".join(f'{row}."{column}"' for column in (*watch.columns, watch.key)) for row in ("o", "n"))
    live = f'AND (o."{watch.live}" OR n."{watch.live}")' if watch.live else ""
    return (
        f"SELECT '{watch.scope}' AS scope, "
        f'unnest(ARRAY[o."{watch.key}", n."{watch.key}"]) AS key FROM old_rows o '
        f'FULL JOIN new_rows n ON o."{watch.primary}" = n."{watch.primary}" '
        f"WHERE (({old}) IS DISTINCT FROM ({new})) {live}"
    )
