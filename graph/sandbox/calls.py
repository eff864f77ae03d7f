"""The caller's side: hand a task to the sandbox's parent, wait for the answer, and start a parent where none is."""

from __future__ import annotations

import logging
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation

from graph.sandbox.limits import MEGABYTE, Limits
from graph.sandbox.messages import FAILED, OUT_OF_MEMORY, REFUSED, Task, pack_arguments, unpack_value
from graph.sandbox.stops import stopped

if TYPE_CHECKING:
    from graph.sandbox.functions import Sandboxed

logger = logging.getLogger(__name__)

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds to wait for a place, or for the parent to load the program."""
GRACE = 5
LARGEST_ANSWER = 256 * MEGABYTE
"""The records of the largest archive have less; more would be a task that has lost its senses."""


class _Parent:
    """The process that forks, shared with whatever process this one is forked from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.socket: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> socket.socket:
        with self.lock:
            if self.socket is None:
                ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                command = [sys.executable, "-m", "graph.sandbox", str(theirs.fileno())]
                with theirs:
                    self.process = subprocess.Popen(command, cwd=CHECKOUT, pass_fds=[theirs.fileno()])  # noqa: S603
                self.socket = ours
            return self.socket

    def forget(self, lost: socket.socket) -> None:
        with self.lock:
            if self.socket is lost:
                lost.close()
                self.socket = None
                if self.process:
                    self.process.poll()

    def send(self, task: Task, *files: int) -> None:
        """Hand over; a parent that has ended is replaced, once."""
        for attempt in range(2):
            parent = self.start()
            try:
                socket.send_fds(parent, [task.to_bytes()], files)
            except OSError:
                self.forget(parent)
                if attempt:
                    raise
            else:
                return


_parent = _Parent()


def start() -> None:
    """Start the parent ahead of the first task; processes that are forked afterwards share it."""
    _parent.start()


def call(function: Sandboxed[..., Any], args: tuple[object, ...], kwargs: Mapping[str, object]) -> object:
    """Run the function in the sandbox and return its value. Raises its own refusal, or `Stopped`."""
    limits = Limits.from_settings()
    task = Task(function.name, translation.get_language() or "en", limits.seconds, limits.memory_bytes)
    answer, reason = _exchange(task, pack_arguments(args, kwargs))
    kind, content = answer[:1], answer[1:]
    if reason or kind == OUT_OF_MEMORY or not kind:
        raise stopped(reason or ("memory" if kind == OUT_OF_MEMORY else "crashed"), limits)
    if kind == REFUSED:
        raise function.refuses(content.decode())
    if kind == FAILED:
        logger.error("%s failed in the sandbox:\n%s", function.name, content.decode("utf-8", "replace"))
        raise stopped("crashed", limits)
    try:
        return unpack_value(content, function.returns)
    except (pickle.UnpicklingError, EOFError) as error:
        logger.error("%s answered with what it must not: %s", function.name, error)
        raise stopped("crashed", limits) from error


def _exchange(task: Task, message: bytes) -> tuple[bytes, str]:
    """Return the answer, and why there is none or half of one."""
    until = time.monotonic() + PATIENCE + task.limits.longest + GRACE
    with _connection(task) as (connection, reasons):
        answer = b""
        try:
            _send(connection, message, until)
            answer = _receive(connection, until)
        except TimeoutError:
            return b"", "busy"
        except OSError:
            # The child has died while it was sent to: the parent says of what.
            logger.info("A task of the sandbox ended before it had read all.")
        return answer, _reason(reasons, until)


@contextmanager
def _connection(task: Task) -> Iterator[tuple[socket.socket, socket.socket]]:
    """A connection to the child that will do the task, and one on which the parent tells its end."""
    ours, theirs = socket.socketpair()
    told, tells = socket.socketpair()
    with ours, told:
        with theirs, tells:
            _parent.send(task, theirs.fileno(), tells.fileno())
        yield ours, told


def _send(connection: socket.socket, message: bytes, until: float) -> None:
    connection.settimeout(max(0.1, until - time.monotonic()))
    connection.sendall(message)
    connection.shutdown(socket.SHUT_WR)


def _receive(connection: socket.socket, until: float) -> bytes:
    answer = bytearray()
    while len(answer) <= LARGEST_ANSWER:
        connection.settimeout(max(0.1, until - time.monotonic()))
        piece = connection.recv(MEGABYTE)
        if not piece:
            return bytes(answer)
        answer += piece
    return OUT_OF_MEMORY


def _reason(told: socket.socket, until: float) -> str:
    told.settimeout(max(0.1, until - time.monotonic()))
    try:
        return told.recv(MEGABYTE).decode()
    except OSError:
        return "crashed"
