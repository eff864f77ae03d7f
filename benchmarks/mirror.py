"""Measurement of the mirror: rebuilds, starts, memory, reads, and the time that it adds to publishing."""

from __future__ import annotations

import gc
import os
import resource
from collections.abc import Iterator
from statistics import median
from time import perf_counter

import networkx as nx
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from benchmarks import memory
from benchmarks.measuring import Measurement, in_child, median_seconds, seconds
from benchmarks.transactions import OtherWriter, held
from cms.models import ProjectPage
from graph import mirror, replica
from graph.identity import id_of
from graph.marks import triggers
from graph.mirror import rebuild
from graph.models import Resource, State

PUBLISHED = 31
ASKED = 2000
LOADED = 3
FORKED = 7
FILTERED = 10_000


def measure() -> Iterator[Measurement]:
    """Yield the measurements of all parts, each run in a separate process."""
    for part in (rebuilding, rebuilding_again, starting, remembering, filtering, asking, publishing):
        yield from in_child(part)


def rebuilding() -> list[Measurement]:
    """Measure the first rebuild, which writes all resources."""
    with held() as holds, OtherWriter() as other:
        duration = seconds(rebuild)
    found = _public()
    results = [
        Measurement("public resources", found, ""),
        Measurement("rebuild: everything written", duration, "s"),
        Measurement("rebuild: speed", found / duration, "resources/s"),
        Measurement("rebuild: most memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]
    if connection.vendor == "sqlite":
        results += [
            Measurement("rebuild: longest write lock", max(holds), "s"),
            Measurement("rebuild: longest wait of another writer", max(other.waits), "s"),
        ]
    return results


def rebuilding_again() -> list[Measurement]:
    """Measure a rebuild of an exact mirror, which writes nothing."""
    duration = seconds(rebuild)
    return [Measurement("rebuild: nothing to write, speed", _public() / duration, "resources/s")]


def starting() -> list[Measurement]:
    """Measure how long a web process takes to load its graph, compared with only reading the same rows."""
    state = State.objects.get()
    rows = Resource.objects.filter(status=Resource.Status.PUBLIC).values_list("pk", "change__values")
    load = median_seconds(lambda: replica.Replica.load(state), LOADED)
    read = median_seconds(lambda: [None for _ in rows.iterator()], LOADED)
    return [Measurement("replica: start from the journal", load, "s", "reading its rows", read)]


def remembering() -> list[Measurement]:
    """Measure the memory of a web process with its graph, and of a second one forked from it as by gunicorn.conf.py."""
    if not memory.IS_KNOWN:
        return []
    before = memory.resident()
    replica.preload()
    gc.collect()
    gc.freeze()
    after = memory.resident()
    with replica.reading() as graph:
        nodes, edges = graph.graph.number_of_nodes(), graph.graph.number_of_edges()
    fork = median(_first_answer_of_a_fork() for _ in range(FORKED))
    return [
        Measurement("memory: web process", after, "MB", "without its graph", before),
        Measurement("graph: nodes", nodes, ""),
        Measurement("graph: links", edges, ""),
        Measurement("memory: of the graph", after - before, "MB"),
        Measurement("memory: added by a second process", in_child(_search), "MB", "the first", after),
        Measurement("replica: start by fork, to the first answer", 1000 * fork, "ms"),
    ]


def _first_answer_of_a_fork() -> float:
    """Return the seconds from the fork until the child has checked that its graph is up to date."""
    connections.close_all()
    said, report = os.pipe()
    began = perf_counter()
    child = os.fork()
    if child == 0:
        try:
            replica.preload()
            os.write(report, str(perf_counter() - began).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(report)
    with os.fdopen(said) as answer:
        return float(answer.read())


def _search() -> float:
    """Return the private memory in megabytes of a forked process after it has searched the whole graph."""
    with replica.reading() as graph:
        start = graph.of_type("Country")[0]
        for _ in nx.bfs_edges(graph.graph.to_undirected(as_view=True), start):
            pass
    return memory.private()


def filtering() -> list[Measurement]:
    """Measure a filter that reads a value of each project: first from stored text, then from decoded values."""
    replica.preload()
    # As in gunicorn.conf.py: otherwise the garbage collector would walk through the whole graph repeatedly.
    gc.freeze()
    with replica.reading() as graph:
        projects = graph.of_type("Project")[:FILTERED]

        def choose() -> None:
            for each in projects:
                _ = "country/KH" in graph.node(each)["values"].get("countries", ())

        first = 1000 * seconds(choose)
        again = 1000 * median_seconds(choose, LOADED)
    return [
        Measurement("filter: projects", len(projects), ""),
        Measurement("filter: values that nobody has read", first, "ms", "again", again),
    ]


def asking() -> list[Measurement]:
    """Measure the freshness query that precedes every answer, compared with its SQL alone."""
    replica.preload()
    with CaptureQueriesContext(connection) as queries:
        mirror.freshness()
    sql = queries[0]["sql"]

    def by_cursor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            cursor.fetchone()

    raw = median_seconds(by_cursor, ASKED)
    return [
        Measurement("freshness query", 1000 * median_seconds(mirror.freshness, ASKED), "ms", "its SQL", 1000 * raw),
        Measurement("reading an unchanged graph", 1000 * median_seconds(replica.preload, ASKED), "ms"),
    ]


def publishing() -> list[Measurement]:
    """Measure publishing of the same pages without triggers and with the mirror, until the next reader sees them."""
    replica.preload()
    # As in gunicorn.conf.py.
    gc.freeze()
    public = ProjectPage.objects.filter(live=True, expire_at=None, view_restrictions=None, locale__language_code="en")
    keys = list(public.order_by("pk").values_list("pk", flat=True))
    alone, mirrored = [], []
    for primary in keys[:: max(1, len(keys) // PUBLISHED)][:PUBLISHED]:
        triggers.drop()
        alone.append(1000 * _publish(primary, "alone"))
        triggers.install()
        mirror.freshness()  # compares the triggers, as readers do after a migration
        mirrored.append(_publish_and_read(primary))
    publish, drain, follow, visible = zip(*mirrored, strict=True)
    marked, drained, followed = (1000 * median(times) for times in (publish, drain, follow))
    added = median(1000 * (one + other) - before for before, one, other in zip(alone, publish, drain, strict=True))
    return [
        Measurement("publish: with the mirror", marked + drained, "ms", "Wagtail alone", median(alone)),
        Measurement("publish: added by the mirror", added, "ms"),
        Measurement("publish: of this, the drain", drained, "ms"),
        Measurement("publish: the next reader catches up", followed, "ms"),
        Measurement("publish: visible to the next reader", sum(visible), f"of {len(visible)}"),
    ]


def _publish(primary: int, title: str) -> float:
    page = ProjectPage.objects.get(pk=primary)
    page.title = title
    return seconds(page.save_revision().publish)


def _publish_and_read(primary: int) -> tuple[float, float, float, bool]:
    """Return the seconds of publishing, the drain and the next reader, and whether that reader sees the change."""
    publish = _publish(primary, "mirrored")
    drain, follow = seconds(mirror.ensure_fresh), seconds(replica.preload)
    with replica.reading() as graph:
        node = graph.node(id_of(ProjectPage.objects.get(pk=primary)))
        return publish, drain, follow, node["values"]["title"]["en"] == "mirrored"


def _public() -> int:
    return Resource.objects.filter(status=Resource.Status.PUBLIC).count()
