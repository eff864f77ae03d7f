"""The vocabulary says all that the data needs said, from the declarations alone."""

import json
from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
import rdflib
from django.contrib.auth.models import Group
from django.db.models import TextChoices

from graph.declarations import (
    ACCORD,
    DCTERMS,
    FOAF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    Boolean,
    Choice,
    GraphType,
    PartialDate,
    String,
    namespaces,
    registration,
)
from graph.publishing import vocabulary
from graph.publishing.formats import BY_EXTENSION
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import READERS, by_oxigraph, quads_by_oxigraph


@pytest.fixture
def published(client, db):
    """Return the vocabulary as rdflib reads it."""
    return rdflib.Graph().parse(data=client.get("/vocab.ttl").content, format="turtle")


@pytest.mark.parametrize("parser", READERS)
def test_every_format_says_the_same(client, db, parser):
    expected = by_oxigraph(client.get("/vocab.nt").content, "nt")
    assert len(expected) > 100
    for extension in READERS[parser]:
        assert parser(client.get(f"/vocab.{extension}").content, extension) == expected, extension


@pytest.mark.parametrize("form", BY_EXTENSION.values())
def test_the_namespace_negotiates(client, db, form):
    response = client.get("/vocab", headers={"Accept": form.media_type})
    assert response.status_code == 200
    assert response.content == client.get(f"/vocab.{form.extension}").content
    assert "Accept" in response["Vary"]


def test_no_term_of_ours_in_data_is_undocumented(content, client, published):
    used = set()
    for quad in quads_by_oxigraph(body(client.get("/data/all.nq")), "nq"):
        terms = [quad.predicate, quad.object, getattr(quad.object, "datatype", None)]
        used.update(term.value for term in terms if isinstance(term, ox.NamedNode) and term.value in ACCORD)
    assert len(used) > 15
    for term in used:
        assert (rdflib.URIRef(term), RDFS.isDefinedBy, None) in published, term


def test_no_term_of_others_in_data_is_unlisted(content, client):
    listed = {str(term) for terms in vocabulary.current().foreign.values() for term in terms}
    for quad in quads_by_oxigraph(body(client.get("/data/all.nq")), "nq"):
        terms = [quad.predicate] + [quad.object] * (quad.predicate.value == str(RDF.type))
        assert all(term.value in listed or term.value in ACCORD for term in terms), quad


def test_every_term_of_ours_has_a_type_and_an_english_label_and_is_ours(published):
    described = set(published.subjects(RDFS.isDefinedBy, None))
    assert described == set(published.subjects(RDF.type, None)) - {rdflib.URIRef(str(ACCORD).rstrip("#"))}
    for term in described:
        labels = [*published.objects(term, RDFS.label), *published.objects(term, SKOS.prefLabel)]
        assert "en" in {label.language for label in labels}, term
        assert term in ACCORD


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_term_of_ours_lacks_a_language(language):
    for term in vocabulary.current().own():
        assert language in term.labels, f"{term.name} has no label: run `make messages` and translate it in locale/."
        assert not term.definitions or language in term.definitions, (
            f"{term.name} has no definition: run `make messages` and translate it in locale/."
        )


def test_every_class_property_list_and_datatype_of_ours_is_defined(published):
    concepts = set(published.subjects(RDF.type, SKOS.Concept))
    for term in set(published.subjects(RDFS.isDefinedBy, None)) - concepts:
        assert published.value(term, SKOS.definition), term


def test_every_property_of_ours_has_one_domain_and_one_range(published):
    properties = set(published.subjects(RDF.type, RDF.Property))
    assert ACCORD.aim in properties
    for term in properties:
        assert len(set(published.objects(term, RDFS.domain))) == 1, term
        assert len(set(published.objects(term, RDFS.range))) == 1, term


def test_terms_follow_from_the_declarations(published):
    assert (ACCORD.Project, RDFS.subClassOf, PROV.Activity) in published
    assert (ACCORD.aim, RDFS.domain, ACCORD.Project) in published
    assert (ACCORD.aim, RDFS.range, RDF.langString) in published
    assert (ACCORD.convention, RDFS.range, SCHEMA.Legislation) in published
    assert (ACCORD.revision, RDFS.domain, FOAF.Document) in published
    concept = ACCORD["OrganisationKind-civil-society"]
    assert (concept, SKOS.inScheme, ACCORD.OrganisationKind) in published
    assert (concept, SKOS.notation, rdflib.Literal("civil-society")) in published
    assert (ACCORD.alpha2, RDF.type, RDFS.Datatype) in published


