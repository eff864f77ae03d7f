"""JSON-LD means the same as the N-Quads that it is made of, and reads well where the context allows it."""

import json
import string

import orjson
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.identity import id_of, iri
from graph.publishing import documents
from graph.publishing.jsonld import compact, document
from tests.graph.publishing.parsers import by_oxigraph, by_rdflib

GRAPH = ox.NamedNode("http://testserver/data/project/1")
SCHEMA = "http://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
YEAR = ox.Literal("2020", datatype=ox.NamedNode(f"{XSD}gYear"))

subjects = st.sampled_from(["http://testserver/id/project/1", "http://testserver/id/funding/2"]).map(ox.NamedNode)
predicates = st.sampled_from(
    [
        *(SCHEMA + name for name in ("name", "description", "startDate", "funder", "amount", "url", "unknown")),
        "http://purl.org/dc/terms/modified",
        "http://testserver/vocab#ongoing",
        "http://testserver/vocab#fundingYear",
        "http://elsewhere.example/a/b#c",
    ]
).map(ox.NamedNode)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
iris = st.text(string.ascii_lowercase + ":/?=", max_size=8).map(lambda end: ox.NamedNode(f"http://x.example/{end}"))
strings = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda text, language: ox.Literal(text, language=language), texts, st.sampled_from(["en", "fr", "zh"])),
)
literals = st.one_of(
    strings,
    st.builds(
        lambda text, datatype: ox.Literal(text, datatype=ox.NamedNode(datatype)),
        st.one_of(texts, st.integers().map(str), st.sampled_from(["true", "1", "007", "+1", "1000.50", "2020-01-01"])),
        st.sampled_from([f"{XSD}{name}" for name in ("integer", "boolean", "decimal", "dateTime", "gYear")]),
    ),
)
quads = st.builds(ox.Quad, subjects, predicates, st.one_of(iris, literals), st.just(GRAPH))


def nquads(statements):
    ordered = sorted(statements, key=lambda quad: str(quad.subject))
    return ox.serialize(ordered, format=ox.RdfFormat.N_QUADS).decode()


@given(st.sets(quads, max_size=12))
def test_any_statements_survive(statements):
    text = orjson.dumps(document(nquads(statements)))
    assert by_oxigraph(text, "jsonld") == {str(quad.triple) for quad in statements}


@given(st.sets(st.builds(ox.Quad, subjects, predicates, st.one_of(iris, strings), st.just(GRAPH)), max_size=6))
def test_another_reader_sees_the_same(statements):
    text = orjson.dumps(document(nquads(statements)))
    assert by_rdflib(text, "jsonld") == {str(quad.triple) for quad in statements}


@pytest.mark.parametrize(
    ("predicate", "terms", "expected"),
    [
        ("name", [ox.Literal("a", language="en"), ox.Literal("b", language="fr")], {"en": "a", "fr": "b"}),
        ("name", [ox.Literal("a", language="en"), ox.Literal("b", language="en")], {"en": ["a", "b"]}),
        ("funder", [ox.NamedNode("http://x.example/1")], "http://x.example/1"),
        ("amount", [ox.Literal("1.50", datatype=ox.NamedNode(f"{XSD}decimal"))], "1.50"),
        ("unknown", [ox.Literal("5", datatype=ox.NamedNode(f"{XSD}integer"))], 5),
        ("unknown", [ox.Literal("true", datatype=ox.NamedNode(f"{XSD}boolean"))], True),
        ("unknown", [ox.Literal("x")], "x"),
        ("startDate", [YEAR], {"@value": "2020", "@type": "xsd:gYear"}),
    ],
)
def test_values_are_written_as_short_as_their_meaning_allows(predicate, terms, expected):
    subject, name = ox.NamedNode("http://testserver/id/project/1"), ox.NamedNode(SCHEMA + predicate)
    (node,) = document(nquads(ox.Quad(subject, name, term, GRAPH) for term in terms))["@graph"]
    assert node[f"schema:{predicate}"] == expected


def test_iris_without_a_prefix_stay_whole():
    assert compact("http://schema.org/name") == "schema:name"
    assert compact("https://schema.org/name") == "https://schema.org/name"


@pytest.mark.django_db
def test_a_page_carries_its_resource_first_under_its_own_iri(project):
    embedded = documents.json_ld(id_of(project))
    assert embedded["@graph"][0]["@id"] == iri(id_of(project))
    assert embedded["@graph"][0]["name"] == {"en": "Training in Phnom Penh"}
    assert embedded["@context"]["@vocab"] == str(SCHEMA)


@pytest.mark.django_db
def test_a_page_that_is_not_public_carries_nothing(project):
    project.unpublish()
    assert documents.json_ld(id_of(project)) is None


@pytest.mark.django_db
def test_documents_hold_the_context_that_is_published(project, client):
    published = client.get("/context.jsonld")
    assert published["Content-Type"] == "application/ld+json"
    assert client.get("/context.jsonld", headers={"If-None-Match": published["ETag"]}).status_code == 304
    whole = json.loads(b"".join(client.get("/data/all.jsonld")))
    single = json.loads(client.get(f"/data/{id_of(project)}.jsonld").content)
    assert whole["@context"] == single["@context"] == json.loads(published.content)["@context"]
