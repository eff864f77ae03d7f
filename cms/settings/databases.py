"""The database settings for SQLite, the default, and for PostgreSQL, for larger installations."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url

from cms.settings.environment import BASE_DIR, Misconfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# WAL lets readers continue while another connection writes. IMMEDIATE takes the write lock when a
# transaction begins, so that the timeout applies instead of the error "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(url: str) -> dict[str, Any]:
    """Return the entry in DATABASES for a DATABASE_URL. Raises `Misconfigured`.

    Connections stay open for ever, because opening one of SQLite takes a hundred times as long as the freshness query
    of a request.
    """
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    except ValueError:
        config = {"ENGINE": None, "NAME": None}
    if config["ENGINE"] == POSTGRESQL:
        return config | {"CONN_HEALTH_CHECKS": True}
    # With a database in memory, each process would have its own.
    if config["ENGINE"] == SQLITE and config["NAME"] != ":memory:":
        path = BASE_DIR / config["NAME"]
        make_private(path)
        return config | {"NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
    raise Misconfigured(
        "DATABASE_URL is not the address of an SQLite file or a PostgreSQL database:"
        " set it to one such as postgresql://user:password@host/name."
    )


def make_private(path: Path) -> None:
    """Create the SQLite file so that only Accord's own user can read its drafts, sessions and passwords of pages.

    SQLite gives the files beside it the same mode. Other users can still enter the folder, because a web server may
    have to reach uploaded files below it.
    """
    path.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    if path.stat().st_mode & 0o077:
        with suppress(PermissionError):
            path.chmod(0o600)
