"""Planning of a request: check its document, choose the operation, read the variables, measure the cost."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import get_language
from graphql import GraphQLSchema, OperationDefinitionNode, OperationType, get_operation_ast, get_variable_values

from schema.errors import ApiError, Code
from schema.execution.cost import Estimate
from schema.execution.documents import Document, RefusedError, document_of
from schema.limits import ERRORS
from schema.types import chosen_language


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
    accept_language: str = ""
    """The header of this name, which counts only for an operation that says so."""


@dataclass(frozen=True)
class Plan:
    """A request that may be executed, with its highest possible cost."""

    document: Document
    request: GraphQLRequest
    operation: OperationDefinitionNode
    variables: dict[str, Any]
    """The values of the variables as resolvers get them."""
    cost: int
    key: Hashable
    """The identity of the plan: equal plans have equal answers as long as the graph is the same."""
    language: str | None = None
    """The language that the operation asks for as a whole."""
    varies: bool = False
    """Whether the language is that of the header Accept-Language."""

    @property
    def name(self) -> str:
        """Name of the operation; "" if it has none."""
        return self.operation.name.value if self.operation.name else ""


def make_plan(schema: GraphQLSchema, request: GraphQLRequest) -> Plan:
    """Return the plan of a request. Raise an error for a request that is not valid or not allowed."""
    document = document_of(schema, request.query)
    operation = _operation(document, request)
    variables = get_variable_values(
        schema,
        operation.variable_definitions,
        request.variables or {},
        max_errors=ERRORS.value or ERRORS.default,
        hide_suggestions=not settings.GRAPHQL_INTROSPECTION,
    )
    if isinstance(variables, list):
        raise RefusedError(Code.BAD_USER_INPUT, variables)
    given = request.operation_name, _digest(request.variables)
    cost = document.costs.once(given, lambda: Estimate(schema, document.fragments, variables).operation(operation))
    language, varies = chosen_language(schema, operation, variables, request.accept_language)
    key = document.number, *given, get_language(), language
    return Plan(document, request, operation, variables, cost, key, language, varies)


def _operation(document: Document, request: GraphQLRequest) -> OperationDefinitionNode:
    """Return the operation to execute. Raise ApiError if the request does not name one, or if it is no query."""
    operation = get_operation_ast(document.node, request.operation_name)
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


def _digest(variables: dict[str, Any] | None) -> bytes:
    return hashlib.blake2b(orjson.dumps(variables), digest_size=16).digest()
