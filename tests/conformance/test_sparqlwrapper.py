"""SPARQLWrapper, the usual client in Python: every format that it can ask for, and what it makes of the answer.

It sends the format by three parameters and, differently, by the Accept header: https://sparqlwrapper.readthedocs.io/
"""

import csv
import io

import pytest
from django.db import connection
from rdflib import RDFS, Graph, URIRef

from graph.identity import id_of, iri
from tests.graph.sparql.serving import serving

client = pytest.importorskip("SPARQLWrapper", reason="The client `sparqlwrapper` is not installed: run `make clients`.")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning", "ignore:Format requested"),
]

SELECT = "SELECT ?name { ?project dct:spatial/rdfs:label ?name FILTER(LANG(?name) = 'en') }"
CONSTRUCT = f"CONSTRUCT {{ ?project rdfs:label ?name }} {SELECT.removeprefix('SELECT ?name')}"
READ_AS = {"xml": "xml", "rdf": "xml", "rdf+xml": "xml", "turtle": "turtle", "n3": "turtle", "json-ld": "json-ld"}


@pytest.fixture(scope="module")
def socket(tmp_path_factory):
    return tmp_path_factory.mktemp("sparqlwrapper") / "socket"


@pytest.fixture
def wrapper(project, live_server, settings, socket):
    """Yield a function from a query, a format and a method to the answer."""
    settings.SPARQL_SOCKET = socket

    def ask(query, form=None, method=client.GET):
        service = client.SPARQLWrapper(f"{live_server.url}/sparql")
        service.setQuery(query)
        service.setMethod(method)
        if form:
            service.setReturnFormat(form)
        return service.query()

    with serving(socket, database=str(connection.settings_dict["NAME"])):
        yield ask


def test_it_reads_solutions_and_graphs_in_every_format(wrapper, project):
    for method in (client.GET, client.POST):
        solutions = wrapper(SELECT, client.JSON, method).convert()["results"]["bindings"]
        assert [row["name"]["value"] for row in solutions] == ["Cambodia"]
        for form in (None, client.XML):
            literals = wrapper(SELECT, form, method).convert().getElementsByTagName("literal")
            assert [each.firstChild.data for each in literals] == ["Cambodia"]
        for form, delimiter in ((client.CSV, ","), (client.TSV, "\t")):
            answer = wrapper(SELECT, form, method).convert().decode()
            assert "Cambodia" in list(csv.reader(io.StringIO(answer), delimiter=delimiter))[1][0]
        for query in (CONSTRUCT, f"DESCRIBE <{iri(id_of(project))}>"):
            for form in (None, *READ_AS):
                assert ("Cambodia" in labels(wrapper(query, form, method), form)) is (query == CONSTRUCT)


def labels(answer, form):
    """Return the names of what a graph describes; it is never empty."""
    graph = answer.convert()
    if not isinstance(graph, Graph):
        graph = Graph().parse(data=graph, format=READ_AS[form])
    found = {str(name) for name in graph.objects(None, RDFS.label)}
    assert found and all(isinstance(subject, URIRef) for subject in graph.subjects())
    return found


def test_it_says_yes_or_no(wrapper):
    assert wrapper("ASK { ?project dct:spatial country:KH }", client.JSON).convert()["boolean"] is True
