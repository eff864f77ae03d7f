"""Every door charges the same budget by the time that it took, and refuses once that is spent."""

import time

import pytest
from django.urls import reverse

from graph.budget import Allowance, remaining, take
from schema.models import ApiKey

pytestmark = pytest.mark.django_db

ADDRESS = "address 127.0.0.1"
DOORS = [
    "/graphql/schema.graphql",
    "/search/?q=dance",
    "/data/all.ttl",
    "/sparql",
    "/browse/",
    "/vocab",
    "/en.md",
    "/mcp",
]


@pytest.fixture
def minute(settings):
    """Return a budget of a minute, as in production."""
    settings.CLIENT_SECONDS = 60
    return Allowance("seconds", 60)


def spend(minute):
    take(ADDRESS, minute, 100, beyond=True)


@pytest.mark.parametrize("door", DOORS)
def test_each_door_is_closed_to_a_client_that_has_spent_its_time_and_open_to_others(client, minute, door):
    assert client.get(door).status_code not in (429, 503)
    spend(minute)
    refused = client.get(door)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "try again" in refused.text
    assert client.get(door, REMOTE_ADDR="203.0.113.5").status_code not in (429, 503)


def test_graphql_refuses_in_its_own_form_but_a_partner_has_a_rate_of_its_own(client, minute):

    spend(minute)
    query = {"query": "{ __typename }"}
    refused = client.post("/graphql/", query, content_type="application/json")
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
    assert int(refused["Retry-After"]) > 0
    key = ApiKey(partner="Portal")
    headers = {"Authorization": f"Bearer {key.renew()}"}
    key.save()
    assert client.post("/graphql/", query, content_type="application/json", headers=headers).status_code == 200


def test_health_and_signed_in_people_are_never_refused(client, minute, django_user_model):
    spend(minute)
    assert client.get("/health/live").status_code == 200
    client.force_login(django_user_model.objects.create_superuser("admin"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    before = remaining(ADDRESS, minute).level
    client.get(reverse("wagtailadmin_home"))
    assert remaining(ADDRESS, minute).level <= before


def test_a_refused_query_costs_what_it_took(client, minute):
    fields = " ".join(f"titl{number}" for number in range(900))
    begun = time.thread_time()
    response = client.post(
        "/graphql/", {"query": f"{{projects{{nodes{{{fields}}}}}}}"}, content_type="application/json"
    )
    taken = time.thread_time() - begun
    assert "errors" in response.json()
    assert taken / 2 < remaining(ADDRESS, minute).level <= taken


def test_a_failed_request_is_charged_too(client, minute):
    client.get("/data/nothing.ttl")
    assert remaining(ADDRESS, minute).level > 0


def test_public_answers_do_not_differ_by_cookie(client, minute):
    client.cookies["sessionid"] = "x" * 32
    assert "Cookie" not in client.get("/vocab").get("Vary", "")
