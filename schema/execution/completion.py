"""Completion of resolved values, as the specification calls it: lists, objects, interfaces and leaves become JSON.

https://spec.graphql.org/October2021/#sec-Value-Completion
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from graphql import (
    GRAPHQL_MAX_INT,
    FieldNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_scalar_type,
)
from graphql.pyutils import Undefined, is_iterable

from schema.execution.run import Complete, Run, Unanswerable

Bind = Callable[[Run], Complete]
"""A function from an execution to the function that completes a value, which is not null."""


class Document(Protocol):
    """The document that is compiled."""

    schema: GraphQLSchema

    def bind_selected(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Bind:
        """Return what binds the selections on an object type."""
        ...


def completion(document: Document, kind: Any, nodes: list[FieldNode]) -> Bind:
    """Return what binds the function that turns a value of a nullable type, but not null, into JSON."""
    if isinstance(kind, GraphQLList):
        return partial(_bind_list, completion(document, get_nullable_type(kind.of_type), nodes), kind.of_type)
    if is_leaf_type(kind):
        serialise = _serialiser(kind)
        return lambda run: serialise
    if is_abstract_type(kind):
        return _Abstract(document, kind, nodes).bind
    return document.bind_selected(kind, nodes)


def _bind_list(bind: Bind, item: Any, run: Run) -> Complete:
    complete = bind(run)
    is_required = isinstance(item, GraphQLNonNull)

    def complete_list(values: Any) -> list[Any]:
        if not is_iterable(values):
            raise Unanswerable
        if None not in values:
            return [complete(value) for value in values]
        if is_required:
            raise Unanswerable
        return [None if value is None else complete(value) for value in values]

    return complete_list


class _Abstract:
    """A selection on an interface or a union, with one selection for each type that its values really have."""

    def __init__(self, document: Document, kind: Any, nodes: list[FieldNode]) -> None:
        self._document, self._kind, self._nodes = document, kind, nodes
        self._binds: dict[str, Bind] = {}
        if kind.resolve_type is None:
            raise Unanswerable

    def bind(self, run: Run) -> Complete:
        type_of, info, kind = self._kind.resolve_type, run.info, self._kind
        bound: dict[str, Complete] = {}

        def complete(value: Any) -> Any:
            name = type_of(value, info, kind)
            if name not in bound:
                bound[name] = self._of_type(name)(run)
            return bound[name](value)

        return complete

    def _of_type(self, name: str) -> Bind:
        if name not in self._binds:
            found = self._document.schema.get_type(name)
            if not isinstance(found, GraphQLObjectType) or not self._document.schema.is_sub_type(self._kind, found):
                raise Unanswerable
            self._binds[name] = self._document.bind_selected(found, self._nodes)
        return self._binds[name]


def is_text(kind: Any) -> bool:
    """Return whether JSON has the values of a leaf as text, so that text of the graph is complete as it is."""
    return is_scalar_type(kind) and kind not in (GraphQLBoolean, GraphQLInt, GraphQLFloat)


def _serialiser(kind: GraphQLScalarType | GraphQLEnumType) -> Complete:
    """Return what turns values into JSON, without a look at what is as it must be already."""
    serialise = _checked(kind)
    if kind in (GraphQLString, GraphQLID):
        return lambda value: value if type(value) is str else serialise(value)
    if kind is GraphQLBoolean:
        return lambda value: value if type(value) is bool else serialise(value)
    if kind is GraphQLInt:
        return lambda value: value if type(value) is int and abs(value) <= GRAPHQL_MAX_INT else serialise(value)
    return _remembering(serialise) if isinstance(kind, GraphQLEnumType) else serialise


def _checked(kind: GraphQLScalarType | GraphQLEnumType) -> Complete:
    serialise = kind.serialize

    def checked(value: Any) -> Any:
        found = serialise(value)
        if found is None or found is Undefined:
            raise Unanswerable
        return found

    return checked


def _remembering(serialise: Complete) -> Complete:
    known: dict[Any, Any] = {}

    def remembered(value: Any) -> Any:
        found = known.get(value)
        if found is None:
            found = known[value] = serialise(value)
        return found

    return remembered
