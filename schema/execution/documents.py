"""Documents that are parsed and validated, with what is found out about them once for all requests.

Each step takes only documents that the step before it has accepted.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import count
from typing import Any

from django.conf import settings
from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from graphql.validation.rules import overlapping_fields_can_be_merged as overlapping_fields

from graph.publishing.tags import Tag
from graph.replica import Recent
from schema.errors import Code, format_error
from schema.execution.compiling import MOST_FIELDS, Compiled
from schema.execution.rules import shape_errors, too_repetitive
from schema.limits import COMPARISONS, ERRORS, TOKENS, overrides
from schema.types import Context

LONGEST = 10_000
"""Characters of the longest query that is kept: ten times a sensible one."""

KEPT_BYTES = 40_000_000
"""Estimated memory of the documents that one process keeps, with their compiled operations."""
BYTES_OF_A_CHARACTER = 130
"""Memory of a parsed document for each character of its text, as measured."""
BYTES_OF_A_FIELD = 800
"""Memory of a compiled field, as measured."""

VARIANTS = 50
"""Number of costs that are kept for one document, by the variables that they depend on."""


class RefusedError(Exception):
    """A request that is not executed. Of errors with the same message, only the first is kept."""

    def __init__(self, code: Code, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code)
        once = {error.message: error for error in reversed(errors)}
        self.errors = [format_error(error, code) for error in reversed(once.values())]


class Document:
    """A valid document, with what was found out about it for earlier requests."""

    def __init__(self, node: DocumentNode, kept_as: Hashable | None, length: int) -> None:
        self.node = node
        self.number = next(_numbers)
        """What tells the document from all others, for keys that must not keep it in memory."""
        self.fragments = {
            each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.costs: Recent[Hashable, int] = Recent(VARIANTS)
        self.lists: Recent[Hashable, frozenset[Tag]] = Recent(VARIANTS)
        """The cache tags of the lists that it reads."""
        self._compiled: Recent[Hashable, Compiled] = Recent(MOST_FIELDS)
        self._kept_as = kept_as
        self._length = length

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The names of the variables that directives read, such as that of `@include(if: $withTexts)`."""
        finder = _Conditions()
        visit(self.node, finder)
        return tuple(sorted(finder.names))

    def run(
        self, schema: GraphQLSchema, operation: OperationDefinitionNode, variables: dict[str, Any], context: Context
    ) -> dict[str, Any]:
        """Return the data of an operation, which is compiled once for the variables that its directives read.

        Raise any exception if graphql-core has to answer.
        """
        key = operation.name and operation.name.value, *map(variables.get, self.conditions)
        compiled = self._compiled.get(key) or Compiled(schema, operation, self.fragments, variables)
        try:
            return compiled.run(context, variables)
        finally:
            # A selection on an interface is compiled for each type that answers really have: it may have grown.
            self._compiled.add(key, compiled, compiled.fields)
            self.keep()

    def keep(self) -> None:
        """Keep the document, with its present size, for further requests with the same text."""
        if self._kept_as is not None:
            size = BYTES_OF_A_CHARACTER * self._length + BYTES_OF_A_FIELD * self._compiled.size
            _documents.add(self._kept_as, self, size)


_numbers = count()
_documents: Recent[Hashable, Document] = Recent(KEPT_BYTES)


class _Conditions(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.names |= {each.value.name.value for each in node.arguments if isinstance(each.value, VariableNode)}


def document_of(schema: GraphQLSchema, query: str) -> Document:
    """Return the valid document of a query's text. Raise RefusedError or ApiError for a text that is not valid.

    A document is parsed and checked once under the same limits.
    """
    is_open: bool = settings.GRAPHQL_INTROSPECTION
    key = schema, query, is_open, *overrides().items()
    if document := _documents.get(key):
        return document
    node = _parse(query)
    _check(schema, node, is_open)
    document = Document(node, key if len(query) <= LONGEST else None, len(query))
    document.keep()
    return document


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
