"""Run the query server behind /sparql, one on each machine; the command `work` starts it and keeps it running."""

from multiprocessing.connection import Listener
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from graph.publishing.processes import asked_to_stop, only_server, reachable
from graph.sparql.limits import Limits
from graph.sparql.server import Server
from graph.sparql.store import PublicStore


class Command(BaseCommand):
    help = "Evaluate the queries of /sparql until asked to stop or until the process that started this one ends."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.SPARQL_SOCKET)
        refusal = f"Another query server listens at {path}: stop it first, or set another SPARQL_SOCKET."
        with only_server(path, refusal):
            self._serve(path)

    def _serve(self, path: Path) -> None:
        store = PublicStore()
        store.catch_up()
        path.unlink(missing_ok=True)
        with reachable(path) as address, Listener(address, "AF_UNIX", backlog=64) as listener:
            Server(listener, store, Limits.from_settings()).run(asked_to_stop())
