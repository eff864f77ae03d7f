"""Four anonymous clients that do their worst at every door of a running installation, and what another one notices.

    python -m benchmarks.flood http://127.0.0.1:8000 --seconds 60 --pid GUNICORN --pid WORKER

The clients have addresses of their own (127.0.0.2 and following), so that Accord tells them apart without a proxy; they
run at a lower priority, because strangers bring their own processors. Attack nothing but an installation of your own.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import Process, Queue
from pathlib import Path
from urllib.parse import quote, urlsplit

ATTACKERS = 4
THREADS_A_DOOR = 2
TIMES = 5
"""Limit for another client: an answer may take at most this many times as long as without the attack."""
MEMORY = 1500
"""Limit for the memory of all processes together, in megabytes."""
WORDS = ["culture", "policy", "project", "country", "support", "artists", "film", "music", "training", "data", "women"]
JSON = {"Content-Type": "application/json"}

COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?f) && STR(?f) < STR(?i)) }"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
FRAGMENT = "fragment T on __Type{kind name ofType{kind name ofType{kind name ofType{kind name}}}} "
TYPES = "__schema{types{name fields{name description args{name type{...T}} type{...T}}}}"
DEAREST = f"{FRAGMENT}{{{' '.join(f's{number}:{TYPES}' for number in range(7))}}}"
REFUSED = f"{{projects{{nodes{{{' '.join(f'titl{number}x' for number in range(900))}}}}}}}"
DUMPS = [
    f"/data/{name}.{form}" for name in ("all", "project", "activity") for form in ("ttl", "nt", "rdf", "jsonld.gz")
]
PICTURES = "{images(first:20){nodes{rendition(size:LARGE,crop:WIDE){url} rendition2:rendition(size:FULL){url}}}}"


class Client:
    """An HTTP client with its own source address."""

    def __init__(self, site: str, address: str = "127.0.0.1") -> None:
        self.host, self.port = urlsplit(site).hostname or "", urlsplit(site).port or 80
        self.address = address

    def ask(self, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None) -> int:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60, source_address=(self.address, 0))
        try:
            connection.request(
                "POST" if body is not None else "GET", path, body, {"Host": "localhost"} | (headers or {})
            )
            response = connection.getresponse()
            self.content = response.read()
            return response.status
        finally:
            connection.close()

    def sparql(self, query: str) -> int:
        return self.ask("/sparql", query, {"Content-Type": "application/sparql-query", "Accept": "text/csv"})

    def graphql(self, query: str) -> int:
        return self.ask("/graphql/", json.dumps({"query": query}), JSON)

    def half(self, data: bytes) -> int:
        """Send half of a request on 20 connections, and keep them open for five seconds. Return 0."""
        with suppress(OSError):
            connections = [socket.create_connection((self.host, self.port), 5, (self.address, 0)) for _ in range(20)]
            for connection in connections:
                connection.sendall(data)
            time.sleep(5)
            for connection in connections:
                connection.close()
        return 0


def doors(client: Client) -> dict[str, Callable[[], int]]:
    """Return a function for each interface that sends its most expensive request and returns the status."""
    dumps, pictures = itertools.cycle(DUMPS), itertools.cycle(addresses_of_pictures(client) or ["/en/"])
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={'x' * 32}"}
    wrong = f"username=editor&password=wrong&csrfmiddlewaretoken={'x' * 32}"
    return {
        "SPARQL that counts": lambda: client.sparql(COUNT),
        "SPARQL that sorts": lambda: client.sparql(SORT),
        "GraphQL, the dearest": lambda: client.graphql(DEAREST),
        "GraphQL, refused": lambda: client.graphql(REFUSED),
        "search": lambda: client.ask(f"/search/?q={quote(' '.join(random.choices(WORDS, k=30)))}"),  # noqa: S311
        "files of the dataset": lambda: client.ask(next(dumps)),
        "pictures": lambda: client.ask(next(pictures)),
        "logins": lambda: client.ask("/admin/login/", wrong, form),
        "uploads": lambda: client.ask("/en/", b"x" * 5_000_000, {"Content-Type": "multipart/form-data; boundary=B"}),
        "pages": lambda: client.ask("/browse/project/"),
        "half heads": lambda: client.half(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "),
        "half bodies": lambda: client.half(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 999\r\n\r\nSELECT"),
    }


def addresses_of_pictures(client: Client) -> list[str]:
    if client.graphql(PICTURES) != 200:
        return []
    nodes = json.loads(client.content)["data"]["images"]["nodes"]
    return [urlsplit(each["url"]).path for node in nodes for each in node.values() if each]


def attack(site: str, address: str, seconds: float, results: Queue) -> None:
    os.nice(10)
    end = time.monotonic() + seconds
    statuses: Counter[tuple[str, int]] = Counter()

    def flood(name: str) -> None:
        while time.monotonic() < end:
            try:
                statuses[name, doors_of[threading.current_thread()][name]()] += 1
            except (OSError, http.client.HTTPException):
                statuses[name, 0] += 1

    doors_of: dict[threading.Thread, dict[str, Callable[[], int]]] = {}
    for name in doors(Client(site, address)):
        for _ in range(THREADS_A_DOOR):
            thread = threading.Thread(target=flood, args=(name,))
            doors_of[thread] = doors(Client(site, address))
            thread.start()
    for thread in doors_of:
        thread.join()
    results.put(statuses)


READER: dict[str, Callable[[Client], int]] = {
    "health": lambda client: client.ask("/health/live"),
    "page": lambda client: client.ask("/browse/country/GE/"),
    "GraphQL": lambda client: client.graphql("{projects(first:5){nodes{title countries{nodes{title}}}}}"),
    "SPARQL": lambda client: client.sparql("ASK {?s ?p ?o}"),
}


def read(site: str, seconds: float) -> dict[str, list[tuple[float, int]]]:
    """Send one request after the other, as a reader does. Return seconds and status of each request, by name.

    A request that fails has status 0.
    """
    client, end = Client(site), time.monotonic() + seconds
    found: dict[str, list[tuple[float, int]]] = {name: [] for name in READER}
    while time.monotonic() < end:
        for name, ask in READER.items():
            begun = time.perf_counter()
            try:
                status = ask(client)
            except OSError:
                status = 0
            found[name].append((time.perf_counter() - begun, status))
        time.sleep(0.25)
    return found


def processes(pids: list[int]) -> Iterator[int]:
    """Yield the ids of these processes and of all their descendants."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    todo = list(pids)
    while todo:
        yield (pid := todo.pop())
        todo += children.get(pid, [])


