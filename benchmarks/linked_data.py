"""Measurement of linked data over HTTP: the dataset, queries and documents, most compared with peers in memory."""

from __future__ import annotations

import io
import random
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, count, cycle, takewhile
from statistics import median
from time import perf_counter, sleep

import pyoxigraph as ox
from rdflib import Graph

from benchmarks.measuring import Measurement, in_child, median_seconds, p95, seconds
from benchmarks.server import DEADLINE, Client, Served, served
from graph.declarations import PREFIXES
from graph.identity import iri
from graph.models import Resource
from graph.publishing.dataset import Snapshot
from tests.graph.sparql.pathological import PATHOLOGICAL

MOST_TRIPLES = 1_000_000
"""Limit for the triples that the peers hold in memory: rdflib needs about a gigabyte for them."""
RUNS = 200
ATTACKERS = 4
"""Clients that send endless queries at the same time."""
ANSWERED, STOPPED, TOO_MANY = 200, 422, 429

SMALL = "SELECT ?s ?name { ?s a ?class ; <https://schema.org/name> ?name } LIMIT 20"
LIST = """query ($country: ID!) {
  projects(first: 20, filter: { countries: { some: { id: { eq: $country } } } }) {
    totalCount nodes { id title startDate { edtf } countries { nodes { id title } } donors { nodes { title } } }
  }
}"""


def measure() -> Iterator[Measurement]:
    by_rdflib, by_pyoxigraph = in_child(_rdflib), in_child(_pyoxigraph)
    direct = in_child(_direct)
    with served() as server:
        yield from _export(server, by_rdflib, by_pyoxigraph)
        yield from _queries(server.client(), direct)
        yield from _documents(server.client())
        yield from _under_attack(server)


def _statements() -> bytes:
    """Return the N-Quads of the dataset, cut after the chunk that exceeds `MOST_TRIPLES`."""
    texts, left = [], MOST_TRIPLES
    for chunk in Snapshot.current().chunks("nquads"):
        for _, text in chunk:
            texts.append(text)
            left -= text.count("\n")
        if left < 0:
            break
    return "".join(texts).encode()


def _store() -> ox.Store:
    store = ox.Store()
    store.bulk_load(_statements(), ox.RdfFormat.N_QUADS)
    return store


def _rdflib() -> float:
    """Return how many triples per second rdflib's serializer writes as Turtle."""
    triples = [quad.triple for quad in ox.parse(_statements(), ox.RdfFormat.N_QUADS)]
    graph = Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return len(graph) / seconds(lambda: graph.serialize(format="turtle"))


def _pyoxigraph() -> float:
    """Return how many triples per second pyoxigraph dumps as Turtle."""
    quads = ox.Store()
    quads.bulk_extend(ox.Quad(*quad.triple) for quad in ox.parse(_statements(), ox.RdfFormat.N_QUADS))
    graph = ox.DefaultGraph()

    def dump() -> None:
        quads.dump(io.BytesIO(), ox.RdfFormat.TURTLE, from_graph=graph, prefixes=PREFIXES)

    return len(quads) / median_seconds(dump, 3)


def _export(server: Served, by_rdflib: float, by_pyoxigraph: float) -> Iterator[Measurement]:
    client = server.client()
    client.get("/health/ready")
    triples = sum(text.count("\n") for chunk in Snapshot.current().chunks("nquads") for _, text in chunk)
    before = server.most_memory()
    first = seconds(lambda: client.size("/data/all.ttl"))
    again = seconds(lambda: client.size("/data/all.ttl"))
    what = f"Turtle of all {triples:,} triples over HTTP"
    yield Measurement(f"{what}, file made", triples / first, "triples/s", "rdflib", by_rdflib)
    yield Measurement(f"{what}, file made", triples / first, "triples/s", "pyoxigraph", by_pyoxigraph)
    yield Measurement(f"{what}, file there", triples / again, "triples/s", "pyoxigraph", by_pyoxigraph)
    yield Measurement("export: most memory of a web process", server.most_memory(), "MB", "before", before)


def _direct() -> float:
    """Return the median time of a small query to pyoxigraph in this process, in milliseconds."""
    store = _store()

    def ask() -> None:
        store.query(SMALL, use_default_graph_as_union=True).serialize(format=ox.QueryResultsFormat.JSON)

    return 1000 * median_seconds(ask, RUNS)


def _queries(client: Client, direct: float) -> Iterator[Measurement]:
    over_http = 1000 * median_seconds(lambda: _ok(client.sparql(SMALL).status), RUNS)
    yield Measurement("SPARQL over HTTP: a small query", over_http, "ms", "pyoxigraph in memory", direct)
    yield Measurement("SPARQL over HTTP: added", over_http - direct, "ms")


def _documents(client: Client) -> Iterator[Measurement]:
    keys = list(Resource.objects.filter(status=Resource.Status.PUBLIC).values_list("pk", flat=True))
    chosen = random.Random(1).choices(keys, k=RUNS)  # noqa: S311 the same sample each time
    whole, known = [], []
    for each in chosen:
        path = f"/data/{each}.ttl"
        answer = client.get(path)
        whole.append(1000 * seconds(lambda path=path: _ok(client.get(path).status)))
        etag = answer.headers["ETag"]
        known.append(
            1000 * seconds(lambda path=path, etag=etag: _ok(client.get(path, **{"If-None-Match": etag}).status))
        )
    yield Measurement("document: p95", p95(whole), "ms", "median", median(whole))
    yield Measurement("document: p95 where the client has it (304)", p95(known), "ms", "median", median(known))


def _under_attack(server: Served) -> Iterator[Measurement]:
    """Measure GraphQL lists before and during an attack with SPARQL queries that never finish by themselves."""
    quiet = _lists(server.client(), range(2 * RUNS))
    waiting = list(PATHOLOGICAL.values())
    times: dict[int, list[float]] = {ANSWERED: [], STOPPED: []}
    attackers = [threading.Thread(target=_attack, args=(server.client(), waiting, times)) for _ in range(ATTACKERS)]
    for each in attackers:
        each.start()
    attacked = _lists(server.client(), takewhile(lambda _: any(each.is_alive() for each in attackers), count()))
    yield Measurement("GraphQL beside endless SPARQL: p95", p95(attacked), "ms", "alone", p95(quiet))
    yield Measurement(
        "endless SPARQL: stopped, the others were answered", len(times[STOPPED]), f"of {len(PATHOLOGICAL)}"
    )
    longest = max(chain(*times.values()))
    yield Measurement("endless SPARQL: longest until the answer", longest, "s", "the deadline", DEADLINE)


def _lists(client: Client, runs: Iterable[int]) -> list[float]:
    """Ask for a list of projects in each run. Return the times in milliseconds."""
    countries = Resource.objects.filter(type="country").values_list("pk", flat=True)
    names = cycle([iri(each) for each in countries])

    def ask() -> None:
        answer = client.graphql(LIST, country=next(names))
        assert b'"errors"' not in answer.body, answer.body

    return [1000 * seconds(ask) for _ in runs]


def _attack(client: Client, waiting: list[str], times: dict[int, list[float]]) -> None:
    """Send the waiting queries, and record the seconds of each answer by status.

    A query is sent again after the time that the endpoint asks for (429).
    """
    with suppress(IndexError):
        while True:
            query = waiting.pop()
            start = perf_counter()
            answer = client.sparql(query)
            while answer.status == TOO_MANY:
                sleep(float(answer.headers["Retry-After"]))
                start = perf_counter()
                answer = client.sparql(query)
            times[answer.status].append(perf_counter() - start)


def _ok(status: int) -> None:
    assert status in (200, 304), status
