"""Worked queries as resources: any tool finds them by their class, with a label, and can run their text."""

import pyoxigraph as ox
import pytest

from graph.publishing.formats import FORMATS
from graph.publishing.prefixes import prefixes
from graph.publishing.queries import worked_queries

pytestmark = pytest.mark.django_db

EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT ?example ?kind ?comment ?query WHERE {
  ?example a sh:SPARQLExecutable, ?kind ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|spex:describe ?query .
  FILTER(LANG(?comment) = "en" && ?kind != sh:SPARQLExecutable)
}"""
"""How editors and assistants look for examples in the pattern of sib-swiss/sparql-examples."""
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?prefix ?namespace WHERE {
  ?example sh:prefixes/sh:declare ?declared . ?declared sh:prefix ?prefix ; sh:namespace ?namespace
}"""


def store(content, form=ox.RdfFormat.TURTLE):
    found = ox.Store()
    found.load(content, form)
    return found


@pytest.mark.parametrize("address", ["/sparql/queries.ttl", "/dataset.ttl"])
def test_every_worked_query_is_found_by_its_class(client, address):
    found = {each["example"].value: each for each in store(client.get(address).content).query(EXAMPLES)}
    assert found.keys() == {f"http://testserver/sparql/queries/{name}" for name in worked_queries()}
    for name, query in worked_queries().items():
        row = found[f"http://testserver/sparql/queries/{name}"]
        assert (row["comment"].value, row["query"].value) == (query.question, query.text)
        assert row["kind"].value.lower().endswith(f"sparql{query.form.lower()}executable")
        ox.Store().query(row["query"].value)


def test_the_prefixes_are_declared(client):
    rows = store(client.get("/sparql/queries.ttl").content).query(PREFIXES)
    assert {each["prefix"].value: each["namespace"].value for each in rows} == dict(prefixes())


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.extension)
def test_the_document_is_in_every_format(client, form):
    by_suffix = client.get(f"/sparql/queries.{form.extension}")
    by_header = client.get("/sparql/queries", headers={"Accept": form.media_type})
    assert by_suffix["Content-Type"] == by_header["Content-Type"] == form.content_type
    assert by_suffix.content == by_header.content
    again = client.get(f"/sparql/queries.{form.extension}", headers={"If-None-Match": by_suffix["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        ("text/html", "/sparql?example=who-funds-whom"),
        ("application/sparql-query", "http://testserver/sparql/queries/who-funds-whom.rq"),
        ("text/turtle", "http://testserver/sparql/queries.ttl"),
        ("*/*", "/sparql?example=who-funds-whom"),
    ],
)
def test_the_name_of_a_query_leads_to_what_is_asked_for(client, accept, leads_to):
    response = client.get("/sparql/queries/who-funds-whom", headers={"Accept": accept})
    assert (response.status_code, response["Location"]) == (303, leads_to)
    assert client.get(response["Location"]).status_code == 200


def test_what_is_not_there_is_told(client):
    assert client.get("/sparql/queries/none").status_code == 404
    assert "sparql/queries.ttl" in client.get("/sparql/queries.docx").content.decode()
    assert client.get("/sparql/queries", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/sparql/queries", headers={"Accept": "text/html"})["Location"] == "/sparql"
