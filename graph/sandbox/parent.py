"""The sandbox's parent: forks a child for each task that arrives, and says how those ended that did not answer.

It has one thread and nothing open but its sockets, so that a fork meets no lock that another thread holds. Processes
with threads, such as those of the web, never fork themselves. It ends when everybody who could call has gone.
"""

from __future__ import annotations

import gc
import logging
import math
import os
import select
import signal
import socket
import time
from collections import deque
from dataclasses import dataclass

from graph.sandbox import child
from graph.sandbox.functions import function_named
from graph.sandbox.messages import Task

logger = logging.getLogger(__name__)

LATE = 1.0
"""Seconds after its time that a child has to die of its own timer, which takes longer where others have the
processor."""
LONGEST_LINE = 20
LARGEST_TASK = 4096
"""Bytes that name a function and its limits."""


@dataclass
class Job:
    """A task with the connection to its caller, and a pipe to say there how it ended."""

    task: Task
    connection: socket.socket
    told: int
    overdue_at: float = math.inf
    killed: bool = False

    def end(self, reason: str) -> None:
        self.connection.close()
        try:
            os.write(self.told, reason.encode())
        except OSError:
            pass  # The caller has not waited.
        finally:
            os.close(self.told)


class Parent:
    """Serves until its socket closes."""

    def __init__(self, callers: socket.socket, most: int) -> None:
        self.callers = callers
        self.most = most
        self.waiting: deque[Job] = deque()
        self.running: dict[int, Job] = {}
        self.prepared: set[str] = set()
        self.deaths, self._tell_death = os.pipe()
        for end in (self.deaths, self._tell_death):
            os.set_blocking(end, False)

    def run(self) -> None:
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._tell_death, warn_on_full_buffer=False)
        gc.freeze()
        while True:
            ready, _, _ = select.select([self.callers.fileno(), self.deaths], [], [], self._until_overdue())
            if self.deaths in ready:
                os.read(self.deaths, LARGEST_TASK)
            if self.callers.fileno() in ready and not self._receive():
                break
            self._bury()
            self._kill_overdue()
            while self.waiting and len(self.running) < self.most:
                self._fork(self.waiting.popleft())
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)

    def _receive(self) -> bool:
        """Take a task in; False when all callers have gone."""
        message, files, _, _ = socket.recv_fds(self.callers, LARGEST_TASK, 2)
        if not message:
            return False
        connection, told = files
        job = Job(Task.from_bytes(message), socket.socket(fileno=connection), told)
        if len(self.waiting) < LONGEST_LINE:
            self.waiting.append(job)
        else:
            job.end("busy")
        return True

    def _prepare(self, name: str) -> bool:
        """Load what a function needs before the first fork for it, so that no child has to; False where that fails."""
        if name not in self.prepared:
            try:
                function_named(name).prepare()
            except Exception:  # another function must not suffer
                logger.exception("The sandbox cannot load %s.", name)
                return False
            self.prepared.add(name)
            gc.freeze()
        return True

    def _fork(self, job: Job) -> None:
        if not self._prepare(job.task.function):
            job.end("crashed")
            return
        pid = os.fork()
        if pid == 0:
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                child.run(job.task, job.connection)
            finally:
                # Not even a traceback: nothing of the parent's may be cleaned up.
                os._exit(1)
        job.connection.close()
        job.overdue_at = time.monotonic() + job.task.limits.longest + LATE
        self.running[pid] = job

    def _bury(self) -> None:
        for pid in list(self.running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                job = self.running.pop(pid)
                job.end(_reason(status, job.killed))

    def _kill_overdue(self) -> None:
        for pid, job in self.running.items():
            if job.overdue_at <= time.monotonic() and not job.killed:
                job.killed = True
                os.kill(pid, signal.SIGKILL)

    def _until_overdue(self) -> float | None:
        first = min((job.overdue_at for job in self.running.values() if not job.killed), default=math.inf)
        return None if first == math.inf else max(0, first - time.monotonic())


def _reason(status: int, killed: bool) -> str:
    """Say how a child ended, in the words of `stops.stopped`; empty for one that has answered."""
    if not os.WIFSIGNALED(status):
        return "" if os.WEXITSTATUS(status) == 0 else "crashed"
    number = os.WTERMSIG(status)
    if killed or number in (signal.SIGALRM, signal.SIGXCPU):
        return "slow"
    # The kernel kills whoever takes the machine's last memory.
    return "memory" if number == signal.SIGKILL else "crashed"
