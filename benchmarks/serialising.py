"""Measurement of Turtle from the text that the journal stores, compared with serialisers that make it from triples."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import Graph

from benchmarks.measuring import Measurement, in_child, median_seconds
from graph.declarations import PREFIXES
from graph.models import Resource
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import TURTLE

SAMPLE = 1000
"""Limit for the number of resources: rdflib takes some seconds to write them as Turtle."""
RUNS = 3


def measure() -> Iterator[Measurement]:
    yield from in_child(serialising)
    yield from in_child(dumping)


def serialising() -> list[Measurement]:
    """Measure the serialising of the same resources: the peers' from memory, Accord's from the database."""
    public = Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("pk")
    keys = list(public.values_list("pk", flat=True))
    rows = public.filter(pk__in=keys[:: len(keys) // SAMPLE + 1])
    statements = "".join(rows.values_list("change__nquads", flat=True))
    triples = [quad.triple for quad in ox.parse(statements, format=ox.RdfFormat.N_QUADS)]
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in triples)
    graph = Graph().parse(data=_dump(store, ox.RdfFormat.N_TRIPLES), format="nt")

    stored = median_seconds(lambda: "".join(rows.values_list("change__turtle", flat=True)), RUNS)
    by_pyoxigraph = median_seconds(lambda: _dump(store, ox.RdfFormat.TURTLE), RUNS)
    by_rdflib = median_seconds(lambda: graph.serialize(format="turtle"), RUNS)
    what = f"Turtle of {len(triples)} triples from stored text"
    return [
        Measurement(what, 1000 * stored, "ms", "rdflib", 1000 * by_rdflib),
        Measurement(what, 1000 * stored, "ms", "pyoxigraph", 1000 * by_pyoxigraph),
    ]


def dumping() -> list[Measurement]:
    """Measure the writing of the whole dataset as a partner downloads it."""
    size = 0

    def dump() -> None:
        nonlocal size
        output = io.BytesIO()
        Snapshot.current().write(TURTLE, output)
        size = len(output.getvalue())

    duration = median_seconds(dump, RUNS)
    megabytes = size / 1024 / 1024
    return [Measurement("Turtle of the whole dataset", megabytes / duration, "MB/s")]


def _dump(store: ox.Store, form: ox.RdfFormat) -> bytes:
    return store.dump(format=form, from_graph=ox.DefaultGraph(), prefixes=PREFIXES) or b""
