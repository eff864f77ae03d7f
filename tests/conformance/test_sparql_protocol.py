"""The W3C's tests of the SPARQL 1.1 Protocol: queries pass, and every update is refused because we only read.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/
"""

import json

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection

from tests.conformance.conftest import suite
from tests.graph.sparql.serving import serving

FOLDER = suite("sparql11/protocol")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

MANIFEST = Graph().parse(FOLDER / "manifest.ttl")
TESTS = {str(each).rpartition("#")[2]: each for each in MANIFEST.subjects(RDF.type, MF.ProtocolTest)}
QUERIES = sorted(name for name in TESTS if "update" not in name)
UPDATES = sorted(name for name in TESTS if "update" in name)


@pytest.fixture(scope="module")
def socket(tmp_path_factory):
    """Of a query server that holds the suite's data under the names that its tests use."""
    quads = []
    for data in {data for test in TESTS.values() for data in MANIFEST.objects(test, UT.graphData)}:
        graph = ox.NamedNode(str(MANIFEST.value(data, RDFS.label)))
        file = FOLDER / str(MANIFEST.value(data, UT.graph)).rpartition("/")[2]
        quads += [ox.Quad(each.subject, each.predicate, each.object, graph) for each in ox.parse(path=file)]
    path = tmp_path_factory.mktemp("protocol") / "socket"
    with serving(path, nquads=ox.serialize(quads, format=ox.RdfFormat.N_QUADS).decode()):
        yield path


def requests(name):
    connection = MANIFEST.value(TESTS[name], MF.action)
    return Collection(MANIFEST, MANIFEST.value(connection, HT.requests))


def send(client, request):
    headers = {"accept": "*/*"}
    if listed := MANIFEST.value(request, HT.headers):
        for header in Collection(MANIFEST, listed):
            headers[str(MANIFEST.value(header, HT.fieldName)).lower()] = str(MANIFEST.value(header, HT.fieldValue))
    body = MANIFEST.value(request, HT.body)
    characters = str(MANIFEST.value(body, CNT.chars)) if body else ""
    encoding = str(MANIFEST.value(body, CNT.characterEncoding)) if body else "utf-8"
    return client.generic(
        str(MANIFEST.value(request, HT.methodName)),
        str(MANIFEST.value(request, HT.absolutePath)),
        characters.encode(encoding),
        headers.pop("content-type", ""),
        headers=headers,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", QUERIES)
def test_query(client, settings, socket, name):
    settings.SPARQL_SOCKET = socket
    for request in requests(name):
        expected = MANIFEST.value(request, HT.resp)
        response = send(client, request)
        statuses = {str(each)[-3] for each in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(response.status_code)[0] in statuses, response.content
        if (boolean := MANIFEST.value(expected, MF.expectedBoolean)) is not None:
            assert json.loads(response.content)["boolean"] is boolean.toPython()
        if (kind := MANIFEST.value(expected, MF.expectedFormat)) is not None:
            assert kind_of(response) == str(kind)


def kind_of(response):
    if response.headers["Content-Type"] != "application/sparql-results+json":
        list(ox.parse(response.content, ox.RdfFormat.from_media_type(response.headers["Content-Type"].split(";")[0])))
        return "RDF"
    return "boolean" if "boolean" in json.loads(response.content) else "tabular"


@pytest.mark.django_db
@pytest.mark.parametrize("name", UPDATES)
def test_update_is_refused(client, settings, socket, name):
    settings.SPARQL_SOCKET = socket
    response = send(client, requests(name)[0])
    assert 400 <= response.status_code < 500
    assert not response.headers.get("Location")