def test_the_domain_of_a_shared_property_is_what_its_users_have_in_common(published):
    included = set(published.objects(ACCORD.ongoing, SCHEMA.domainIncludes))
    assert {ACCORD.Project, ACCORD.Programme, ACCORD.Activity} <= included
    assert published.value(ACCORD.ongoing, RDFS.domain) == PROV.Activity


class Level(TextChoices):
    LOW = "low", "Low"


def declared(name, rdf, *fields):
    """Return a registry's entry for a type that no installed model declares."""
    return registration.DeclaredType(GraphType(name, rdf=rdf), [Group], {each.name: each for each in fields})


@pytest.fixture
def merged():
    """Return the vocabulary of two types that use the same terms of ours."""
    types = registration.Registry([])
    first = [
        String("a", ACCORD.shared),
        Boolean("b", ACCORD.mixed, definition="The first."),
        Choice("c", ACCORD.level, choices=Level),
    ]
    second = [
        String("x", ACCORD.shared, definition="Said by the second only."),
        PartialDate("y", ACCORD.mixed, definition="The second."),
        Choice("z", DCTERMS.type, choices=Level),
    ]
    types.types = {
        "One": declared("One", (ACCORD.One, PROV.Entity), *first),
        "Two": declared("Two", (ACCORD.Two, PROV.Agent), *second),
    }
    return vocabulary._vocabulary(types)


def test_declarations_of_one_term_add_up(merged):
    shared = merged.properties[ACCORD.shared]
    assert shared.domains_included == [ACCORD.One, ACCORD.Two]
    assert shared.domain == RDFS.Resource
    assert shared.range == namespaces.XSD.string
    assert shared.definitions == {"en": "Said by the second only."}


def test_ranges_of_one_term_add_up_and_the_first_definition_counts(merged):
    mixed = merged.properties[ACCORD.mixed]
    assert mixed.ranges_included == [
        namespaces.XSD.boolean,
        namespaces.XSD.gYear,
        namespaces.XSD.gYearMonth,
        namespaces.XSD.date,
        namespaces.EDTF,
    ]
    assert mixed.range == RDFS.Literal
    assert mixed.definitions == {"en": "The first."}


def test_a_list_of_values_is_described_once(merged):
    (scheme,) = merged.schemes.values()
    assert [concept.iri for concept in scheme.concepts] == [ACCORD["Level-low"]]
    assert scheme.concepts[0].labels == {"en": "Low"}


class Anchors(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.add(dict(attributes).get("id"))


def test_people_find_every_term_on_the_page_where_its_iri_leads(client, db, published):
    response = client.get("/vocab", headers={"Accept": "text/html"})
    assert response["Content-Type"].startswith("text/html")
    anchors = Anchors(response.content.decode()).found
    for term in published.subjects(RDFS.isDefinedBy, None):
        assert str(term).partition("#")[2] in anchors, term


def test_the_page_lists_the_terms_of_others(client, db):
    page = client.get("/vocab", headers={"Accept": "text/html"}).content.decode()
    assert str(SCHEMA.startDate) in page
    assert str(FOAF.Document) in page


def test_labels_come_in_the_languages_into_which_they_are_translated(published):
    labels = {label.language: str(label) for label in published.objects(ACCORD.fundingYear, RDFS.label)}
    assert (labels["en"], labels["fr"]) == ("Year", "Année")


def test_the_context_knows_every_predicate_that_needs_a_word(client, db):
    context = json.loads(client.get("/context.jsonld").content)["@context"]
    assert context["schema"] == str(SCHEMA)
    assert context["schema:name"] == {"@container": "@language"}
    assert context["dct:spatial"] == {"@type": "@id"}
    assert context["dct:modified"] == {"@type": "xsd:dateTime"}
    assert "skos:notation" not in context
