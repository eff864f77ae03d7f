"""Planning of a request: parse, check the shape, validate, choose the operation, measure the cost.

Each step takes only documents that the step before it has accepted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    get_variable_values,
    parse,
    specified_rules,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged as overlapping_fields

from schema.errors import ApiError, Code, formatted
from schema.execution.cost import Estimate
from schema.execution.rules import shape_errors, too_repetitive
from schema.limits import COMPARISONS, ERRORS, TOKENS


@dataclass(frozen=True)
class GraphQLRequest:
    """A request of a client, by GET or POST.

    A request without a query has the query's hash; if `must_be_trusted`, only a document that a partner has registered
    may have that hash. `dry_run` asks only for the cost. `over_get` is true for GET, which allows only queries.
    """

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    dry_run: bool = False
    hash: str = ""
    must_be_trusted: bool = False
    over_get: bool = False


@dataclass(frozen=True)
class Plan:
    """A request that may be executed, with its highest possible cost."""

    document: DocumentNode
    request: GraphQLRequest
    cost: int

    @property
    def name(self) -> str:
        """Name of the operation; "" if it has none."""
        operation = get_operation_ast(self.document, self.request.operation_name)
        return operation.name.value if operation and operation.name else ""


class RefusedError(Exception):
    """A request that is not executed. Of errors with the same message, only the first is kept."""

    def __init__(self, code: Code, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code)
        once = {error.message: error for error in reversed(errors)}
        self.errors = [formatted(error, code) for error in reversed(once.values())]


def planned(schema: GraphQLSchema, request: GraphQLRequest) -> Plan:
    """Return the plan of a request. Raise an error for a request that is not valid or not allowed."""
    document = parsed(request.query)
    check(schema, document)
    operation = checked_operation(document, request)
    variables = get_variable_values(
        schema,
        operation.variable_definitions,
        request.variables or {},
        max_errors=ERRORS.value or ERRORS.default,
        hide_suggestions=not settings.GRAPHQL_INTROSPECTION,
    )
    if isinstance(variables, list):
        raise RefusedError(Code.BAD_USER_INPUT, variables)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return Plan(document, request, Estimate(schema, fragments, variables).operation(operation))


def parsed(query: str) -> DocumentNode:
    try:
        return parse(query, max_lexical_tokens=TOKENS.value, max_comments=TOKENS.value)
    except GraphQLError as error:
        too_long = "Document contains more than" in error.message
        raise RefusedError(TOKENS.code if too_long else Code.PARSE_FAILED, [error]) from error


def check(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Raise an error for a document that is not valid.

    The shape is checked first, because the specification's rules may take long on documents of a refused shape.
    """
    if errors := shape_errors(document):
        raise RefusedError(Code.VALIDATION_FAILED, errors)
    # graphql-core reads its limit from this variable, and its error beyond the limit says only "aborted".
    overlapping_fields.MAX_COMPLEXITY_BUDGET = COMPARISONS.value or sys.maxsize
    is_open: bool = settings.GRAPHQL_INTROSPECTION
    rules = specified_rules if is_open else (*specified_rules, NoSchemaIntrospectionCustomRule)
    errors = validate(schema, document, rules, max_errors=ERRORS.value, hide_suggestions=not is_open)
    if any(error.message == "Validation aborted." for error in errors):
        raise too_repetitive()
    if errors:
        raise RefusedError(Code.VALIDATION_FAILED, errors)


def checked_operation(document: DocumentNode, request: GraphQLRequest) -> OperationDefinitionNode:
    """Return the operation to execute. Raise ApiError if the request does not name one, or if it is no query."""
    operation = get_operation_ast(document, request.operation_name)
    if operation is None:
        name = request.operation_name
        sentence = f"The document has no operation {name!r}." if name else "There are several."
        raise ApiError(Code.OPERATION_NOT_FOUND, f"{sentence} Name one of its operations in operationName.")
    if operation.operation is not OperationType.QUERY:
        raise ApiError(
            Code.OPERATION_NOT_SUPPORTED,
            f"A {operation.operation.value} is not possible: this API only reads, so send a query.",
            [operation],
            status=405 if request.over_get else 400,
        )
    return operation
