"""The status page tells partners what is offered now: from the schema, the limits and the data themselves."""

import hashlib
import re
from datetime import date

import pytest
from graphql import build_schema

from graph.declarations import Deprecation
from graph.models import State
from schema.http import status as page
from schema.limits import LIMITS
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

ADDRESS = "/graphql/status"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ANNOUNCED = Deprecation(date(2027, 1, 10), "overview", date(2027, 9, 1))


@pytest.fixture
def facts(client):
    return lambda: client.get(ADDRESS).json()


@pytest.fixture
def shown(client):
    def text():
        response = client.get(ADDRESS, headers=BROWSER)
        assert response["Content-Type"] == "text/html; charset=utf-8"
        return response.content.decode()

    return text


def test_it_says_how_new_the_data_is(facts, shown, project):
    before = facts()["data"]
    project.title = "Second"
    publish(project)
    after = facts()["data"]
    assert facts()["status"] == "ready"
    assert after["sequence"] > before["sequence"]
    assert after["changed"] > before["changed"]
    assert f"<dd>{after['sequence']}</dd>" in shown()


def test_the_version_of_the_schema_is_the_digest_of_its_file(facts, client):
    schema = facts()["schema"]
    file = client.get(schema["url"].removeprefix("http://testserver")).content
    assert schema["sha256"] == hashlib.sha256(file).hexdigest()


def test_it_lists_every_limit_as_the_operator_has_set_it(facts, settings):
    settings.GRAPHQL_LIMITS = {"depth": 7, "cost": None}
    limits = {each["name"]: each["value"] for each in facts()["limits"]}
    assert limits == {each.name: each.default for each in LIMITS} | {"depth": 7, "cost": None}


def test_it_lists_what_is_deprecated_until_when(facts, shown, monkeypatch):
    assert facts()["deprecated"] == []
    assert "Nothing is deprecated" in shown()
    schema = build_schema(f'type Query {{ summary: String @deprecated(reason: "{ANNOUNCED}") }}')
    monkeypatch.setattr(page, "current_schema", lambda: type("Current", (), {"graphql_schema": schema}))
    told = {"what": "Query.summary", "since": "2027-01-10", "use": "overview", "until": "2027-09-01"}
    assert facts()["deprecated"] == [told]
    assert re.search("Query.summary.*2027-01-10.*overview.*2027-09-01", shown())


def test_it_shows_the_sections_that_are_for_partners(shown):
    text = shown()
    assert "<h2>What has changed before the first release</h2>" in text
    assert "a bad argument of one leaves the other root fields whole" in text
    assert "update_schema" not in text


def test_it_says_that_the_data_cannot_be_read(facts, shown, project):
    State.objects.update(marking="")
    told = facts()
    assert (told["status"], told["data"]) == ("not ready", None)
    assert told["problem"]
    assert told["limits"]
    assert "Not ready" in shown()


def test_scripts_of_other_sites_may_read_it_and_nobody_keeps_it(client):
    response = client.get(ADDRESS)
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
