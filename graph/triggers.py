"""Database triggers that write pending marks: no change is missed, whoever made it, and none outlives a rollback.

The name of a trigger ends in a digest of its text, so the database itself says whether they are up to date.
They are dropped before migrations and installed after them: in between, table rebuilds on SQLite and renamed
columns on PostgreSQL would break on them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from graph.models import PendingMark
from graph.watches import Watch, watches

Scope = PendingMark.Scope
PREFIX = "graph_mark"
MARKS = PendingMark._meta.db_table
EVENTS = {
    "sqlite": ("insert", "update", "delete"),
    "postgresql": ("insert", "update", "delete", "truncate"),
}


@dataclass(frozen=True)
class Trigger:
    name: str
    table: str
    statements: tuple[str, ...]


def expected() -> dict[str, Trigger]:
    """The triggers that the declarations ask for, by name."""
    build = _postgresql if connection.vendor == "postgresql" else _sqlite
    made = (
        _named(watch, event, build)
        for watch in watches()
        for event in EVENTS[connection.vendor]
        if watch.only in ("", event)
    )
    return {trigger.name: trigger for trigger in made}


def installed() -> dict[str, str]:
    """The triggers that are in the database: name and table."""
    sql = (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def drop() -> None:
    with connection.cursor() as cursor:
        for name, table in installed().items():
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')
            else:
                cursor.execute(f'DROP TRIGGER "{name}"')


def install() -> None:
    """Make the database have exactly the expected triggers."""
    wanted = expected()
    if set(installed()) == set(wanted):
        return
    drop()
    with connection.cursor() as cursor:
        for trigger in wanted.values():
            for statement in trigger.statements:
                cursor.execute(statement)


def problems() -> Iterator[str]:
    """Differences between the expected and the installed triggers, in words."""
    wanted, present = set(expected()), set(installed())
    for name in sorted(wanted - present):
        yield f"The trigger {name} is missing."
    for name in sorted(present - wanted):
        yield f"The trigger {name} is out of date."


def _named(watch: Watch, event: str, build: Callable[[Watch, str, str], tuple[str, ...]]) -> Trigger:
    text = "".join(build(watch, event, ""))
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    name = f"{PREFIX}_{watch.table[:20]}_{watch.scope}_{event}_{digest}"
    return Trigger(name, watch.table, build(watch, event, name))


def _sqlite(watch: Watch, event: str, name: str) -> tuple[str, ...]:
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
    return (
        f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{watch.table}" FOR EACH ROW {when} BEGIN '
        f"INSERT INTO {MARKS} (scope, model, key, txid, error) "
        f"SELECT '{watch.scope}', '{watch.model}', key, 0, '' FROM ({keys}); END",
    )


def _postgresql(watch: Watch, event: str, name: str) -> tuple[str, ...]:
    """One trigger per statement with transition tables: a move of 10 000 pages costs a third more, not double.

    Columns are compared in the function: a WHEN or UPDATE OF would block ALTER TYPE and DROP COLUMN.
    """
    tables = {
        "insert": "REFERENCING NEW TABLE AS new_rows",
        "delete": "REFERENCING OLD TABLE AS old_rows",
        "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "truncate": "",
    }[event]
    return (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"INSERT INTO {MARKS} (scope, model, key, txid, error) "
        f"SELECT DISTINCT scope, '{watch.model}', key::text, pg_current_xact_id()::text::bigint, '' "
        f"FROM ({_changed_keys(watch, event)}) AS changed WHERE key IS NOT NULL; "
        f"RETURN NULL; END $$",
        f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{watch.table}" {tables} '
        f'FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
    )


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
