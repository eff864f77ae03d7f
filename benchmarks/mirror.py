"""The mirror: what it adds to publishing, how soon readers see it, what a rebuild and a start cost."""

from __future__ import annotations

import gc
import resource
from collections.abc import Iterator
from statistics import median

import networkx as nx
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import memory
from benchmarks.measuring import Measurement, in_child, median_seconds, seconds
from benchmarks.transactions import OtherWriter, held
from cms.models import ProjectPage
from graph import mirror, rebuild, replica, triggers
from graph.identity import id_of
from graph.models import Resource, State

PUBLISHED = 15
ASKED = 2000
LOADED = 3
FILTERED = 10_000


def measure() -> Iterator[Measurement]:
    """Each part in a process of its own."""
    for part in (rebuilding, rebuilding_again, starting, remembering, filtering, asking, publishing):
        yield from in_child(part)


def rebuilding() -> list[Measurement]:
    """The first one, in which everything is written."""
    with held() as holds, OtherWriter() as other:
        duration = seconds(rebuild.rebuild)
    found = _public()
    results = [
        Measurement(f"rebuild: {found} resources written", duration, "s"),
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
    """Of an exact mirror, in which nothing is written."""
    duration = seconds(rebuild.rebuild)
    return [Measurement("rebuild: nothing to write, speed", _public() / duration, "resources/s")]


def starting() -> list[Measurement]:
    """A web process that loads its graph, against the same rows read and dropped."""
    state = State.objects.get()
    rows = Resource.objects.filter(status=Resource.Status.PUBLIC).values_list("pk", "change__values")
    load = median_seconds(lambda: replica.Replica.load(state), LOADED)
    read = median_seconds(lambda: [None for _ in rows.iterator()], LOADED)
    return [Measurement(f"replica: start with {_public()} resources", load, "s", "reading their rows", read)]


def remembering() -> list[Measurement]:
    """A web process with its graph, and a second one forked from it as gunicorn.conf.py does."""
    if not memory.IS_KNOWN:
        return []
    before = memory.resident()
    replica.preload()
    gc.collect()
    gc.freeze()
    after = memory.resident()
    with replica.reading() as graph:
        nodes, edges = graph.graph.number_of_nodes(), graph.graph.number_of_edges()
    fork = median_seconds(lambda: in_child(_public), LOADED)
    return [
        Measurement("memory: web process", after, "MB", "without its graph", before),
        Measurement(f"memory: graph of {nodes} nodes, {edges} links", after - before, "MB"),
        Measurement("memory: added by a second process", in_child(_search), "MB", "the first", after),
        Measurement("replica: start by fork, with one query", 1000 * fork, "ms"),
    ]


def _search() -> float:
    """Memory of its own that a forked process has after it has searched the whole graph."""
    with replica.reading() as graph:
        start = graph.of_type("Country")[0]
        for _ in nx.bfs_edges(graph.graph.to_undirected(as_view=True), start):
            pass
    return memory.private()


def filtering() -> list[Measurement]:
    """A list of one country's projects, for which a value of each project is read: as text at first, then decoded."""
    replica.preload()
    # As gunicorn.conf.py has it: without, the collector walks through the whole graph again and again.
    gc.freeze()
    with replica.reading() as graph:
        projects = graph.of_type("Project")[:FILTERED]

        def choose() -> None:
            for each in projects:
                _ = "country/KH" in graph.node(each)["values"].get("countries", ())

        first = 1000 * seconds(choose)
        again = 1000 * median_seconds(choose, LOADED)
    return [Measurement(f"filter {len(projects)} projects, whose values nobody has read", first, "ms", "again", again)]


def asking() -> list[Measurement]:
    """The query before every answer, and the same SQL without what is around it."""
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
    """Publish the same pages by turns without triggers and with the mirror, up to the next reader."""
    replica.preload()
    public = ProjectPage.objects.filter(live=True, expire_at=None, view_restrictions=None, locale__language_code="en")
    keys = list(public.order_by("pk").values_list("pk", flat=True))
    alone, mirrored = [], []
    for primary in keys[:: max(1, len(keys) // PUBLISHED)][:PUBLISHED]:
        triggers.drop()
        alone.append(1000 * _publish(primary, "alone"))
        triggers.install()
        mirrored.append(_publish_and_read(primary))
    publish, drain, follow, visible = zip(*mirrored, strict=True)
    marked, drained, followed = (1000 * median(times) for times in (publish, drain, follow))
    return [
        Measurement("publish: with the mirror", marked + drained, "ms", "Wagtail alone", median(alone)),
        Measurement("publish: of this, the drain", drained, "ms"),
        Measurement("publish: the next reader catches up", followed, "ms"),
        Measurement("publish: visible to the next reader", sum(visible), f"of {len(visible)}"),
    ]


def _publish(primary: int, title: str) -> float:
    page = ProjectPage.objects.get(pk=primary)
    page.title = title
    return seconds(page.save_revision().publish)


def _publish_and_read(primary: int) -> tuple[float, float, float, bool]:
    """Seconds that publishing, the drain and the next reader take, and whether that one sees it."""
    publish = _publish(primary, "mirrored")
    drain, follow = seconds(mirror.ensure_fresh), seconds(replica.preload)
    with replica.reading() as graph:
        node = graph.node(id_of(ProjectPage.objects.get(pk=primary)))
        return publish, drain, follow, node["values"]["title"]["en"] == "mirrored"


def _public() -> int:
    return Resource.objects.filter(status=Resource.Status.PUBLIC).count()
