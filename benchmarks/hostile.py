"""How soon documents made to do harm are refused, over HTTP as far as Django's test client goes."""

from __future__ import annotations

from collections.abc import Iterator

from django.test import Client, override_settings

from benchmarks.measuring import Measurement, in_child, median_seconds

RUNS = 5
TYPES = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
NEIGHBOURS = "projects { nodes { countries { nodes {"

HOSTILE = {
    "50,000 aliases": "{ " + " ".join(f"a{number}: __typename" for number in range(50_000)) + " }",
    "660 aliases": "{ " + " ".join(f"a{number}: __typename" for number in range(660)) + " }",
    "a cycle of fragments": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "fragments that double": "{ ...F0 } "
    + " ".join(f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}" for number in range(150))
    + " fragment F150 on Query { a: __typename }",
    "nested lists": "{ countries { nodes { " + NEIGHBOURS * 30 + " id " + "} } } } " * 30 + "} } }",
    "950 directives": "{ __typename " + "@a " * 950 + "}",
    "the same fields again and again": "{ projects { " + "nodes { id title } " * 300 + "} }",
    "a text of a megabyte": '{ node(id: "' + "a" * 1_000_000 + '") { id } }',
    "introspection inside introspection": TYPES,
    "dear pages inside each other": "{ countries(first: 100) { nodes { projects(first: 100) { nodes { "
    "countries(first: 100) { nodes { title } } } } } } }",
}


def measure() -> Iterator[Measurement]:
    yield from in_child(refusals)


@override_settings(GRAPHQL_LIMITS={"rate": None})
def refusals() -> list[Measurement]:
    client = Client()
    found = []

    def send(query: str) -> None:
        response = client.post("/graphql/", {"query": query}, content_type="application/json")
        assert "data" not in response.json()

    for name, query in HOSTILE.items():
        send(query)
        found.append(
            Measurement(f"refused: {name}", 1000 * median_seconds(lambda query=query: send(query), RUNS), "ms")
        )
    return found
