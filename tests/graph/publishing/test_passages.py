"""What GraphQL knows of a text, RDF knows too: who said what, steps, practices, and what the text names."""

import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF

from cms import models
from graph.declarations import ACCORD, SCHEMA
from graph.identity import id_of, iri
from tests.fixtures import publish
from tests.graph.publishing.conftest import body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]

BODY = [
    ("heading", "How they did it"),
    ("quote", {"quotation": "A <law> for all.", "speaker": "Hubert Gijzen", "role": "Director"}),
    ("step", {"title": "Ask", "text": "<p>Ask <b>everyone</b>.</p>"}),
    ("success_factor", {"title": "Time", "text": ""}),
    ("good_practice", {"title": "Open doors", "text": "<p>Let people in.</p>", "source": "https://example.org/doors"}),
]


@pytest.fixture
def module(index, project, cambodia):
    toolkit = publish(index.add_child(instance=models.ToolkitPage(title="Kit", slug="kit", live=False)))
    body = [*BODY, ("case_study", {"title": "Film", "text": "", "projects": [project], "countries": [cambodia]})]
    page = models.ToolkitModulePage(title="Module", slug="module", live=False, body=body)
    page.summary = f'<p>As in <a linktype="page" id="{project.pk}">a project</a>.</p>'
    return publish(toolkit.add_child(instance=page))


@pytest.fixture
def graph(module, client):
    return rdflib.Graph().parse(data=body(client.get("/data/all.ttl")), format="turtle")


def passages(graph, page):
    found = list(graph.objects(rdflib.URIRef(iri(id_of(page))), SCHEMA.hasPart))
    return sorted(found, key=lambda each: int(graph.value(each, SCHEMA.position)))


def test_passages_are_things_in_the_order_of_the_page(graph, module):
    kinds = [graph.value(each, RDF.type) for each in passages(graph, module)]
    assert kinds == [SCHEMA.Quotation, SCHEMA.HowToStep, ACCORD.SuccessFactor, ACCORD.GoodPractice, ACCORD.CaseStudy]


def test_a_quotation_says_who_spoke_in_which_role(graph, module):
    quotation, step, _factor, practice, study = passages(graph, module)
    said = {str(predicate): str(value) for predicate, value in graph.predicate_objects(quotation)}
    assert said[str(SCHEMA.text)] == "A <law> for all."
    assert (said[str(ACCORD.speaker)], said[str(ACCORD.speakerRole)]) == ("Hubert Gijzen", "Director")
    assert graph.value(step, SCHEMA.text) == rdflib.Literal("Ask everyone.", lang="en")
    assert graph.value(practice, DCTERMS.source) == rdflib.URIRef("https://example.org/doors")
    assert graph.value(study, SCHEMA.spatialCoverage) == rdflib.URIRef(iri("country/KH"))


def test_the_address_of_a_passage_leads_to_its_page(graph, module, client):
    path = passages(graph, module)[0].removeprefix("http://testserver")
    assert client.get(path, headers={"Accept": "text/html"})["Location"] == module.full_url
    assert client.get(path, headers={"Accept": "text/turtle"})["Location"].endswith(f"{id_of(module)}.ttl")
    module.unpublish()
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_a_text_says_what_it_names_as_long_as_that_is_public(graph, module, project, client):
    page, named = rdflib.URIRef(iri(id_of(module))), rdflib.URIRef(iri(id_of(project)))
    assert (page, DCTERMS.references, named) in graph
    study = passages(graph, module)[-1]
    assert graph.value(study, SCHEMA.about) == named
    project.unpublish()
    later = rdflib.Graph().parse(data=body(client.get("/data/all.ttl")), format="turtle")
    assert (None, None, named) not in later


def test_every_syntax_has_the_same_statements(graph, client):
    lines = body(client.get("/data/all.nt")).decode().splitlines()
    assert len(lines) == len(set(lines)) == len(graph)
