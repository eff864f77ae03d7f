"""Run the machine's query server, which holds the store, forks workers from it, and gives each query to an idle worker.

The server has one thread and one loop, so that no fork copies a lock held by another thread. A client sends its query
with the version of the graph that it needs; the server first catches up with the journal if its store is older, and
replaces idle workers of an older version. Queries beyond the number of workers are refused at once: a query that waits
for a worker would block a thread of the web process.
"""

from __future__ import annotations

import gc
import json
import logging
import math
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, Listener, wait
from typing import Protocol

from pyoxigraph import Store

from graph.sparql import worker
from graph.sparql.evaluation import Task
from graph.sparql.limits import Limits
from graph.sparql.outcome import Outcome

logger = logging.getLogger(__name__)

CATCH_UP_EVERY = 1.0
"""Seconds between catching up with the journal while no query comes, so that the next query has little to wait for."""
LATE = 0.5
"""Seconds beyond its deadline in which a worker may die of its own timer, before the server kills it. A worker has the
lowest priority, so it may wait for the processor."""
PATIENCE = 1.0
"""Seconds in which a client, which is a web process of the same site, must send its query."""
BUSY = Outcome(429, "Too many queries run at the same time: try again in a moment.")
TRY_AGAIN = Outcome(503, "The query could not be finished: send it again.")

Version = tuple[str, int]


class VersionedStore(Protocol):
    """A store that knows which version of the graph it holds."""

    store: Store

    @property
    def version(self) -> Version: ...

    def catch_up(self) -> None: ...


@dataclass
class Worker:
    """A child process, which is idle or answers `client`; `overdue_at` is a time of the monotonic clock."""

    pid: int
    pipe: Connection
    version: Version
    client: Connection | None = None
    overdue_at: float = math.inf


class Server:
    """The loop that answers queries until it is asked to stop."""

    def __init__(self, listener: Listener, store: VersionedStore, limits: Limits) -> None:
        self.listener = listener
        self.store = store
        self.limits = limits
        self.workers: list[Worker] = []
        self.dying: list[int] = []

    def run(self, is_over: Callable[[], bool]) -> None:
        # A listener has no public file descriptor.
        arrivals = self.listener._listener._socket  # type: ignore[attr-defined]
        # The collector must not write to objects that forked workers share with this process.
        gc.freeze()
        try:
            while not is_over():
                ready = wait([arrivals, *(each.pipe for each in self.workers)], self._until_overdue())
                for each in self.workers.copy():
                    if each.pipe in ready:
                        self._relay(each)
                if arrivals in ready:
                    self._receive()
                if not ready:
                    self._keep_one_ready()
                self._end_overdue()
        finally:
            self._end(self.workers.copy())
            for pid in self.dying:
                os.waitpid(pid, 0)

    def _receive(self) -> None:
        """Take a query from a client and give it to a worker."""
        client = self.listener.accept()
        try:
            if not client.poll(PATIENCE):
                client.close()
                return
            version, task = unpack(client.recv_bytes())
            chosen = self._worker(version)
            if chosen is None:
                _answer(client, BUSY)
                return
            chosen.client, chosen.overdue_at = client, time.monotonic() + self.limits.seconds + LATE
            chosen.pipe.send_bytes(json.dumps(asdict(task)).encode())
        except (OSError, EOFError, ValueError, TypeError):
            # The client has gone or sent an invalid message, or the worker died while idle, which the loop notices.
            client.close()

    def _worker(self, version: Version) -> Worker | None:
        """Return an idle worker of this version or a newer one, or None if the limit of workers is reached."""
        if not self._is_recent(self.store.version, version):
            self.store.catch_up()
        idle = [each for each in self.workers if each.client is None]
        self._end(each for each in idle if each.version != self.store.version)
        for each in self.workers:
            if each.client is None:
                return each
        return self._fork() if len(self.workers) + len(self.dying) < self.limits.workers else None

    @staticmethod
    def _is_recent(has: Version, wanted: Version) -> bool:
        return has[0] == wanted[0] and has[1] >= wanted[1]

    def _until_overdue(self) -> float:
        """Return the seconds until the loop must look at overdue workers or catch up."""
        first = min((each.overdue_at for each in self.workers if each.client), default=math.inf)
        return min(CATCH_UP_EVERY, max(0, first - time.monotonic()))

    def _end_overdue(self) -> None:
        """Kill overdue workers and answer their clients at once, without waiting until the workers have died."""
        # Keep the workers that are still dying; `waitpid` without waiting returns (0, 0) for them and reaps the others.
        self.dying = [pid for pid in self.dying if os.waitpid(pid, os.WNOHANG) == (0, 0)]
        for each in self.workers.copy():
            if each.client and each.overdue_at <= time.monotonic():
                self._kill(each)
                self.dying.append(each.pid)
                _answer(each.client, self.limits.deadline_exceeded())

    def _keep_one_ready(self) -> None:
        self.store.catch_up()
        if not self.workers or any(each.version != self.store.version for each in self.workers if not each.client):
            self._worker(self.store.version)

    def _fork(self) -> Worker:
        ours, theirs = Pipe()
        pid = os.fork()
        if pid == 0:
            try:
                worker.run(theirs, self.store.store, self.limits)
            finally:
                # Exit without a traceback, as every file is closed, and without cleaning up what belongs to the parent.
                os._exit(0)
        theirs.close()
        born = Worker(pid, ours, self.store.version)
        self.workers.append(born)
        return born

    def _relay(self, busy: Worker) -> None:
        """Pass an answer from a worker to its client, or tell the client why there is none."""
        client, busy.client = busy.client, None
        try:
            outcome = Outcome.from_bytes(busy.pipe.recv_bytes())
        except (EOFError, OSError):
            reason = self._bury(busy)
            if client:
                _answer(client, reason)
            return
        if client is None:
            self._end([busy])
            return
        try:
            client.send_bytes(outcome.to_bytes())
            for _ in range(outcome.pieces):
                client.send_bytes(busy.pipe.recv_bytes())
        except (EOFError, OSError):
            # Half of an answer may be left in the pipe.
            self._end([busy])
        finally:
            client.close()

    def _bury(self, dead: Worker) -> Outcome:
        """Remove a dead worker, and return the outcome for its query according to the signal that ended the worker."""
        self.workers.remove(dead)
        dead.pipe.close()
        _, status = os.waitpid(dead.pid, 0)
        if not os.WIFSIGNALED(status):
            return TRY_AGAIN
        logger.info("A query's worker was ended by %s.", signal.Signals(os.WTERMSIG(status)).name)
        if os.WTERMSIG(status) == signal.SIGALRM:
            return self.limits.deadline_exceeded()
        return self.limits.memory_exceeded()

    def _end(self, workers: Iterable[Worker]) -> None:
        for each in list(workers):
            self._kill(each)
            os.waitpid(each.pid, 0)
            if each.client:
                _answer(each.client, TRY_AGAIN)

    def _kill(self, doomed: Worker) -> None:
        self.workers.remove(doomed)
        doomed.pipe.close()
        os.kill(doomed.pid, signal.SIGKILL)


def pack(version: Version, task: Task) -> bytes:
    """Return a client's message with its query and the version of the graph that it needs."""
    return json.dumps([version, asdict(task)]).encode()


def unpack(message: bytes) -> tuple[Version, Task]:
    (epoch, sequence), task = json.loads(message)
    return (epoch, sequence), Task(**task)


def _answer(client: Connection, outcome: Outcome) -> None:
    try:
        client.send_bytes(outcome.to_bytes())
    except OSError:
        logger.info("A client left before it was answered.")
    finally:
        client.close()
