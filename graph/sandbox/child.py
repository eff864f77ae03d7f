"""A forked process that does one task within walls, answers and ends."""

from __future__ import annotations

import os
import resource
import signal
import socket
import traceback

from django.utils import translation

from graph.sandbox import walls
from graph.sandbox.functions import function_named
from graph.sandbox.messages import FAILED, OUT_OF_MEMORY, REFUSED, Task, pack_value, unpack_arguments

GIVING_WAY = 5
"""Niceness, so that whoever reads the site comes first, and an editor who waits for a file is still served."""
PIECE = 1024 * 1024


def run(task: Task, connection: socket.socket) -> None:
    """Answer over the connection; does not return."""
    # The kernel's timers, which nothing that happens in here can stop.
    signal.setitimer(signal.ITIMER_REAL, task.limits.longest)
    function = function_named(task.function)
    translation.activate(task.language)
    message = receive(connection)
    walls.put_up([connection.fileno()], task.memory_bytes, GIVING_WAY)
    resource.setrlimit(resource.RLIMIT_CPU, (task.seconds, task.seconds + 1))
    try:
        args, kwargs = unpack_arguments(message)
        answer = pack_value(function.here(*args, **kwargs))
    except function.refuses as refusal:
        answer = REFUSED + str(refusal).encode()
    except MemoryError:
        answer = OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - nobody else could tell what went wrong
        answer = FAILED + traceback.format_exc().encode("utf-8", "replace")
    connection.sendall(answer)
    os._exit(0)


def receive(connection: socket.socket) -> bytes:
    """Read until the other side has sent all."""
    return b"".join(iter(lambda: connection.recv(PIECE), b""))
