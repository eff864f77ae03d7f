"""A query server with a small dataset, for the tests of a module."""

import pytest

from tests.graph.sparql.serving import serving

INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
DATA = "".join(
    f'<http://e/{number}> <http://e/number> "{number}"^^{INTEGER} <http://e/g{number % 7}> .\n'
    f"<http://e/{number}> <http://e/next> <http://e/{number + 1}> <http://e/g{number % 7}> .\n"
    f'<http://e/{number}> <http://e/label> "número {number}"@es <http://e/g{number % 7}> .\n'
    for number in range(1000)
)


@pytest.fixture(scope="module")
def socket(tmp_path_factory):
    return tmp_path_factory.mktemp("sparql") / "socket"


@pytest.fixture(scope="module")
def server(socket):
    with serving(socket, nquads=DATA) as pid:
        yield pid


@pytest.fixture
def sparql(server, socket, settings, client, db):
    """GET /sparql with a query and, by name, further parameters and headers."""
    settings.SPARQL_SOCKET = socket

    def get(query, accept="application/sparql-results+json", **parameters):
        return client.get("/sparql", {"query": query, **parameters}, headers={"Accept": accept})

    return get
