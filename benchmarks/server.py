"""Accord's servers for measurements, gunicorn and the query server, on the database that is measured, and a client."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from cms.settings.environment import BASE_DIR

START_WITHIN = 600
"""Seconds within which the servers must answer; they first load the graph, which may be large."""
DEADLINE = 2.0
"""Seconds after which a query is stopped; short, because many measured queries reach it."""
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """An HTTP client that keeps one connection open, as browsers and caches do."""

    def __init__(self, port: int) -> None:
        self._http = HTTPConnection("127.0.0.1", port, timeout=START_WITHIN)

    def get(self, path: str, **headers: str) -> Answer:
        return self._send("GET", path, None, headers)

    def sparql(self, query: str) -> Answer:
        headers = {"Content-Type": FORM, "Accept": "application/sparql-results+json"}
        return self._send("POST", "/sparql", f"query={quote(query)}", headers)

    def graphql(self, query: str, **variables: object) -> Answer:
        body = json.dumps({"query": query, "variables": variables})
        return self._send("POST", "/graphql/", body, {"Content-Type": "application/json"})

    def size(self, path: str) -> int:
        """Return the number of bytes of an answer, without keeping it in memory."""
        self._http.request("GET", path, headers={"Host": "testserver"})
        response = self._http.getresponse()
        assert response.status == 200, response.status
        return sum(map(len, iter(lambda: response.read(1 << 20), b"")))

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        self._http.request(method, path, body, {"Host": "testserver", **headers})
        response = self._http.getresponse()
        return Answer(response.status, dict(response.headers), response.read())


@dataclass(frozen=True)
class Served:
    port: int
    web: int
    """The id of gunicorn's main process, from which its web processes are forked."""

    def client(self) -> Client:
        return Client(self.port)

    def most_memory(self) -> float:
        """Return the peak memory of gunicorn's web processes in megabytes, as Linux counts it."""
        return self._most("VmHWM")

    def memory(self) -> float:
        """Return the present memory of the largest of gunicorn's web processes in megabytes."""
        return self._most("VmRSS")

    def _most(self, name: str) -> float:
        children = Path(f"/proc/{self.web}/task/{self.web}/children").read_text().split()
        return max(_megabytes(Path(f"/proc/{child}/status").read_text(), name) for child in children)


@contextmanager
def served() -> Iterator[Served]:
    """Run both servers for the block, which starts when they are ready to answer."""
    with tempfile.TemporaryDirectory(prefix="accord-benchmark-") as folder, _free_port() as port:
        variables = os.environ | environment(Path(folder), port)
        commands = (["-m", "gunicorn"], ["manage.py", "serve_sparql"])
        log = Path(folder) / "log"
        with log.open("wb") as output:
            processes = [
                subprocess.Popen([sys.executable, *each], cwd=BASE_DIR, env=variables, stderr=output)
                for each in commands
            ]
        try:
            server = Served(port, processes[0].pid)
            _wait_for(server, processes, log)
            yield server
        finally:
            for each in processes:
                each.terminate()
            for each in processes:
                each.wait()


def environment(folder: Path, port: int = 0) -> dict[str, str]:
    """Return the variables for production settings on the database that is measured, with files in this folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "testserver",
        "GRAPH_BASE_IRI": settings.GRAPH_BASE_IRI,
        "DATABASE_URL": _database_address(),
        "DATASET_FILES": str(folder / "dataset"),
        "PERSISTED_QUERIES": str(folder / "queries"),
        "SPARQL_SOCKET": str(folder / "sparql.sock"),
        "HTTPS_ONLY": "off",
        "SPARQL_SECONDS": f"{DEADLINE:.0f}",
        "WEB_CONCURRENCY": "1",
        "PORT": str(port),
    }


def _database_address() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    server, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{server.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")


@contextmanager
def _free_port() -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    yield port


def _wait_for(server: Served, processes: list[subprocess.Popen[bytes]], log: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        ended = [each.args for each in processes if each.poll() is not None]
        assert not ended, f"{ended} ended instead of serving:\n{log.read_text()}"
        with suppress(OSError):
            if server.client().sparql("ASK {}").status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"Nothing answers after {START_WITHIN} seconds.")


def _megabytes(status: str, name: str) -> float:
    lines = (line.split() for line in status.splitlines())
    return next(int(words[1]) for words in lines if words and words[0] == f"{name}:") / 1024
