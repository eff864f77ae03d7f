"""From a query to its answer: parse, check the shape, validate, execute. Each stage takes what the one before
let through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from graph.replica import Replica, reading
from schema.context import Context, LongTexts
from schema.errors import ApiError, Code, formatted
from schema.limits import ERRORS, TOKENS
from schema.rules import RULES


@dataclass(frozen=True)
class GraphQLRequest:
    """What a client sends, whichever way it came."""

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None


@dataclass(frozen=True)
class Answer:
    """`executed`: there is data, though errors may have left gaps in it."""

    body: dict[str, Any]
    executed: bool


class _RefusedError(Exception):
    """The request is not executed."""

    def __init__(self, code: Code, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code)
        self.body = {"errors": [formatted(error, code) for error in errors]}


def answer(schema: GraphQLSchema, request: GraphQLRequest) -> Answer:
    try:
        document = parsed(request.query)
        check(schema, document)
        check_operation(document, request.operation_name)
        result = execute(schema, document, request)
    except _RefusedError as refused:
        return Answer(refused.body, executed=False)
    except ApiError as error:
        return Answer({"errors": [formatted(error, error.code)]}, executed=False)
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = [formatted(error, Code.BAD_USER_INPUT) for error in result.errors[: ERRORS.value]]
    return Answer(body, executed=True)


def parsed(query: str) -> DocumentNode:
    try:
        return parse(query, max_lexical_tokens=TOKENS.value, max_comments=TOKENS.value)
    except GraphQLError as error:
        too_long = "Document contains more than" in error.message
        raise _RefusedError(TOKENS.code if too_long else Code.PARSE_FAILED, [error]) from error


def check(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Our rules first, because the specification's may take long over what they refuse."""
    for rules in (RULES, specified_rules):
        if errors := validate(schema, document, rules, max_errors=ERRORS.value):
            raise _RefusedError(Code.VALIDATION_FAILED, errors)


def check_operation(document: DocumentNode, name: str | None) -> None:
    operation = get_operation_ast(document, name)
    if operation is None:
        sentence = f"The document has no operation {name!r}." if name else "There are several."
        raise ApiError(Code.OPERATION_NOT_FOUND, f"{sentence} Name one of its operations in operationName.")
    if operation.operation is not OperationType.QUERY:
        raise ApiError(
            Code.OPERATION_NOT_SUPPORTED,
            f"A {operation.operation.value} is not possible: this API only reads, so send a query.",
            [operation],
        )


def execute(schema: GraphQLSchema, document: DocumentNode, request: GraphQLRequest) -> ExecutionResult:
    """Against one state of the graph. What needs long texts runs twice: the first time to learn which."""
    with reading() as replica:
        texts = LongTexts(replica)
        result = _execute_once(schema, document, request, replica, texts)
        if texts.load():
            result = _execute_once(schema, document, request, replica, texts)
    if result.data is None and result.errors and all(each.path is None for each in result.errors):
        raise _RefusedError(Code.BAD_USER_INPUT, result.errors)
    return result


def _execute_once(
    schema: GraphQLSchema,
    document: DocumentNode,
    request: GraphQLRequest,
    replica: Replica,
    texts: LongTexts,
) -> ExecutionResult:
    return execute_sync(
        schema,
        document,
        context_value=Context(replica, texts),
        variable_values=request.variables,
        operation_name=request.operation_name,
        max_coercion_errors=ERRORS.value or ERRORS.default,
    )
