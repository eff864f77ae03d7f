"""Send a query from a web process to the machine's query server, and receive the whole answer."""

from __future__ import annotations

from contextlib import closing
from multiprocessing.connection import Client
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

from graph.budget import Kind, place
from graph.models import State
from graph.publishing.processes import reachable
from graph.refusals import Refusal
from graph.sparql.evaluation import Task
from graph.sparql.limits import Limits
from graph.sparql.outcome import Outcome
from graph.sparql.server import Version, pack

GRACE = 5
"""Seconds to wait beyond a query's own limit: for catching up with the journal, and for sending the answer."""
NOT_RUNNING = gettext_noop("The query service is not running, or has not loaded its data yet: try again in a moment.")

PROCESSOR = 0.5
"""The part of a query's running time that is charged: workers run at the lowest priority."""


def places() -> Kind:
    """Return the kind of work, with a place for each worker, but leave two threads of a process for other requests."""
    number = max(1, min(settings.SPARQL_WORKERS, settings.WEB_THREADS - 2))
    return Kind("sparql", gettext_noop("queries"), number, share=max(1, number // 3), charged=PROCESSOR)


def ask(task: Task, state: State) -> tuple[Outcome, bytes]:
    """Return the outcome and content from a worker that has at least this state of the graph.

    Raises `Refusal` if the server does not answer, or `SpentError` if no place is free.
    """
    with place(places()):
        try:
            return _ask(task, (str(state.epoch), state.sequence))
        except (OSError, EOFError):
            raise Refusal(503, NOT_RUNNING) from None


def _ask(task: Task, version: Version) -> tuple[Outcome, bytes]:
    with reachable(Path(settings.SPARQL_SOCKET)) as address, closing(Client(address, "AF_UNIX")) as server:
        server.send_bytes(pack(version, task))
        if not server.poll(Limits.from_settings().seconds + GRACE):
            raise Refusal(503, NOT_RUNNING)
        outcome = Outcome.from_bytes(server.recv_bytes())
        return outcome, b"".join(server.recv_bytes() for _ in range(outcome.pieces))
