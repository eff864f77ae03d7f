"""Compiled queries against graphql-core: whatever the document, data and errors agree to the byte."""

import orjson
import pytest
from graphql import parse, validate
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from graph.identity import iri
from graph.replica import reading
from schema.errors import ApiError
from schema.execution.compiling import MOST_FIELDS
from schema.execution.documents import RefusedError
from schema.execution.planning import GraphQLRequest, make_plan
from schema.execution.running import Unanswerable, interpret, run_compiled
from schema.schema import current_schema
from schema.types import Context, Deadline, StoredTexts
from tests.schema.execution.documents import VARIABLES, Documents


@pytest.fixture
def documents(project):
    with reading() as replica:
        ids = [iri(replica.of_type(name)[0]) for name in replica.types() if replica.of_type(name)]
    return Documents(current_schema().graphql_schema, ids)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_every_document_has_the_answer_of_graphql_core(documents, data):
    query = documents.draw(data.draw)
    schema = current_schema().graphql_schema
    if errors := validate(schema, parse(query)):
        event(f"not valid: {errors[0].message:.30}")
        return
    try:
        plan = make_plan(schema, GraphQLRequest(query, VARIABLES))
    except (RefusedError, ApiError):
        event("refused")
        return
    with reading() as replica:
        compiled = _compiled(schema, plan, replica)
        interpreted = interpret(schema, plan, replica, Deadline())
    if interpreted.errors:
        event("with errors")
        assert compiled is None
    else:
        event("without errors")
        assert compiled is not None or plan.cost > MOST_FIELDS
        assert compiled is None or compiled == orjson.dumps(interpreted.data)


def _compiled(schema, plan, replica):
    """Return the data, None where only graphql-core can answer."""
    try:
        result = run_compiled(schema, plan, Context(replica, StoredTexts(replica), Deadline()))
    except Unanswerable:
        return None
    return orjson.dumps(result.data)
