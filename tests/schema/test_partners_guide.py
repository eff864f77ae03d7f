"""docs/partners.md is true: its examples work, and its tables list every limit and every code."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from graphql import parse

from cms import models
from cms.settings.environment import BASE_DIR
from graph.identity import id_of, iri
from schema.errors import Code
from schema.limits import LIMITS
from schema.models import Notice, Subscription
from schema.notices.delivering import signed
from tests.fixtures import publish

GUIDE = (BASE_DIR / "docs" / "partners.md").read_text("utf-8")
# A block of JSON right after a query holds its variables.
EXAMPLES = re.findall(r"```graphql\n(.*?)```(?:\s*```json\n(.*?)```)?", GUIDE, re.S)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "variables"), EXAMPLES)
def test_every_example_works_within_the_limits(client, project, korea, query, variables):
    models.Convention.objects.create(code="2005-convention", labels={"en": "2005 Convention"}, kind="convention")
    assert parse(query).definitions[0].name
    response = client.get("/graphql/", {"query": query, "variables": variables})
    assert response.status_code == 200
    assert "errors" not in response.json(), response.json()["errors"]
    assert response.json()["extensions"]["cost"]["requested"] < 10_000


class Served:
    """An answer of the test client, with the few attributes that the guide's Python uses."""

    def __init__(self, response):
        self.status_code, self.ok, self.json = response.status_code, response.status_code == 200, response.json

    def raise_for_status(self):
        assert self.ok


@pytest.mark.django_db
def test_the_python_example_keeps_a_copy_in_step(client, project, monkeypatch):
    monkeypatch.setattr("requests.get", lambda url, parameters=None: Served(client.get(url, parameters)))
    example = {}
    exec(re.search(r"```python\n(import requests.*?)```", GUIDE, re.S)[1], example)  # noqa: S102 our own guide
    example["SITE"] = settings.GRAPH_BASE_IRI
    copy = {}
    token = example["catch_up"](copy, None)
    assert "Training in Phnom Penh" in str(copy[iri(id_of(project))])
    project.title = "Second"
    publish(project)
    token = example["catch_up"](copy, token)
    assert "Second" in str(copy[iri(id_of(project))])
    project.unpublish()
    token = example["catch_up"](copy, token)
    assert iri(id_of(project)) not in copy
    before = dict(copy)
    call_command("rebuild_graph", "--restored", verbosity=0)
    copy["an old one"] = {}
    assert example["catch_up"](copy, token) != token
    assert copy == before


def rows(*columns):
    """Cells of the table with these columns."""
    table = GUIDE.partition("| " + " | ".join(columns) + " |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]


def test_every_limit_is_listed():
    listed = [(f"`{limit.name}`", f"{limit.default:,} {limit.unit}", f"`{limit.code}`") for limit in LIMITS]
    assert [tuple(row) for row in rows("limit", "at most", "code")] == listed


def test_every_code_is_listed():
    listed = [code for row in rows("code", "status", "what happened") for code in re.findall(r"`(\w+)`", row[0])]
    assert sorted(listed) == sorted(Code)


def test_the_python_example_reads_a_notice():
    """Of the guide's second program: what a partner's server makes of a request."""
    example: dict = {}
    exec(re.search(r"```python\n(from standardwebhooks.*?)```", GUIDE, re.S)[1], example)  # noqa: S102 our own guide
    subscription = Subscription()
    secret = subscription.renew()
    changes = [{"kind": "upsert", "id": "http://testserver/id/country/KH"}]
    notice = Notice(subscription=subscription, name="msg_1")
    for content, expected in (
        ({"type": "changes", "data": {"changes": changes}}, changes),
        ({"type": "reset", "data": {}}, []),
    ):
        body = json.dumps(content).encode()
        assert example["changed"](secret, body, signed(notice, body, datetime.now(UTC))) == expected
