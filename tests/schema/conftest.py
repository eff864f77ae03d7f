"""Asking the API as partner sites do: over HTTP."""

import pytest

ADDRESS = "/graphql/"


@pytest.fixture
def post(client):
    """A query sent as JSON; the response."""

    def send(query, variables=None, accept="application/json", **extra):
        body = {"query": query, "variables": variables, **extra}
        return client.post(ADDRESS, body, content_type="application/json", headers={"accept": accept})

    return send


@pytest.fixture
def ask(db, post):
    """The data of an answer that has no errors."""

    def data(query, **variables):
        answer = post(query, variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return data
