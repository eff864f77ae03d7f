"""The change feed in GraphQL: what has changed, with its content, in one query."""

import pytest
from django.core.management import call_command

from cms import models
from graph.identity import id_of, iri
from tests.fixtures import public, publish, restrict
from tests.schema.conftest import code

pytestmark = pytest.mark.django_db

QUERY = """query ($since: String, $types: [ResourceType!], $first: Int) {
    changes(since: $since, types: $types, first: $first) {
        nodes { kind type id iri version resource { id version title ... on Project { startDate { edtf } } } }
        next more
    }
}"""


@pytest.fixture
def changes(ask):
    return lambda **variables: ask(QUERY, **variables)["changes"]


@pytest.fixture
def token(project, changes):
    return changes(first=100)["next"]


def test_everything_public_comes_with_its_content(project, changes):
    page = changes(first=100)
    assert page["more"] is False
    assert {each["id"] for each in page["nodes"]} == {iri(each) for each in public() if "funding" not in each}
    for each in page["nodes"]:
        assert each["kind"] == "UPSERT"
        assert (each["resource"]["id"], each["resource"]["version"]) == (each["iri"], each["version"])
    [told] = [each for each in page["nodes"] if each["type"] == "PROJECT"]
    assert told["resource"]["startDate"]["edtf"] == "2020-02"


def test_a_change_is_told_with_what_is_said_now(project, token, changes):
    project.title = "Second"
    publish(project)
    [told] = changes(since=token)["nodes"]
    assert (told["kind"], told["resource"]["title"]) == ("UPSERT", "Second")


@pytest.mark.parametrize("hide", [models.ProjectPage.unpublish, models.ProjectPage.delete, restrict])
def test_a_withdrawal_has_no_content(project, token, changes, hide):
    name = iri(id_of(project))
    hide(project)
    [told] = [each for each in changes(since=token)["nodes"] if each["id"] == name]
    assert told | {"version": 0} == {
        "kind": "WITHDRAWAL", "type": "PROJECT", "id": name, "iri": name, "version": 0, "resource": None,
    }  # fmt: skip


def test_pages_follow_each_other_until_nothing_is_left(project, changes):
    everything, page = [], {"next": None, "more": True}
    while page["more"]:
        page = changes(since=page["next"], first=2)
        assert 1 <= len(page["nodes"]) <= 2
        everything += page["nodes"]
    assert everything == changes(first=100)["nodes"]


def test_tokens_are_those_of_the_address_for_json(project, token, client, changes):
    project.title = "Second"
    publish(project)
    told = client.get("/changes", {"since": token}).json()
    assert told["next"] == changes(since=token)["next"]
    assert changes(since=told["next"])["nodes"] == []
    types = client.get("/changes", {"types": "project"}).json()["next"]
    assert types == changes(types=["PROJECT"])["next"]


def test_a_token_from_before_a_restore_has_a_code_of_its_own(project, token, post):
    call_command("rebuild_graph", "--restored", verbosity=0)
    response = post(QUERY, {"since": token})
    assert code(response) == "RESYNC_REQUIRED"
    assert response.json()["data"] == {"changes": None}


@pytest.mark.parametrize(
    "variables",
    [{"since": "x"}, {"types": ["FUNDING"]}, {"first": 0}, {"first": -1}, {"first": 101}],
)
def test_what_cannot_be_used_is_refused_and_other_fields_are_answered(project, post, variables):
    query = QUERY.replace("{\n    changes", "{ projects { totalCount } changes", 1)
    answer = post(query, variables).json()
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["BAD_USER_INPUT"]
    assert answer["data"] == {"projects": {"totalCount": 1}, "changes": None}


def test_a_huge_page_costs_too_much(project, post):
    assert code(post(QUERY, {"first": 2_000_000_000})) == "COST_LIMIT_EXCEEDED"


def test_a_token_for_other_types_is_refused(project, changes, post):
    token = changes(types=["PROJECT"])["next"]
    assert code(post(QUERY, {"since": token, "types": ["COUNTRY"]})) == "BAD_USER_INPUT"
    assert changes(since=token, types=["PROJECT"])["nodes"] == []
