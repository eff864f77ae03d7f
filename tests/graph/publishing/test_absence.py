"""What was merged leads to what it has become, and what was withdrawn says so in every format."""

import pytest

from cms import models
from graph.identity import document_iri, id_of, iri
from graph.journal import succeed
from graph.publishing.formats import BY_EXTENSION
from tests.fixtures import publish, restrict
from tests.graph.publishing.parsers import by_oxigraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(project, index):
    return publish(index.add_child(instance=models.ProjectPage(title="The same project", slug="twin")))


@pytest.fixture
def merged(project, twin, client):
    """Return the id of a project that has become another one, and that one."""
    client.get("/data/all.nt")
    succeed(id_of(project), id_of(twin))
    name = id_of(project)
    project.delete()
    return name, twin


@pytest.mark.parametrize("extension", ["", ".ttl", ".jsonld"])
def test_a_merged_resource_leads_to_what_it_has_become(merged, client, extension):
    name, twin = merged
    for place, address in (("id", iri(id_of(twin))), ("data", document_iri(id_of(twin)))):
        response = client.get(f"/{place}/{name}{extension}")
        assert (response.status_code, response["Location"]) == (301, f"{address}{extension}")


def test_two_mergers_are_one_step(merged, index, client):
    name, twin = merged
    last = publish(index.add_child(instance=models.ProjectPage(title="Last", slug="last")))
    succeed(id_of(twin), id_of(last))
    twin.delete()
    assert client.get(f"/id/{name}")["Location"] == iri(id_of(last))
    with pytest.raises(ValueError, match="another"):
        succeed(id_of(last), name)


def test_a_resource_that_is_public_stays_where_it_is(project, twin, client):
    succeed(id_of(project), id_of(twin))
    assert client.get(f"/data/{id_of(project)}.ttl").status_code == 200


def test_nothing_leads_to_what_is_private(merged, client):
    name, twin = merged
    restrict(twin)
    response = client.get(f"/id/{name}")
    assert response.status_code == 410
    assert id_of(twin) not in response.content.decode()


def test_nothing_leads_from_what_is_private(project, twin, client):
    client.get("/data/all.nt")
    succeed(id_of(project), id_of(twin))
    restrict(project)
    assert client.get(f"/id/{id_of(project)}").status_code == 404


@pytest.mark.parametrize("extension", BY_EXTENSION)
def test_a_tombstone_says_what_was_withdrawn_and_when(project, client, extension):
    client.get("/data/all.nt")
    project.unpublish()
    response = client.get(f"/data/{id_of(project)}.{extension}")
    assert response.status_code == 410
    triples = by_oxigraph(response.content, extension)
    document = f"<{document_iri(id_of(project))}>"
    assert any(each.startswith(f"{document} <http://www.w3.org/ns/prov#invalidatedAtTime> ") for each in triples)
    assert not any("Training" in each for each in triples)


def test_people_get_a_page_about_what_was_withdrawn(project, client):
    client.get("/data/all.nt")
    project.unpublish()
    response = client.get(f"/id/{id_of(project)}", headers={"Accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (410, "text/html; charset=utf-8")
    assert "withdrawn" in response.content.decode()
    assert not response.cookies
