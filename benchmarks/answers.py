"""Measurement of the work for typical GraphQL answers without any cache, with requests of Django's test client.

Times are those of the processor, so that other work of the machine is not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import process_time

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks.measuring import Measurement, in_child, p95

RUNS = 50
QUERIES = {
    "20 cards": """{ projects(first: 20, orderBy: START_DATE_DESC) { totalCount nodes {
        id title url startDate { text } countries(first: 3) { nodes { title } } } } }""",
    "100 rows of ten fields": """{ projects(first: 100) { nodes {
        id iri url title modified version languages types startDate { edtf } endDate { text } } } }""",
    "a filter through links, with facets": """{ projects(first: 20, filter: {
        countries: { some: { code: { in: ["KH", "VN"] } } } startDate: { overlaps: { from: "2019", to: "2021" } } }) {
        totalCount nodes { title }
        facets { countries(excludeOwn: true) { values { label count } } themes { values { label count } } }
        sums { fundingsAmount { currency value } } } }""",
    "a search of everything, with facets": """{ search(query: "training culture", first: 20) {
        totalCount edges { node { title url } match { score } }
        facets { type { values { value count } } countries { values { label count } } } } }""",
}


def measure() -> Iterator[Measurement]:
    yield from in_child(answering)


@override_settings(GRAPHQL_LIMITS={"rate": None})
def answering() -> list[Measurement]:
    client = Client()
    found = []

    def ask(query: str) -> float:
        start = process_time()
        response = client.post("/graphql/", {"query": query}, content_type="application/json")
        taken = process_time() - start
        assert "errors" not in response.json(), response.json()["errors"]
        return 1000 * taken

    for name, query in QUERIES.items():
        ask(query)
        times = [ask(query) for _ in range(RUNS)]
        found.append(Measurement(f"GraphQL: {name}: p95", p95(times), "ms of CPU", "median", median(times)))
        with CaptureQueriesContext(connection) as captured:
            ask(query)
        found.append(Measurement(f"GraphQL: {name}: queries of the database", len(captured), ""))
    return found
