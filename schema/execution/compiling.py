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
from itertools import count
from typing import Any

from django.utils.translation import get_language
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.execute import get_field_def
from graphql.execution.values import get_argument_values

from graph.replica import Recent
from schema.execution.completion import Bind, completion, is_text
from schema.execution.remembering import remembering
from schema.execution.run import Complete, Info, Run, Unanswerable, Waiting
from schema.types import Context, Read, Values

NO_VALUES: Values = {}
_numbers = count()
"""Numbers that tell selections apart, for keys that must not keep a selection in memory."""

_makers: Recent[tuple[tuple[str, ...], bool], Callable[..., Complete]] = Recent(20_000)
"""What `_maker` has made for the selections of 20 000 fields, by their names and whether they are of a resource."""

MOST_FIELDS = 5_000
"""Fields of one operation that are compiled. Fragments inside of fragments may multiply to more than there are data
for; graphql-core looks only at those that it reaches."""


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

    @property
    def fields(self) -> int:
        """Number of fields compiled so far."""
        return self._document.fields

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
    _with_variables: dict[str, bool] = field(default_factory=dict)
    """Whether arguments inside of a fragment name variables."""

    def count(self, fields: int) -> None:
        self.fields += fields
        if self.fields > MOST_FIELDS:
            raise Unanswerable

    def bind_selected(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Bind:
        fields = collect_sub_fields(self.schema, self.fragments, self.variables, kind, nodes)
        return _Selected(self, kind, fields).bind

    def has_variables(self, node: SelectionNode) -> bool:
        """Return whether the arguments of a field, or of any field inside of it, name variables."""
        if isinstance(node, FieldNode):
            inside = node.selection_set.selections if node.selection_set else ()
            return _has_variables(node) or any(map(self.has_variables, inside))
        if isinstance(node, InlineFragmentNode):
            return any(map(self.has_variables, node.selection_set.selections))
        assert isinstance(node, FragmentSpreadNode)  # noqa: S101 selections have only three kinds
        name = node.name.value
        if name not in self._with_variables:
            selections = self.fragments[name].selection_set.selections
            self._with_variables[name] = any(map(self.has_variables, selections))
        return self._with_variables[name]


def _required(read: Read, complete: Complete) -> Read:
    def answer(source: Any, values: Values) -> Any:
        value = read(source, values)
        if value is None:
            raise Unanswerable
        return complete(value)

    return answer


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
        self._is_required = isinstance(definition.type, GraphQLNonNull)
        self._is_complete = hasattr(definition.resolve, "bind") and is_text(get_named_type(definition.type))
        kind: Any = definition.type
        self._completion = completion(document, get_nullable_type(kind), nodes)

    def bind(self, run: Run) -> Read:
        """Return the function that answers this field in one execution."""
        if self._node.name.value == "__typename":
            name = self._parent
            return lambda source, values: name
        read = self._read(run)
        if self._is_complete:
            return read
        complete = self._completion(run)
        if self._is_required:
            return _required(read, complete)
        return lambda source, values: None if (value := read(source, values)) is None else complete(value)

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
        self._number = next(_numbers)
        self._fields = [_Field(document, kind, key, nodes) for key, nodes in fields.items()]
        self._is_resource = any(each.name == "Node" for each in kind.interfaces)
        self._is_constant = not any(document.has_variables(node) for nodes in fields.values() for node in nodes)

    def bind(self, run: Run) -> Complete:
        """Return the function that answers the selection for one source.

        The answer for a resource without variables depends only on the graph, so it is remembered until that changes.
        """
        answer = self._bind(run)
        if self._is_resource and self._is_constant:
            return remembering(run, (self._number, get_language(), run.context.asked), answer)
        return answer

    def _bind(self, run: Run) -> Complete:
        check = run.context.deadline.check
        values_of: Complete = run.context.values if self._is_resource else lambda _: NO_VALUES
        if any(each.reads_stored for each in self._fields):
            stored = [(each.key, each.bind(run), each.reads_stored) for each in self._fields]
            note = run.context.sources.append if self._is_resource else _note_nothing
            return partial(_answer_stored, run, stored, note, values_of)
        make = _maker(tuple(each.key for each in self._fields), self._is_resource)
        return make(check, run.context.sources.append, values_of, *(each.bind(run) for each in self._fields))


def _maker(keys: tuple[str, ...], is_resource: bool) -> Callable[..., Complete]:
    """Return what makes the function that answers a selection, as code: a loop over the fields takes twice as long."""
    kind = keys, is_resource
    if known := _makers.get(kind):
        return known
    answers = [f"answer_{number}" for number in range(len(keys))]
    items = ", ".join(f"{key!r}: {answer}(source, values)" for key, answer in zip(keys, answers, strict=True))
    code = f"""
def make(check, note, values_of, {", ".join(answers)}):
    def answer(source):
        check()
        {"note(source)" if is_resource else ""}
        values = values_of(source)
        return {{{items}}}
    return answer
"""
    made: dict[str, Any] = {}
    exec(code, made)  # noqa: S102 a key is a name of GraphQL: letters, digits and underscores
    maker: Callable[..., Complete] = made["make"]
    _makers.add(kind, maker, len(keys))
    return maker


def _note_nothing(source: Any) -> None:
    """Note no source, because it is not a resource."""


def _answer_stored(
    run: Run, fields: list[tuple[str, Read, bool]], note: Complete, values_of: Complete, source: Any
) -> dict[str, Any]:
    """Answer a selection with fields that need stored texts: these wait where a text is not loaded yet."""
    run.context.deadline.check()
    note(source)
    values = values_of(source)
    found: dict[str, Any] = {}
    for key, answer, reads_stored in fields:
        if reads_stored:
            found[key] = None
            run.answer_or_wait(Waiting(found, key, answer, source, values))
        else:
            found[key] = answer(source, values)
    return found


def _has_variables(node: FieldNode) -> bool:
    """Return whether the arguments of a field name variables."""
    return any(_names_variable(each.value) for each in node.arguments)


def _names_variable(node: ValueNode) -> bool:
    if isinstance(node, ListValueNode):
        return any(map(_names_variable, node.values))
    if isinstance(node, ObjectValueNode):
        return any(_names_variable(each.value) for each in node.fields)
    return isinstance(node, VariableNode)