def megabytes(pids: list[int]) -> float:
    """Return the memory of these processes and their descendants in megabytes; shared memory counts once."""
    total = 0
    for pid in processes(pids):
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


class Memory(threading.Thread):
    def __init__(self, pids: list[int]) -> None:
        super().__init__(daemon=True)
        self.pids, self.most = pids, 0.0

    def run(self) -> None:
        while True:
            self.most = max(self.most, megabytes(self.pids))
            time.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pid", type=int, action="append", default=[], help="of gunicorn and of the worker")
    options = parser.parse_args()
    quiet = read(options.site, min(15, options.seconds))
    memory, results = Memory(options.pid), Queue()
    memory.start()
    attackers = [
        Process(target=attack, args=(options.site, f"127.0.0.{number + 2}", options.seconds, results))
        for number in range(ATTACKERS)
    ]
    for attacker in attackers:
        attacker.start()
    time.sleep(2)
    busy = read(options.site, options.seconds - 3)
    attacks: Counter[tuple[str, int]] = sum((results.get() for _ in attackers), Counter())
    report(quiet, busy, attacks, memory.most)


def report(quiet: dict, busy: dict, attacks: Counter, most: float) -> None:
    write = sys.stdout.write
    write("| | quiet | while attacked: median, 95 of 100, longest | times | refused |\n|---|---|---|---|---|\n")
    for name in READER:
        before = statistics.median(seconds for seconds, _ in quiet[name])
        times = sorted(seconds for seconds, _ in busy[name])
        median, most_of_them = statistics.median(times), times[int(len(times) * 0.95)]
        refused = Counter(status for _, status in busy[name] if status != 200)
        figures = " ".join(f"{1000 * each:.0f}" for each in (median, most_of_them, times[-1]))
        write(f"| {name} | {1000 * before:.1f} ms | {figures} ms | {median / before:.1f} of {TIMES} ")
        write(f"| {dict(refused) or 0} of {len(times)} |\n")
    write(f"\nMemory of all processes: at most {most:.0f} MB of {MEMORY}.\n\n")
    for (name, status), number in sorted(attacks.items()):
        write(f"{name}: {number} × {status}\n")


if __name__ == "__main__":
    main()
