"""A process that evaluates visitors' queries on the store that it was born with, and can do nothing else.

It is forked by the server, whose store it shares (copied on write). Then it closes every file but the pipe to its
parent and gives up the right to open any: SERVICE and LOAD find no socket, whatever reaches Oxigraph. A timer of the
kernel ends it when a query takes too long, which Oxigraph itself cannot be asked to stop
(oxigraph issue 1926), and running out of its memory aborts it. Its parent sees why it died and says so.
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
"""So that no query slows down the site while both want the processor."""


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
            # What it has once used it may keep; the next query shall have all of its share.
            return


def send(pipe: Connection, outcome: Outcome, pieces: list[bytes]) -> None:
    pipe.send_bytes(outcome.to_bytes())
    for piece in pieces:
        pipe.send_bytes(piece)


def _peak_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
