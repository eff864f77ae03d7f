"""Copy a whole database into a file and back, while others read and write it: SQLite and PostgreSQL."""

import gzip
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection

from cms.operations.backup.refusals import CannotBackUp

FILE_NAMES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}


@contextmanager
def dumped() -> Iterator[IO[bytes]]:
    """Yield an open file with everything that the database held at one moment."""
    with tempfile.TemporaryDirectory(prefix="accord-backup-") as folder:
        path = Path(folder) / "dump"
        if connection.vendor == "sqlite":
            _dump_sqlite(path)
        else:
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
        with path.open("rb") as content:
            yield content


def load(dump: IO[bytes]) -> None:
    """Put what a dump holds in the place of all that the database holds."""
    with tempfile.TemporaryDirectory(prefix="accord-backup-") as folder:
        path = Path(folder) / "dump"
        with path.open("wb") as copy:
            shutil.copyfileobj(dump, copy)
        if connection.vendor == "sqlite":
            _load_sqlite(path)
        else:
            _empty_postgresql()
            connection.close()
            _run("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={_name()}", str(path))
    connection.close()


def is_empty() -> bool:
    return "wagtailcore_page" not in connection.introspection.table_names()


def others() -> int:
    """Return the number of connections that other processes have to the database; SQLite does not tell."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


def _dump_sqlite(path: Path) -> None:
    plain = path.with_suffix(".sqlite3")
    with closing(sqlite3.connect(_file())) as source, closing(sqlite3.connect(plain)) as target:
        source.backup(target)
    with plain.open("rb") as content, gzip.open(path, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(content, packed)


def _load_sqlite(path: Path) -> None:
    """Write into the file that is there, as a transaction: a process that has it open sees the new content."""
    plain = path.with_suffix(".sqlite3")
    with gzip.open(path) as packed, plain.open("wb") as content:
        shutil.copyfileobj(packed, content)
    connection.close()
    with closing(sqlite3.connect(plain)) as source, closing(sqlite3.connect(_file())) as target:
        source.backup(target)


def _file() -> str:
    return str(connection.settings_dict["NAME"])


def _empty_postgresql() -> None:
    """Drop the tables and functions of the schema, those of a later release too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
        cursor.execute(
            "SELECT p.oid::regprocedure FROM pg_proc p LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
            " WHERE p.pronamespace = current_schema()::regnamespace AND d.objid IS NULL"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL on the database of the settings. Raises `CannotBackUp`."""
    path = shutil.which(program)
    if path is None:
        raise CannotBackUp(f"{program} is missing: install PostgreSQL's client programs (postgresql-client).")
    done = subprocess.run([path, *arguments], env=_environment(), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        raise CannotBackUp(f"{program} failed: {done.stderr.strip()}")


def _environment() -> dict[str, str]:
    connection.ensure_connection()
    opened: Any = connection.connection
    info = opened.info
    values = {"PGHOST": info.host, "PGPORT": str(info.port), "PGUSER": info.user, "PGDATABASE": info.dbname}
    return os.environ | values | ({"PGPASSWORD": info.password} if info.password else {})
