"""Processes with a Django of their own on a database of their own, for tests that kill them or let many work at once.

They are forked from a server process that has only imported things, as gunicorn's workers are from their parent: no
connection is shared, and a start takes milliseconds.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connection

from tests.load import children

LONGEST = 60
"""Seconds until a process is taken for hanging."""

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["pytest", children.__name__])


class Child:
    """A process that runs `work(database, report, *arguments)` of the module `children`."""

    def __init__(self, work: Callable[..., None], database: str, *arguments: Any) -> None:
        self._receiver, report = processes.Pipe(duplex=False)
        self._process = processes.Process(target=children.run, args=(work, database, report, *arguments), daemon=True)
        self._process.start()
        report.close()

    def receive(self) -> Any:
        """Return the next thing that the process has to say; its error is raised here."""
        assert self._receiver.poll(LONGEST), "The process says nothing."
        said = self._receiver.recv()
        if isinstance(said, children.Failure):
            raise AssertionError(said.traceback)
        return said

    def finish(self) -> Any:
        """Return the last thing that it said, once it has ended by itself."""
        said = self.receive()
        self._process.join(LONGEST)
        assert self._process.exitcode == 0
        return said

    def kill(self) -> list[Any]:
        """SIGKILL; returns what it had said before. Its transaction is over when this returns."""
        self._process.kill()
        self._process.join()
        said = list(_rest(self._receiver))
        for failure in said:
            assert not isinstance(failure, children.Failure), failure.traceback
        return said


def ask(work: Callable[..., None], database: str, *arguments: Any) -> Any:
    """Return what a new process answers."""
    return Child(work, database, *arguments).finish()


@contextmanager
def scratch_database(suffix: str) -> Iterator[str]:
    """Yield the name of a copy of the test run's database."""
    creation = connection.creation
    connection.close()
    creation.clone_test_db(suffix=suffix, verbosity=0)
    name = str(creation.get_test_db_clone_settings(suffix)["NAME"])
    try:
        yield name
    finally:
        wait_for_backends(name)
        creation.destroy_test_db(suffix=suffix, verbosity=0)
        for file in ("-wal", "-shm"):
            Path(name + file).unlink(missing_ok=True)


def wait_for_backends(name: str) -> None:
    """Until PostgreSQL has noticed that a process is dead: until then its last statement goes on."""
    if connection.vendor == "sqlite":
        return
    deadline = time.monotonic() + LONGEST
    with connection._nodb_cursor() as cursor:
        while _backends(cursor, name):
            assert time.monotonic() < deadline, "A dead process still has a connection."
            time.sleep(0.002)


def _backends(cursor: Any, name: str) -> int:
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [name])
    return cursor.fetchone()[0]


def _rest(receiver: Connection) -> Iterator[Any]:
    try:
        while True:
            yield receiver.recv()
    except EOFError:
        return
