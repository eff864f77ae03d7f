"""/shapes.ttl: SHACL that others can load, one shape for each declared type, and what is published conforms to it."""

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, SKOS, Graph, Literal

from graph.declarations import registry
from graph.identity import iri
from graph.publishing.shapes import shape_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shapes(client):
    response = client.get("/shapes.ttl")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/turtle; charset=utf-8")
    list(ox.parse(response.content, ox.RdfFormat.TURTLE))
    return Graph().parse(data=response.content, format="turtle")


def test_every_type_has_a_shape(shapes):
    found = set(shapes.subjects(RDF.type, SH.NodeShape))
    assert {shape_of(declared) for declared in registry()} <= found
    assert all((shape, SH.targetClass | SH.target, None) in shapes for shape in found if "#rule-" not in shape)


def test_what_is_published_conforms(content, shapes, client):
    data = Graph().parse(data=client.get("/data/all.ttl").getvalue(), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    severities = set(report.objects(None, SH.resultSeverity))
    assert SH.Violation not in severities


def test_types_that_share_a_class_are_told_apart(content, shapes, client):
    """By validators that know SHACL's advanced features, and left alone by others."""
    data = Graph().parse(data=client.get("/data/all.ttl").getvalue(), format="turtle")
    theme = next(each for each in data.subjects(SKOS.prefLabel) if str(each).startswith(iri("theme/")))
    data.add((theme, SKOS.prefLabel, Literal("Said twice", lang="en")))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    violations = set(report.subjects(SH.resultSeverity, SH.Violation))
    assert {report.value(each, SH.focusNode) for each in violations} == {theme}
    sources = {report.value(each, SH.sourceShape) for each in violations}
    assert all(each.startswith(shape_of(registry().types["Theme"])) for each in sources)


def test_it_is_revalidated(client):
    etag = client.get("/shapes.ttl").headers["ETag"]
    assert client.get("/shapes.ttl", headers={"If-None-Match": etag}).status_code == 304
