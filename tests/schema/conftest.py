"""Asking the API as partner sites do: over HTTP."""

import pytest
from django.core.cache import caches

from graph.budget.memory import shared
from schema.models import ApiKey

ADDRESS = "/graphql/"


@pytest.fixture(autouse=True)
def fresh_counts():
    """What earlier tests asked for is not counted, and the queries they named by a hash are forgotten."""
    shared.forget()
    caches["queries"].clear()


@pytest.fixture
def post(client):
    """A query sent as JSON; the response."""

    def send(query, variables=None, accept="application/json", headers=None, **extra):
        body = {"query": query, "variables": variables, **extra}
        return client.post(
            ADDRESS, body, content_type="application/json", headers={"accept": accept, **(headers or {})}
        )

    return send


@pytest.fixture
def ask(db, post):
    """The data of an answer that has no errors."""

    def data(query, **variables):
        answer = post(query, variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return data


@pytest.fixture
def new_key(db):
    """A key with these rights, and the header that shows it."""

    def make(partner="Heritage portal", **rights):
        key = ApiKey(partner=partner, **rights)
        secret = key.renew()
        key.save()
        return key, {"Authorization": f"Bearer {secret}"}

    return make


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]
