"""Cache tags of documents, files of the dataset, and the change feed."""

import pytest

from graph.identity import id_of
from tests.fixtures import settle

pytestmark = pytest.mark.django_db


def test_a_document_names_its_resource(client, project):
    settle()
    response = client.get(f"/data/{id_of(project)}.ttl")
    assert response["Cache-Tag"] == f"everything,{id_of(project)}"
    again = client.get(f"/data/{id_of(project)}.ttl", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Cache-Tag"]) == (304, response["Cache-Tag"])
    assert "Cache-Tag" not in client.get("/data/project/unknown.ttl")


@pytest.mark.parametrize("address", ["/data/all.nq", "/data/project.csv", "/changes"])
def test_what_holds_many_resources_depends_on_any_change(client, project, address):
    settle()
    assert client.get(address)["Surrogate-Key"] == "everything any-change"
