"""The way of a request through its stages: plan it, admit it, execute it, and make the body of the answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLSchema

from graph.publishing.tags import Tag
from graph.replica import Replica, reading
from schema.errors import ApiError, Code, format_error
from schema.execution.documents import RefusedError
from schema.execution.planning import GraphQLRequest, Plan, make_plan
from schema.execution.running import Result, execute, repeated, tags_of
from schema.limits import ERRORS
from schema.schema import current_schema

Stage = Callable[[str], AbstractContextManager[None]]
"""A function from the name of a stage to a context manager for the work of that stage."""

Admission = Callable[[Plan, bool], AbstractContextManager[None]]
"""A function from a plan, and whether its answer is a mere repetition, to a context manager for the execution."""


@dataclass(frozen=True)
class Answer:
    """The body of an answer.

    `executed` is true if there is data, even if errors left gaps in it. `cost` is None for a query that was refused
    before its cost was known.
    """

    body: dict[str, Any]
    executed: bool
    cost: int | None = None
    varies: bool = False
    """Whether it depends on the header Accept-Language."""
    tags: list[Tag] | None = None
    """The cache tags of an answer to GET without errors."""


def ask(query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None) -> dict[str, Any]:
    """Return the answer to a query of this program itself: without a client, and so without limits of cost and rate."""
    request = GraphQLRequest(query, variables, operation_name)
    found = answer(current_schema().graphql_schema, request, lambda *_: nullcontext(), lambda _: nullcontext())
    body: dict[str, Any] = orjson.loads(orjson.dumps(found.body))
    return body


def answer(
    schema: GraphQLSchema,
    request: GraphQLRequest,
    admit: Admission,
    stage: Stage,
) -> Answer:
    """Answer a request. `admit` is entered around the execution, and raises if the plan is too much."""
    cost = None
    try:
        with stage("plan"):
            plan = make_plan(schema, request)
        cost = plan.cost
        if request.dry_run:
            return Answer({"data": None}, executed=True, cost=cost)
        # All within one reading of the graph, because each reading begins with a query to the database.
        with reading() as replica:
            known = repeated(plan, replica)
            with admit(plan, known is not None), stage("execute"):
                result = known or execute(schema, plan, replica)
                return _answered(schema, plan, replica, result)
    except RefusedError as refused:
        return Answer({"errors": refused.errors}, executed=False, cost=cost)
    except ApiError as error:
        if error.status != 400:
            raise
        return Answer({"errors": [format_error(error, error.code)]}, executed=False, cost=cost)


def _answered(schema: GraphQLSchema, plan: Plan, replica: Replica, result: Result) -> Answer:
    body: dict[str, Any] = {"data": orjson.Fragment(result.data)}
    if result.errors:
        body["errors"] = [format_error(error, Code.BAD_USER_INPUT) for error in result.errors[: ERRORS.value]]
    has_tags = plan.request.over_get and not result.errors
    tags = tags_of(schema, plan, replica, result) if has_tags else None
    return Answer(body, executed=True, cost=plan.cost, varies=plan.varies, tags=tags)
