"""The machine's query server: holds the store, forks workers from it, and hands each query to an idle one.

One thread and one loop, so that a fork never meets a lock that another thread holds. A client sends its query with
the version of the graph it must be answered from; the server catches up with the journal first if it must, and
workers of an older version are replaced. More queries than workers are refused at once: whoever waits for a
worker would keep a thread of the web from all others.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
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
"""Seconds, while nobody asks: then there is little left to do when somebody does."""
PATIENCE = 1.0
"""Seconds for a client, which is a process of ours, to send its query."""
BUSY = Outcome(429, "Too many queries run at the same time: try again in a moment.")
TRY_AGAIN = Outcome(503, "The query could not be finished: send it again.")

Version = tuple[str, int]


class VersionedStore(Protocol):
    """A store that knows which state of the graph it holds."""

    store: Store

    @property
    def version(self) -> Version: ...

    def catch_up(self) -> None: ...


@dataclass
class Worker:
    """A child process: idle, or answering `client`."""

    pid: int
    pipe: Connection
    version: Version
    client: Connection | None = None


class Server:
    """Answers until it is asked to stop."""

    def __init__(self, listener: Listener, store: VersionedStore, limits: Limits) -> None:
        self.listener = listener
        self.store = store
        self.limits = limits
        self.workers: list[Worker] = []

    def run(self, is_over: Callable[[], bool]) -> None:
        # A listener has no public file descriptor.
        arrivals = self.listener._listener._socket  # type: ignore[attr-defined]
        gc.freeze()
        try:
            while not is_over():
                ready = wait([arrivals, *(each.pipe for each in self.workers)], CATCH_UP_EVERY)
                for each in self.workers.copy():
                    if each.pipe in ready:
                        self._relay(each)
                if arrivals in ready:
                    self._receive()
                if not ready:
                    self._keep_one_ready()
        finally:
            self._end(self.workers.copy())

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
            chosen.client = client
            chosen.pipe.send_bytes(json.dumps(asdict(task)).encode())
        except (OSError, EOFError, ValueError, TypeError):
            # The client has gone or talks nonsense, or the worker died while idle: its end is seen by the loop.
            client.close()

    def _worker(self, version: Version) -> Worker | None:
        """An idle worker of this version or a newer one; None when as many as there may be are busy."""
        if not self._is_recent(self.store.version, version):
            self.store.catch_up()
        idle = [each for each in self.workers if each.client is None]
        self._end(each for each in idle if each.version != self.store.version)
        for each in self.workers:
            if each.client is None:
                return each
        return self._fork() if len(self.workers) < self.limits.workers else None

    @staticmethod
    def _is_recent(has: Version, wanted: Version) -> bool:
        return has[0] == wanted[0] and has[1] >= wanted[1]

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
                # Not even a traceback: every file is closed, and nothing of the parent's may be cleaned up.
                os._exit(0)
        theirs.close()
        born = Worker(pid, ours, self.store.version)
        self.workers.append(born)
        return born

    def _relay(self, busy: Worker) -> None:
        """Pass an answer on to the client, or say why there is none."""
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
        """Take a worker that has died from the list; returns what that says about its query."""
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
            self.workers.remove(each)
            each.pipe.close()
            os.kill(each.pid, signal.SIGKILL)
            os.waitpid(each.pid, 0)
            if each.client:
                _answer(each.client, TRY_AGAIN)


def pack(version: Version, task: Task) -> bytes:
    """A client's message."""
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
