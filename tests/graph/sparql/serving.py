"""A query server in a process of its own, for tests: on a store that the test fills, or on a database."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Listener
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()

from django.db import connection
from pyoxigraph import RdfFormat, Store

from graph.sparql import evaluation
from graph.sparql.limits import MEGABYTE, Limits
from graph.sparql.server import Server
from graph.sparql.store import PublicStore

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["pytest", __name__])

START_WITHIN = 30
LIMITS = Limits(workers=2, seconds=0.3, memory_bytes=100 * MEGABYTE, result_bytes=MEGABYTE)


class FixedStore:
    """What a test gave, for every version that a client may ask for."""

    version = ("", 0)

    def __init__(self, nquads: str) -> None:
        self.store = Store()
        self.store.load(nquads.encode(), RdfFormat.N_QUADS)

    def catch_up(self) -> None:
        """There is nothing to follow."""


@contextmanager
def serving(
    path: Path, *, nquads: str | None = None, database: str = "", limits: Limits = LIMITS, refuses: bool = True
) -> Iterator[int]:
    """The process' id while it listens at `path`; one that does not refuse shows what holds behind the first wall."""
    ready, is_ready = processes.Pipe(duplex=False)
    arguments = (str(path), nquads, database, limits, refuses, is_ready)
    process = processes.Process(target=_serve, args=arguments, daemon=True)
    process.start()
    try:
        assert ready.poll(START_WITHIN), "The query server does not start."
        ready.recv()
        yield process.pid
    finally:
        process.terminate()
        process.join(START_WITHIN)


def _serve(path, nquads, database, limits, refuses, is_ready):
    asked_to_stop = []
    if not refuses:
        evaluation.refuse_writing_and_reaching_out = lambda words: None
    signal.signal(signal.SIGTERM, lambda *_: asked_to_stop.append(True))
    if database:
        connection.settings_dict["NAME"] = database
    store = PublicStore() if nquads is None else FixedStore(nquads)
    store.catch_up()
    with Listener(path, "AF_UNIX", backlog=64) as listener:
        is_ready.send(True)
        Server(listener, store, limits).run(lambda: bool(asked_to_stop))
