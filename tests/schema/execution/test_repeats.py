"""A repeated query is answered from memory, and never with what is not public any more."""

import gc
import weakref

import pytest

from graph.budget.memory import shared
from graph.replica import Recent
from schema.clients import rates
from schema.execution import documents, pipeline
from schema.limits import RATE
from schema.schema import current_schema

QUERY = "{ projects { nodes { id title overview { html } } } }"


@pytest.fixture
def executions(monkeypatch):
    """Return the names of the queries that were executed."""
    executed, names = pipeline.execute, []

    def execute(schema, plan, replica):
        names.append(plan.request.query)
        return executed(schema, plan, replica)

    monkeypatch.setattr(pipeline, "execute", execute)
    return names


def test_a_repeated_query_is_executed_once(project, ask, executions):
    assert ask(QUERY) == ask(QUERY)
    assert len(executions) == 1


def test_other_variables_are_another_query(project, ask, executions):
    query = "query($first: Int) { projects(first: $first) { nodes { title } } }"
    assert len(ask(query, first=1)["projects"]["nodes"]) == 1
    assert ask(query, first=0)["projects"]["nodes"] == []
    assert len(executions) == 2


def test_what_is_unpublished_is_not_repeated(project, ask):
    assert len(ask(QUERY)["projects"]["nodes"]) == 1
    project.unpublish()
    assert ask(QUERY)["projects"]["nodes"] == []


def test_what_is_renamed_is_not_repeated_inside_of_another_query(project, ask):
    """A resource's answer is remembered as well, apart from the query."""
    paged = "query($first: Int) { projects(first: $first) { nodes { title } } }"
    assert ask(paged, first=1)["projects"]["nodes"] == [{"title": project.title}]
    project.title = "Renamed"
    project.save_revision().publish()
    assert ask(paged, first=2)["projects"]["nodes"] == [{"title": "Renamed"}]


def test_an_error_is_not_repeated(project, ask, post, executions):
    for _ in range(2):
        assert post('{ projects(after: "zz") { totalCount } }').json()["errors"]
    assert len(executions) == 2


def test_answers_that_are_kept_keep_no_document_in_memory(project, ask, monkeypatch):
    """Small answers to thousands of large queries would otherwise fill the memory with these."""
    monkeypatch.setattr(documents, "_documents", Recent(20_000))
    query = "{ projects { nodes { title countries { nodes { title } } } } }"
    ask(query)
    gone = weakref.ref(documents.document_of(current_schema().graphql_schema, query))
    assert gone() is not None
    for number in range(9):
        ask(f"{{ a{number}: projects {{ nodes {{ title }} }} }}")
    gc.collect()
    assert gone() is None
    assert ask(query)["projects"]["nodes"][0]["title"] == project.title


def test_a_repetition_costs_next_to_nothing(project, post, settings, monkeypatch):
    monkeypatch.setattr(rates, "work", lambda seconds: 1_000_000)
    settings.GRAPHQL_LIMITS = {"rate": 10_000}
    query = "{ projects(first: 100) { nodes { id title url } } }"
    left = [remaining(post(query)) for _ in range(3)]
    first, second, third = left
    assert 10_000 - first > 200
    assert second - third < 100
    assert RATE.value == 10_000
    shared.forget()


def remaining(response):
    assert response.status_code == 200
    return int(response["RateLimit"].partition("r=")[2].partition(";")[0])
