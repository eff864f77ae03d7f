"""From GraphQL to linked data: the JSON-LD of an answer says what the Turtle document says, and nothing else."""

import pytest
import rdflib

from graph.identity import id_of, iri
from graph.publishing.formats import FORMATS
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

QUERY = """query ($id: ID!) { node(id: $id) { ... on Resource { version jsonld dataDocuments { url mediaType } } } }"""


def local(url):
    return url.removeprefix("http://testserver")


def triples(client, jsonld):
    """As a client expands it, with the context that the document names."""
    context = client.get(local(jsonld["@context"])).json()
    graph = rdflib.Graph().parse(data={**jsonld, **context}, format="json-ld")
    return set(graph)


def turtle(client, documents):
    [address] = [each["url"] for each in documents if each["mediaType"] == "text/turtle"]
    response = client.get(local(address))
    assert response.status_code == 200
    return set(rdflib.Graph().parse(data=response.content.decode(), format="turtle"))


def test_a_resource_says_the_same_as_its_document(ask, client, project):
    found = ask(QUERY, id=iri(id_of(project)))["node"]
    assert [each["mediaType"] for each in found["dataDocuments"]] == [each.media_type for each in FORMATS]
    assert triples(client, found["jsonld"]) == turtle(client, found["dataDocuments"])
    assert len(triples(client, found["jsonld"])) > 20


def test_a_part_says_what_is_stated_about_itself(ask, client, project):
    funding = iri(id_of(project.fundings.get()))
    found = ask(QUERY, id=funding)["node"]
    stated = turtle(client, found["dataDocuments"])
    assert triples(client, found["jsonld"]) == {each for each in stated if str(each[0]) == funding}


def test_every_resource_of_a_list_expands_to_its_document(ask, client, project, korea):
    query = (
        """{ search(query: "ministry cambodia korea training") { nodes { jsonld dataDocuments { url mediaType } } } }"""
    )
    found = ask(query)["search"]["nodes"]
    assert len(found) >= 4
    for each in found:
        assert triples(client, each["jsonld"]) == turtle(client, each["dataDocuments"])


def test_a_version_grows_when_something_is_different_and_only_then(ask, project, cambodia):
    def versions():
        found = ask('{ project(slug: "training") { version } country(code: "KH") { version } }')
        return found["project"]["version"], found["country"]["version"]

    before = versions()
    publish(project)
    project.title = "Training in Siem Reap"
    publish(project)
    after = versions()
    assert after[0] > before[0]
    assert after[1] == before[1] == versions()[1]


def test_triples_and_long_texts_come_with_one_query(ask, post, project, django_assert_num_queries):
    ask("{ __typename }")
    with django_assert_num_queries(2):
        post("{ projects { nodes { jsonld overview { text } } } countries { nodes { jsonld } } }")
