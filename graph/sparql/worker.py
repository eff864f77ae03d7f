"""Evaluate visitors' queries in a process that can do nothing else.

The server forks a worker, which shares the server's store (copied on write). The worker closes every file except the
pipe to its parent and gives up the right to open any, so SERVICE and LOAD cannot open a socket even if they reach
Oxigraph. A kernel timer kills the worker when a query takes too long, because Oxigraph cannot be asked to stop a query
(oxigraph issue 1926), and running out of memory aborts the worker. The server tells the client why it died.
"""

from __future__ import annotations

import json
import resource
import signal
from multiprocessing.connection import Connection

from pyoxigraph import Store

from graph.sandbox import walls
from graph.sparql.evaluation import Task, evaluate
from graph.sparql.limits import Limits
from graph.sparql.outcome import Outcome

LOWEST_PRIORITY = 19
"""The niceness of a worker, so that no query slows down the site when both need the processor."""


def run(pipe: Connection, store: Store, limits: Limits) -> None:
    """Answer the tasks that come through the pipe until it closes."""
    walls.put_up([pipe.fileno()], limits.memory_bytes, LOWEST_PRIORITY)
    at_first = _peak_memory()
    while True:
        try:
            task = Task(**json.loads(pipe.recv_bytes()))
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        outcome, pieces = evaluate(store, task, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(pipe, outcome, pieces)
        if _peak_memory() - at_first > limits.memory_bytes // 4:
            # A process may keep memory that it has used once; a new worker gives the next query the full limit.
            return


def send(pipe: Connection, outcome: Outcome, pieces: list[bytes]) -> None:
    pipe.send_bytes(outcome.to_bytes())
    for piece in pieces:
        pipe.send_bytes(piece)


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
