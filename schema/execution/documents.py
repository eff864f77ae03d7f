"""Documents that are parsed and validated, with what is found out about them once for all requests.

Each step takes only documents that the step before it has accepted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from django.conf import settings
from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from graphql.validation.rules import overlapping_fields_can_be_merged as overlapping_fields

from schema.errors import Code, format_error
from schema.execution.rules import shape_errors, too_repetitive
from schema.limits import COMPARISONS, ERRORS, LIMITS, TOKENS

T = TypeVar("T")

LONGEST = 10_000
"""Characters of the longest query that is kept: ten times a sensible one. A kept document takes some 50 times that."""

KEPT = 200
"""Number of documents that are kept, the most recently used ones."""

VARIANTS = 50
"""Number of results that are kept for one document, by the variables that they depend on."""


class RefusedError(Exception):
    """A request that is not executed. Of errors with the same message, only the first is kept."""

    def __init__(self, code: Code, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code)
        once = {error.message: error for error in reversed(errors)}
        self.errors = [format_error(error, code) for error in reversed(once.values())]


class Document:
    """A valid document."""

    def __init__(self, node: DocumentNode) -> None:
        self.node = node
        self.fragments = {
            each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._results: dict[Any, Any] = {}

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The names of the variables that directives read, such as that of `@include(if: $withTexts)`."""
        finder = _Conditions()
        visit(self.node, finder)
        return tuple(sorted(finder.names))

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """Return a result that depends on the document and on `key` only, made if it is not kept."""
        if key not in self._results:
            if len(self._results) >= VARIANTS:
                self._results.clear()
            self._results[key] = make()
        found: T = self._results[key]
        return found


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.names |= {each.value.name.value for each in node.arguments if isinstance(each.value, VariableNode)}


def document_of(schema: GraphQLSchema, query: str) -> Document:
    """Return the valid document of a query's text. Raise RefusedError or ApiError for a text that is not valid."""
    check = _kept if len(query) <= LONGEST else _kept.__wrapped__
    return check(schema, query, settings.GRAPHQL_INTROSPECTION, tuple(each.value for each in LIMITS))


@lru_cache(maxsize=KEPT)
def _kept(schema: GraphQLSchema, query: str, is_open: bool, limits: tuple[int | None, ...]) -> Document:
    """Parse and check a document, once under the same limits."""
    document = _parse(query)
    _check(schema, document, is_open)
    return Document(document)


def _parse(query: str) -> DocumentNode:
    try:
        return parse(query, max_lexical_tokens=TOKENS.value, max_comments=TOKENS.value)
    except GraphQLError as error:
        too_long = "Document contains more than" in error.message
        raise RefusedError(TOKENS.code if too_long else Code.PARSE_FAILED, [error]) from error


def _check(schema: GraphQLSchema, document: DocumentNode, is_open: bool) -> None:
    """Raise an error for a document that is not valid.

    The shape is checked first, because the specification's rules may take long on documents of a refused shape.
    """
    if errors := shape_errors(document):
        raise RefusedError(Code.VALIDATION_FAILED, errors)
    # graphql-core reads its limit from this variable, and its error beyond the limit says only "aborted".
    overlapping_fields.MAX_COMPLEXITY_BUDGET = COMPARISONS.value or sys.maxsize
    rules = specified_rules if is_open else (*specified_rules, NoSchemaIntrospectionCustomRule)
    errors = validate(schema, document, rules, max_errors=ERRORS.value, hide_suggestions=not is_open)
    if any(error.message == "Validation aborted." for error in errors):
        raise too_repetitive()
    if errors:
        raise RefusedError(Code.VALIDATION_FAILED, errors)
