"""The query server follows the journal: what was published is found, and what was hidden is not, in the next answer."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from cms.models import ProjectPage
from graph.identity import iri
from tests.fixtures import publish, restrict
from tests.graph.sparql.serving import serving

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = "SELECT ?title { ?s a <http://testserver/vocab#Project> ; <http://schema.org/name> ?title }"


@pytest.fixture
def titles(project, client, settings, tmp_path):
    """Yield titles of projects, as the endpoint says."""
    settings.SPARQL_SOCKET = tmp_path / "socket"

    def ask():
        response = client.get("/sparql", {"query": TITLES}, headers={"Accept": "*/*"})
        assert response.status_code == 200, response.text
        return sorted(row["title"]["value"] for row in json.loads(response.content)["results"]["bindings"])

    with serving(settings.SPARQL_SOCKET, database=str(connection.settings_dict["NAME"])):
        yield ask


def test_every_answer_is_of_the_present_state(titles, project, index):
    assert titles() == ["Training in Phnom Penh"]
    other = publish(index.add_child(instance=ProjectPage(title="Another", slug="another", live=False)))
    assert titles() == ["Another", "Training in Phnom Penh"]
    other.title = "Renamed"
    other = publish(other)
    assert titles() == ["Renamed", "Training in Phnom Penh"]
    restrict(index)
    assert titles() == []
    index.view_restrictions.all().delete()
    assert titles() == ["Renamed", "Training in Phnom Penh"]
    project.unpublish()
    assert titles() == ["Renamed"]
    other.delete()
    assert titles() == []


def test_after_a_rebuild_it_loads_anew(titles, project):
    assert titles() == ["Training in Phnom Penh"]
    call_command("rebuild_graph", verbosity=0)
    assert titles() == ["Training in Phnom Penh"]


def test_a_draft_is_nowhere_in_the_store(titles, project, client):
    project.title = "canary draft"
    project.save_revision()
    query = f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ <{iri('project/x')}> ?p ?o }} FILTER(CONTAINS(STR(?o), 'canary')) }}"
    response = client.get("/sparql", {"query": query})
    assert json.loads(response.content)["results"]["bindings"] == []


def test_the_store_knows_its_own_catalogue(titles, project, client):
    dataset = "<http://testserver/dataset>"
    query = f"ASK {{ GRAPH {dataset} {{ {dataset} a <http://www.w3.org/ns/dcat#Dataset> }} }}"
    assert json.loads(client.get("/sparql", {"query": query, "format": "json"}).content)["boolean"]


def test_codes_have_labels_in_the_store(titles, project, client):
    kind = "<http://testserver/vocab#OrganisationKind-government>"
    query = f"SELECT ?label {{ {kind} <http://www.w3.org/2004/02/skos/core#prefLabel> ?label }}"
    found = json.loads(client.get("/sparql", {"query": query, "format": "json"}).content)["results"]["bindings"]
    assert {"en", "fr", "es", "ar", "ru", "zh"} <= {row["label"]["xml:lang"] for row in found}
    vocabulary = "<http://testserver/vocab>"
    graph = f"ASK {{ GRAPH {vocabulary} {{ {vocabulary} a <http://www.w3.org/2002/07/owl#Ontology> }} }}"
    assert json.loads(client.get("/sparql", {"query": graph, "format": "json"}).content)["boolean"]
