"""Cache tags: what an answer depends on, and that an edit purges every answer that it changes."""

import random
import re
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from cms import models
from graph.identity import id_of, iri
from graph.mirror import ensure_fresh
from graph.publishing import tags as cache_tags
from graph.publishing.purges import purged
from graph.publishing.tags import ANY_CHANGE, ANY_NAME, EVERYTHING, MOST_BYTES, fitted
from graph.replica import reading
from schema.errors import ApiError
from schema.execution.documents import RefusedError
from schema.execution.planning import GraphQLRequest, make_plan
from schema.execution.running import execute, tags_of
from schema.schema import current_schema
from tests.fixtures import publish
from tests.graph.test_change_feed import EDITS
from tests.graph.test_state_machine import Acts
from tests.schema.conftest import ADDRESS
from tests.schema.execution.questions import about_lists, about_resources
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client):
    """Return the tags of the answer to a query."""

    def tags(query, **more):
        response = client.get(ADDRESS, {"query": query, **more})
        assert "errors" not in response.json(), response.json()
        assert response["Surrogate-Key"] == response["Cache-Tag"].replace(",", " ")
        return set(response["Cache-Tag"].split(",")) - {EVERYTHING}

    return tags


def test_an_answer_names_the_resources_that_it_shows(project, donor, get):
    query = '{ project(id: "%s") { title countries { nodes { title } } fundings { nodes { funder { title } } } } }'
    assert get(query % iri(id_of(project))) == {id_of(project), "country/KH", id_of(donor)}


def test_a_remembered_answer_has_the_tags_of_the_first_time(project, donor, get):
    query = (
        '{ project(id: "%s") { %s countries { nodes { title groups { totalCount } } } donors { nodes { title } } } }'
    )
    first = get(query % (iri(id_of(project)), "title"))
    assert get(query % (iri(id_of(project)), "title")) == first
    # Of this one, the parts are remembered.
    assert get(query % (iri(id_of(project)), "version title")) == first >= {"country/KH", id_of(donor)}


@pytest.mark.parametrize(
    ("query", "tags"),
    [
        ("{ projects { totalCount } }", {"project"}),
        ("{ projects { nodes { title } } }", {"project"}),
        ("{ projects { nodes { countries { nodes { title } } } } }", {"project", "country/KH"}),
        ("{ countries { nodes { projects { totalCount } } } }", {"country", "project"}),
        ('{ projects(filter: {countries: {some: {code: {eq: "KH"}}}}) { totalCount } }', {"project", "country"}),
        ("{ countries(filter: {not: {projects: {none: {}}}}) { totalCount } }", {"country", "project"}),
        ("{ countries(orderBy: PROJECTS_COUNT_DESC) { totalCount } }", {"country", "project"}),
        ("{ projects { facets { countries { values { count } } } } }", {"project", "country"}),
        ('{ country(code: "KH") { title } }', {"country/KH", "country-name"}),
        ('{ country(code: "ZZ") { title } }', {ANY_CHANGE}),
        ('{ search(query: "training") { totalCount } }', {ANY_CHANGE}),
        ('{ projects(search: "training") { totalCount } }', {ANY_CHANGE}),
        ("{ changes { more } }", {ANY_CHANGE}),
        ("{ resources { totalCount } }", {ANY_CHANGE}),
        ("{ __typename }", set()),
        ("{ __schema { queryType { name } } }", set()),
    ],
)
def test_an_answer_names_the_lists_that_it_reads(project, get, query, tags):
    assert get(query) == tags


def test_variables_count_as_what_they_hold(project, get):
    query = "query Q($filter: ProjectFilter) { projects(filter: $filter) { totalCount } }"
    assert get(query) == {"project"}
    assert get(query, variables='{"filter": {"donors": {"some": {}}}}') == {"project", "organisation"}


def test_an_answer_to_post_or_with_errors_has_no_tags(project, post, client):
    assert "Cache-Tag" not in post("{ projects { totalCount } }")
    assert "Cache-Tag" not in client.get(ADDRESS, {"query": '{ projects(after: "x") { totalCount } }'})


def test_an_answer_that_has_not_changed_has_tags_too(project, client):
    query = {"query": "{ projects { totalCount } }"}
    first = client.get(ADDRESS, query)
    again = client.get(ADDRESS, query, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["Cache-Tag"]) == (304, first["Cache-Tag"])
    assert client.head(ADDRESS, query)["Cache-Tag"] == first["Cache-Tag"]


@given(
    st.sets(
        st.tuples(st.sampled_from(["project", "country"]), st.integers(0, 2000)).map(
            lambda each: f"{each[0]}/{each[1]}"
        )
        | st.sampled_from(["project", "country-name", ANY_NAME, ANY_CHANGE]),
        max_size=400,
    )
)
def test_tags_that_do_not_fit_become_coarser_and_lose_nothing(tags):
    found = fitted(tags)
    assert len(",".join(found)) <= MOST_BYTES
    assert found[0] == EVERYTHING
    # What purges a tag purges one of those that are left: the same, that of its type, or that of any change.
    for tag in tags:
        assert {tag, tag.partition("/")[0], ANY_CHANGE} & set(found)
    assert all(re.fullmatch(r"[!-~]+", each) and "," not in each for each in found)


def test_a_header_of_many_resources_is_short(index, get, monkeypatch):
    monkeypatch.setattr(cache_tags, "MOST_BYTES", 200)
    for number in range(6):
        publish(index.add_child(instance=models.ProjectPage(title=f"{number}", slug=f"p{number}")))
    ids = ", ".join(f'"{iri(id_of(each))}"' for each in models.ProjectPage.objects.all())
    assert get("{ nodes(ids: [" + ids + "]) { id } }") == {"project"}


@pytest.fixture
def room(db):
    return Acts()


def answers(queries):
    """Return the data and tags of all queries that are answered without errors."""
    schema, found = current_schema().graphql_schema, {}
    ensure_fresh()
    for query in queries:
        with suppress(RefusedError, ApiError):
            plan = make_plan(schema, GraphQLRequest(query, over_get=True))
            with reading() as replica:
                result = execute(schema, plan, replica)
                if not result.errors:
                    found[query] = result.data, set(tags_of(schema, plan, replica, result))
    return found


def questions(chance, most):
    """Return some of all small queries about what there is now."""
    schema = current_schema().graphql_schema
    with reading() as replica:
        return chance.sample([*about_resources(schema, replica), *about_lists(schema)], most)


@pytest.mark.parametrize("edits", mostly_slow([6, 100]))
def test_every_answer_that_an_edit_changes_carried_a_tag_that_the_edit_purges(room, edits):
    chance, changes, spared = random.Random(edits), 0, 0  # noqa: S311 reproducible, not secret
    for number in range(edits):
        queries, name = questions(chance, 250), chance.choice(EDITS)
        before, since = answers(queries), ensure_fresh().sequence
        with suppress(ValidationError), transaction.atomic():
            room.act(name, number)
        after, dropped = answers(queries), purged(since, ensure_fresh().sequence)
        for query, (data, tags) in before.items():
            if query not in after or after[query][0] != data:
                changes += 1
                assert tags & dropped, (name, query, tags, dropped, data, after.get(query))
            elif dropped and not tags & dropped:
                spared += 1
    assert changes > edits
    # The control: not simply everything is purged.
    assert spared > 50 * edits
