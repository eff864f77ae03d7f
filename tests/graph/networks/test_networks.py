"""Networks follow the graph: what is hidden is in none, and no request makes one that is too large."""

import pytest

from cms import models
from graph.networks import making
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

ADDRESS = "/networks/donor-country.json"


def edges(client):
    return [(edge["weight"], edge.get("amount_EUR")) for edge in client.get(ADDRESS).json()["links"]]


def test_a_network_follows_each_change(project, client):
    assert edges(client) == [(1, 1000.5)]
    project.fundings.get().delete()
    publish(project)
    assert edges(client) == []


def test_donors_meet_in_a_project(project, client, korea):
    other = models.Organisation.objects.create(labels={"en": "Another fund"}, country=korea)
    project.fundings.add(models.Funding(donor=other))
    publish(project)
    query = "{ coFunding { works resources { title } } }"
    answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
    (pair,) = answer["data"]["coFunding"]
    assert pair["works"] == 1
    assert {each["title"] for each in pair["resources"]} == {"Another fund", "Ministry of Culture"}


def test_what_is_made_private_is_in_no_network(project, client):
    first = client.get(ADDRESS)
    assert b"Cambodia" in first.content
    restrict(project)
    again = client.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert b"Cambodia" not in again.content


def test_a_network_that_is_too_large_is_refused(project, client, monkeypatch):
    monkeypatch.setattr(making, "LARGEST", 0)
    response = client.get(ADDRESS)
    assert response.status_code == 422
    assert "more than 0 edges" in response.text
