"""The W3C's tests of result formats (JSON, CSV, TSV) and of the service description, over HTTP."""

import csv
import io

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace

from tests.conformance.conftest import suite
from tests.graph.sparql.serving import serving

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def evaluations():
    """Query, data and expected result of each test, as files."""
    for folder in (suite("sparql11/json-res"), suite("sparql11/csv-tsv-res")):
        manifest = Graph().parse(folder / "manifest.ttl")
        for test, result in manifest.subject_objects(MF.result):
            action = manifest.value(test, MF.action)
            files = (manifest.value(action, QT.query), manifest.value(action, QT.data), result)
            query, data, expected = (folder / str(file).rpartition("/")[2] for file in files)
            yield pytest.param(query, data, expected, id=expected.name)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "data", "expected"), list(evaluations()))
def test_results(client, settings, tmp_path, query, data, expected):
    graph = ox.NamedNode("http://e/graph")
    quads = [ox.Quad(each.subject, each.predicate, each.object, graph) for each in ox.parse(path=data)]
    settings.SPARQL_SOCKET = tmp_path / "socket"
    extension = expected.suffix[1:].replace("srj", "json")
    with serving(settings.SPARQL_SOCKET, nquads=ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode()):
        response = client.get("/sparql", {"query": query.read_text(), "format": extension})
    assert response.status_code == 200
    assert comparable(response.content, extension) == comparable(expected.read_bytes(), extension)


def comparable(content, extension):
    """Return the answer without the order of its rows and columns and the names of its blank nodes."""
    if extension in ("csv", "tsv"):
        separator = {"csv": ",", "tsv": "\t"}[extension]
        quoting = csv.QUOTE_MINIMAL if extension == "csv" else csv.QUOTE_NONE
        head, *rows = csv.reader(io.StringIO(content.decode()), delimiter=separator, quoting=quoting)
        return in_order(dict(zip((name.lstrip("?") for name in head), map(cell, row), strict=True)) for row in rows)
    results = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    return in_order({name: cell(str(row[name])) for name in names} for row in results)


def in_order(rows):
    return sorted(rows, key=lambda row: str(sorted(row.items())))


def cell(text):
    """A number counts by its value: Oxigraph writes 1.0e6 as 1000000, which is the same one."""
    if text.startswith("_:"):
        return "_:"
    value, _, datatype = text.partition("^^")
    try:
        return float(value.strip('"')) if datatype or not text.startswith('"') else text
    except ValueError:
        return text


@pytest.mark.django_db
class TestServiceDescription:
    """https://www.w3.org/2009/sparql/docs/tests/data-sparql11/service-description/"""

    @pytest.fixture
    def description(self, client):
        return client.get("/sparql", headers={"Accept": "text/turtle"})

    def test_a_get_without_query_returns_rdf(self, description):
        assert Graph().parse(data=description.content, format="turtle")

    def test_it_names_its_endpoint(self, description):
        graph = Graph().parse(data=description.content, format="turtle")
        (service,) = graph.subjects(RDF.type, SD.Service)
        assert str(graph.value(service, SD.endpoint)) == "http://testserver/sparql"

    def test_its_terms_are_those_of_the_schema(self, description):
        """Every result format, feature and language is a resource, and the default dataset has a default graph."""
        graph = Graph().parse(data=description.content, format="turtle")
        (service,) = graph.subjects(RDF.type, SD.Service)
        assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
        assert (service, SD.feature, SD.UnionDefaultGraph) in graph
        assert len(set(graph.objects(service, SD.resultFormat))) == 10
        dataset = graph.value(service, SD.defaultDataset)
        assert (dataset, RDF.type, SD.Dataset) in graph
        assert (graph.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in graph
