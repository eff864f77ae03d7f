"""Execution of a plan, compiled or by graphql-core, against one state of the graph and until the time is up.

A query is executed in the calling thread, so nothing keeps running when time is up. The clock is checked
before every field, introspection included. The work inside one resolver has limits of its own: pages, links examined,
one query for long texts.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    ExecutionContext,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    execute_sync,
)
from graphql.pyutils import Path

from graph.publishing.tags import ANY_CHANGE, Tag, fitted
from graph.replica import Recent, Replica
from schema.errors import Code
from schema.execution.compiling import Unanswerable
from schema.execution.documents import RefusedError
from schema.execution.planning import Plan
from schema.execution.remembering import BYTES_BESIDE, BYTES_OF_A_SOURCE
from schema.execution.tags import is_lacking, tags_of_lists, tags_of_sources
from schema.types import Context, Deadline, OutOfTime, Sources, StoredTexts, out_of_time

logger = logging.getLogger(__name__)

KEPT_BYTES = 8_000_000
"""Size of the answers that one process keeps to repeat them until the graph changes."""


class TimedExecution(ExecutionContext):
    """An execution whose context has a deadline."""

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_nodes: list[FieldNode],
        path: Path,
    ) -> Any:
        self.context_value.deadline.check()
        return super().execute_field(parent_type, source, field_nodes, path)


@dataclass
class Result:
    """The data of an answer as JSON, and its errors."""

    data: bytes
    errors: list[GraphQLError]
    sources: Sources | None
    """The resources that it was made of; None if these were not noted."""
    is_lacking: bool
    """Whether a root field has found nothing."""
    tags: list[Tag] | None = None
    """The cache tags, fitted for a header; None until they are asked for."""


def repeated(plan: Plan, replica: Replica) -> Result | None:
    """Return the result of an equal plan for the same state of the graph, or None."""
    results: Recent[Hashable, Result] = replica.derived(Result, KEPT_BYTES)
    return results.get(plan.key)


def execute(schema: GraphQLSchema, plan: Plan, replica: Replica) -> Result:
    """Execute a plan against one state of the graph, compiled where possible, else by graphql-core.

    Raise RefusedError if nothing can be executed, or ApiError when the time is up.
    """
    executed, sources = _executed(schema, plan, replica)
    result = Result(orjson.dumps(executed.data), executed.errors or [], sources, is_lacking(executed.data))
    if not result.errors:
        size = BYTES_BESIDE + BYTES_OF_A_SOURCE * len(sources or ()) + len(result.data)
        replica.derived(Result, KEPT_BYTES).add(plan.key, result, size)
    return result


def tags_of(schema: GraphQLSchema, plan: Plan, replica: Replica, result: Result) -> list[Tag]:
    """Return the cache tags of a result without errors, which are found once for all its repetitions."""
    if result.tags is None:
        lists = plan.document.lists.once(plan.key, lambda: tags_of_lists(schema, plan))
        lacking = {ANY_CHANGE} if result.is_lacking else ()
        result.tags = fitted({*lists, *tags_of_sources(result.sources, replica, lists), *lacking})
    return result.tags


def _executed(schema: GraphQLSchema, plan: Plan, replica: Replica) -> tuple[ExecutionResult, Sources | None]:
    context = Context(replica, StoredTexts(replica), Deadline(), asked=plan.language)
    try:
        return run_compiled(schema, plan, context), context.sources
    except Unanswerable as unanswerable:
        result = interpret(schema, plan, replica, context.deadline)
        if not result.errors:
            logger.warning("Only graphql-core could execute a query.", exc_info=unanswerable)
        return result, None
    except OutOfTime:
        raise out_of_time() from None


def run_compiled(schema: GraphQLSchema, plan: Plan, context: Context) -> ExecutionResult:
    """Execute a plan compiled. Raise Unanswerable if graphql-core has to."""
    try:
        return ExecutionResult(plan.document.run(schema, plan.operation, plan.variables, context), None)
    except Exception as error:
        raise Unanswerable from error


def interpret(schema: GraphQLSchema, plan: Plan, replica: Replica, deadline: Deadline) -> ExecutionResult:
    """Execute a plan with graphql-core.

    A query that needs long texts is executed again, because its first execution finds out which texts it needs.
    """
    texts = StoredTexts(replica)
    memo: dict[object, Any] = {}
    try:
        result = _execute_once(schema, plan, Context(replica, texts, deadline, memo, plan.language))
        while texts.load():
            result = _execute_once(schema, plan, Context(replica, texts, deadline, memo, plan.language))
    except OutOfTime:
        raise out_of_time() from None
    if result.data is None and result.errors and all(each.path is None for each in result.errors):
        raise RefusedError(Code.BAD_USER_INPUT, result.errors)
    return result


def _execute_once(schema: GraphQLSchema, plan: Plan, context: Context) -> ExecutionResult:
    return execute_sync(
        schema,
        plan.document.node,
        context_value=context,
        variable_values=plan.request.variables,
        operation_name=plan.request.operation_name,
        execution_context_class=TimedExecution,
    )
