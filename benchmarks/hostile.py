"""Measurement of the work for malicious GraphQL documents until they are refused, with Django's test client.

Times are those of the processor, so that other work of the machine is not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import process_time

from django.test import Client, override_settings

from benchmarks.measuring import Measurement, in_child

RUNS = 5
TYPES = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
NEIGHBOURS = "projects { nodes { countries { nodes { "


def repeated(pattern: str, number: int) -> str:
    """Return the pattern `number` times, each time with its index in the place of #."""
    return " ".join(pattern.replace("#", str(each)) for each in range(number))


def chain(pattern: str, length: int) -> str:
    """Return a document with `length` fragments, each of which spreads the next one.

    In the pattern, # stands for the fragment's number and + for the next one's.
    """
    links = (pattern.replace("+", str(each + 1)).replace("#", str(each)) for each in range(length))
    return f"{{ ...F0 }} {' '.join(links)} fragment F{length} on Query {{ a: __typename }}"


HOSTILE = {
    "50,000 aliases": f"{{ {repeated('a#: __typename', 50_000)} }}",
    "3,000 aliases": f"{{ {repeated('a#: __typename', 3_000)} }}",
    "660 aliases": f"{{ {repeated('a#: __typename', 660)} }}",
    "5,000 fields": "{ " + "__typename " * 5_000 + "}",
    "a cycle of fragments": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a chain of fragments": chain("fragment F# on Query { ...F+ }", 250),
    "fragments that double": chain("fragment F# on Query { ...F+ ...F+ }", 150),
    "many fragments that double": chain("fragment F# on Query { ...F+ ...F+ }", 400),
    "nested lists": "{ countries { nodes { " + NEIGHBOURS * 30 + "id " + "} } } } " * 30 + "} } }",
    "950 directives": "{ __typename " + "@a " * 950 + "}",
    "950 directives that exist": "{ __typename" + " __typename @skip(if: false)" * 280 + " }",
    "the same fields again and again": "{ projects { " + "nodes { id title } " * 300 + "} }",
    "the same fragments again and again": "{ projects { nodes { "
    + repeated("...A#", 120)
    + " } } } "
    + repeated("fragment A# on Project { id title url modified }", 120),
    "a text of a megabyte": '{ node(id: "' + "a" * 1_000_000 + '") { id } }',
    "a long text": '{ node(id: "' + "a" * 60_000 + '") { nothing } }',
    "a long name": "{ " + "a" * 60_000 + " }",
    "5,000 brackets": "{" * 5_000,
    "150 brackets": "{a" * 150 + "}" * 150,
    "brackets of lists": "{ nodes(ids: " + "[" * 900 + "]" * 900 + ") { id } }",
    "300 unknown fields": f"{{ projects {{ nodes {{ {repeated('titel#', 300)} }} }} }}",
    "300 variables": f"query ({repeated('$v#: Nothing', 300)}) {{ __typename }}",
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

    def send(query: str) -> float:
        start = process_time()
        response = client.post("/graphql/", {"query": query}, content_type="application/json")
        taken = process_time() - start
        # The largest ones are refused in plain text, before anything reads them as a query.
        assert response.status_code == 413 or "data" not in response.json()
        return taken

    for name, query in HOSTILE.items():
        send(query)
        found.append(Measurement(f"refused: {name}", 1000 * median(send(query) for _ in range(RUNS)), "ms of CPU"))
    return found
