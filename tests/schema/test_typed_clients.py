"""What clients with types made from the schema need: no conflicts between types, and errors that stay in place."""

import pytest

from cms import models
from tests.fixtures import publish
from tests.schema.conftest import code


@pytest.fixture
def workshop(project):
    page = models.ActivityPage(title="Training of trainers", slug="trainers", kind="workshop", live=False)
    return publish(project.add_child(instance=page))


def test_several_types_are_asked_for_fields_of_one_name_without_aliases(ask, workshop, donor):
    query = """query ($words: String!) @in(lang: fr) {
        search(query: $words) { nodes {
            ... on Activity { activityKind kindLabel }
            ... on Organisation { organisationKind kindLabel organisationDescription { text } }
        } }
    }"""
    assert ask(query, words="trainers")["search"]["nodes"] == [{"activityKind": "WORKSHOP", "kindLabel": "Atelier"}]
    assert ask(query, words="Ministry")["search"]["nodes"] == [
        {"organisationKind": None, "kindLabel": None, "organisationDescription": None}
    ]


def test_a_field_that_several_types_have_in_different_forms_has_a_name_of_its_own_in_each(post):
    response = post('{ search(query: "a") { nodes { ... on Activity { kind } ... on Organisation { kind } } } }')
    assert "Fields 'kind' conflict" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ('projects(after: "zz") { totalCount }', "This cursor is damaged"),
        ('search(query: "a", first: 101) { totalCount }', "a page has at most 100"),
        ("nodes(ids: $ids) { id }", "You give 101 ids"),
    ],
)
def test_a_bad_argument_of_one_root_field_leaves_the_others_whole(post, project, field, sentence):
    given = "($ids: [ID!]!)" if "$ids" in field else ""
    query = f"query {given} {{ bad: {field} projects {{ totalCount }} }}"
    response = post(query, {"ids": ["x"] * 101}, accept="application/graphql-response+json")
    assert response.status_code == 200
    assert code(response) == "BAD_USER_INPUT"
    assert response.json()["data"] == {"bad": None, "projects": {"totalCount": 1}}
    [error] = response.json()["errors"]
    assert sentence in error["message"]
    assert error["path"] == ["bad"]
