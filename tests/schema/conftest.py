"""Asking the API as partner sites do: over HTTP."""

import orjson
import pytest
from django.core.cache import caches
from django.db import connection

from graph.budget.memory import shared
from schema.execution import running
from schema.limits import COST
from schema.models import ApiKey
from schema.types import Deadline

ADDRESS = "/graphql/"


@pytest.fixture(autouse=True)
def fresh_counts():
    """What earlier tests asked for is not counted, and the queries they named by a hash are forgotten."""
    shared.forget()
    caches["queries"].clear()


@pytest.fixture(autouse=True)
def executors_agree(monkeypatch):
    """Every answer is computed by graphql-core too, and is the same to the byte; only errors are left to it alone."""
    compiled, interpreted = running.run_compiled, running.interpret

    def both(schema, plan, context):
        result = compiled(schema, plan, context)
        if not connection.force_debug_cursor:  # this test counts queries
            expected = interpreted(schema, plan, context.replica, Deadline())
            assert expected.errors is None
            assert orjson.dumps(result.data) == orjson.dumps(expected.data)
        return result

    def only_errors(schema, plan, replica, deadline):
        result = interpreted(schema, plan, replica, deadline)
        is_too_large = plan.cost > COST.default  # some tests switch that limit off
        assert result.errors or is_too_large, f"This query was not compiled: {plan.request.query:.200}"
        return result

    monkeypatch.setattr(running, "run_compiled", both)
    monkeypatch.setattr(running, "interpret", only_errors)


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
    """Return the data of an answer that has no errors."""

    def data(query, **variables):
        answer = post(query, variables).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return data


@pytest.fixture
def new_key(db):
    """Return a key with these rights, and the header that shows it."""

    def make(partner="Heritage portal", **rights):
        key = ApiKey(partner=partner, **rights)
        secret = key.renew()
        key.save()
        return key, {"Authorization": f"Bearer {secret}"}

    return make


def code(response):
    return response.json()["errors"][0]["extensions"]["code"]
