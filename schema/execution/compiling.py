"""Compilation of an operation into closures, which answer it many times faster than graphql-core interprets it.

graphql-core looks up the definition, the arguments and the type of a field again for every value. Here, an operation is
compiled once: the fields of each object type, with all that the document alone decides. `Compiled.run` then binds
arguments and replica into one closure for each field, and calls these for all values.

The closures answer only what is without errors. Whatever goes wrong raises an exception, and the caller lets
graphql-core execute the operation, which describes the errors with their paths.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLID,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    is_abstract_type,
    is_leaf_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values
from graphql.pyutils import Undefined, is_iterable

from schema.types import Context, Read, Values

Complete = Callable[[Any], Any]
"""A function from a resolved value to JSON."""

NO_VALUES: Values = {}

MOST_FIELDS = 5_000
"""Fields of one operation that are compiled. Fragments inside of fragments may multiply to more than there are data
for; graphql-core looks only at those that it reaches."""


class Unanswerable(Exception):
    """The operation is one that only graphql-core executes, or its answer has an error that only it describes."""


@dataclass(frozen=True)
class Info:
    """The part of GraphQLResolveInfo that our resolvers read; graphql-core answers if one reads more."""

    context: Context
    schema: GraphQLSchema


@dataclass
class Run:
    """One execution."""

    info: Info
    variables: dict[str, Any]
    later: list[Waiting] = field(default_factory=list)

    @property
    def context(self) -> Context:
        return self.info.context

    def answer_or_wait(self, waiting: Waiting) -> None:
        """Answer a field, or keep it for later if that asks for texts that are not loaded."""
        texts = self.context.texts
        missing = texts.missing
        try:
            waiting.complete()
        except Exception:
            if texts.missing == missing:
                raise
        if texts.missing != missing:
            self.later.append(waiting)


class Waiting(NamedTuple):
    """A field that needs stored texts, which are read once all such fields of the answer are known."""

    found: dict[str, Any]
    """The object that has the field."""
    key: str
    answer: Read
    source: Any
    values: Values

    def complete(self) -> None:
        self.found[self.key] = self.answer(self.source, self.values)


class Compiled:
    """An operation of a valid document, for one set of the variables that its directives name."""

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: dict[str, Any],
    ) -> None:
        self._document = document = _Document(schema, dict(fragments), variables)
        query = schema.get_root_type(operation.operation)
        assert query  # noqa: S101 validation guarantees it
        fields = collect_fields(schema, dict(fragments), variables, query, operation.selection_set)
        self._root = _Selected(document, query, fields)

    def run(self, context: Context, variables: dict[str, Any]) -> dict[str, Any]:
        """Return the data of the answer. Raise any exception if graphql-core has to answer."""
        run = Run(Info(context, self._document.schema), variables)
        data: dict[str, Any] = self._root.bind(run)(None)
        while context.texts.load():
            waiting, run.later = run.later, []
            for each in waiting:
                run.answer_or_wait(each)
        return data


@dataclass
class _Document:
    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    fields: int = 0
    """Number of fields compiled so far."""

    def count(self, fields: int) -> None:
        self.fields += fields
        if self.fields > MOST_FIELDS:
            raise Unanswerable

    def selected(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> _Selected:
        fields = collect_sub_fields(self.schema, self.fragments, self.variables, kind, nodes)
        return _Selected(self, kind, fields)


class _Field:
    """A field of a selection."""

    def __init__(self, document: _Document, parent: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> None:
        definition = get_field_def(document.schema, parent, nodes[0])
        assert definition  # noqa: S101 validation guarantees it
        self.key = key
        self._parent = parent.name
        self._node = nodes[0]
        self._definition: GraphQLField = definition
        self._arguments = None if _has_variables(nodes[0]) else get_argument_values(definition, nodes[0])
        self.reads_stored = hasattr(definition.resolve, "reads_stored")
        self._bind_value = _completion(document, definition.type, nodes)

    def bind(self, run: Run) -> Read:
        """Return the function that answers this field in one execution."""
        if self._node.name.value == "__typename":
            name = self._parent
            return lambda source, values: name
        read, complete = self._read(run), self._bind_value(run)
        return lambda source, values: complete(read(source, values))

    def _read(self, run: Run) -> Read:
        arguments = self._arguments
        if arguments is None:
            arguments = get_argument_values(self._definition, self._node, run.variables)
        resolve: Any = self._definition.resolve
        info, bind = run.info, getattr(resolve, "bind", None)
        if bind:
            read: Read = bind(run.context, **arguments)
            return read
        if arguments:
            return lambda source, values: resolve(source, info, **arguments)
        return lambda source, values: resolve(source, info)


class _Selected:
    """The selected fields of an object type."""

    def __init__(self, document: _Document, kind: GraphQLObjectType, fields: Mapping[str, list[FieldNode]]) -> None:
        if kind.is_type_of:
            raise Unanswerable
        document.count(len(fields))
        self._fields = [_Field(document, kind, key, nodes) for key, nodes in fields.items()]
        self._is_resource = any(each.name == "Node" for each in kind.interfaces)

    def bind(self, run: Run) -> Complete:
        """Return the function that answers the selection for one source."""
        check = run.context.deadline.check
        values_of: Complete = run.context.values if self._is_resource else lambda _: NO_VALUES
        if any(each.reads_stored for each in self._fields):
            stored = [(each.key, each.bind(run), each.reads_stored) for each in self._fields]
            return partial(_answer_stored, run, stored, values_of)
        fields = [(each.key, each.bind(run)) for each in self._fields]

        def answer_all(source: Any) -> dict[str, Any]:
            check()
            values = values_of(source)
            return {key: answer(source, values) for key, answer in fields}

        return answer_all


def _answer_stored(run: Run, fields: list[tuple[str, Read, bool]], values_of: Complete, source: Any) -> dict[str, Any]:
    """Answer a selection with fields that need stored texts: these wait where a text is not loaded yet."""
    run.context.deadline.check()
    values = values_of(source)
    found: dict[str, Any] = {}
    for key, answer, reads_stored in fields:
        if reads_stored:
            found[key] = None
            run.answer_or_wait(Waiting(found, key, answer, source, values))
        else:
            found[key] = answer(source, values)
    return found


def _completion(document: _Document, kind: GraphQLOutputType, nodes: list[FieldNode]) -> Callable[[Run], Complete]:
    """Return what binds the function that turns a resolved value of a type into JSON."""
    if isinstance(kind, GraphQLNonNull):
        return _required(_present(document, kind.of_type, nodes))
    return _optional(_present(document, kind, nodes))


def _required(bind: Callable[[Run], Complete]) -> Callable[[Run], Complete]:
    def bind_required(run: Run) -> Complete:
        complete = bind(run)

        def required(value: Any) -> Any:
            if value is None:
                raise Unanswerable
            return complete(value)

        return required

    return bind_required


def _optional(bind: Callable[[Run], Complete]) -> Callable[[Run], Complete]:
    def bind_optional(run: Run) -> Complete:
        complete = bind(run)
        return lambda value: None if value is None else complete(value)

    return bind_optional


def _present(document: _Document, kind: Any, nodes: list[FieldNode]) -> Callable[[Run], Complete]:
    """Return what binds the completion of values that are not null."""
    if isinstance(kind, GraphQLList):
        return _list(_completion(document, kind.of_type, nodes))
    if is_leaf_type(kind):
        serialise = _serialiser(kind)
        return lambda run: serialise
    if is_abstract_type(kind):
        return _Abstract(document, kind, nodes).bind
    return document.selected(kind, nodes).bind


def _list(bind: Callable[[Run], Complete]) -> Callable[[Run], Complete]:
    def bind_list(run: Run) -> Complete:
        complete = bind(run)

        def complete_list(values: Any) -> list[Any]:
            if not is_iterable(values):
                raise Unanswerable
            return [complete(value) for value in values]

        return complete_list

    return bind_list


class _Abstract:
    """A selection on an interface or a union, with one selection for each type that its values really have."""

    def __init__(self, document: _Document, kind: Any, nodes: list[FieldNode]) -> None:
        self._document, self._kind, self._nodes = document, kind, nodes
        self._selected: dict[str, _Selected] = {}
        if kind.resolve_type is None:
            raise Unanswerable

    def bind(self, run: Run) -> Complete:
        type_of, info, kind = self._kind.resolve_type, run.info, self._kind
        bound: dict[str, Complete] = {}

        def complete(value: Any) -> Any:
            name = type_of(value, info, kind)
            if name not in bound:
                bound[name] = self._of_type(name).bind(run)
            return bound[name](value)

        return complete

    def _of_type(self, name: str) -> _Selected:
        if name not in self._selected:
            found = self._document.schema.get_type(name)
            if not isinstance(found, GraphQLObjectType) or not self._document.schema.is_sub_type(self._kind, found):
                raise Unanswerable
            self._selected[name] = self._document.selected(found, self._nodes)
        return self._selected[name]


def _serialiser(kind: GraphQLScalarType | GraphQLEnumType) -> Complete:
    """Return what turns values into JSON, without a look at what is as it must be already."""
    serialise = _checked(kind)
    if kind in (GraphQLString, GraphQLID):
        return lambda value: value if type(value) is str else serialise(value)
    if kind is GraphQLBoolean:
        return lambda value: value if type(value) is bool else serialise(value)
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


def _has_variables(node: FieldNode) -> bool:
    """Return whether the arguments of a field name variables."""
    return any(_names_variable(each.value) for each in node.arguments)


def _names_variable(node: ValueNode) -> bool:
    if isinstance(node, ListValueNode):
        return any(map(_names_variable, node.values))
    if isinstance(node, ObjectValueNode):
        return any(_names_variable(each.value) for each in node.fields)
    return isinstance(node, VariableNode)
