"""The highest possible cost of a query, computed from its text before it is executed.

A field costs 1, or what its resolver declares with `costs`, and every item of a list costs 1. The length of a list is
given by `first`, `last` or `ids` of its field or of the connection around it; it is `DEFAULT_PAGE` if a connection has
none of these, and `SHORT_LIST` for a list without pages. A fragment is measured once, however often it is spread. A
filter is evaluated once for the whole answer, and each name in it costs as much as `CONDITION` fields.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_directive_values,
    get_named_type,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
)
from graphql.execution.execute import get_field_def

from schema.lists import DEFAULT_PAGE

SHORT_LIST = 10
"""Assumed length of lists without pages: they hold languages, or the links between two resources."""

CONDITION = 100
"""Cost of a condition: it may find every resource, which takes as long as this many fields."""

SIZES = ("ids", "first", "last")

INTROSPECTED = {
    ("__Schema", "types"): 2,
    ("__Type", "fields"): 10,
    ("__Type", "inputFields"): 10,
    ("__Type", "enumValues"): 5,
    ("__Type", "interfaces"): 2,
    ("__Field", "args"): 3,
}
"""Assumed lengths of the lists of introspection. They do not follow the schema: its answers are kept, and reading the
schema must not become dearer with each type."""


@dataclass(frozen=True)
class Estimate:
    """Measures the cost of one operation of a valid document with its variables."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    _known: dict[tuple[str, int], float] = field(default_factory=dict)
    _conditions: dict[int, int] = field(default_factory=dict)

    def operation(self, node: OperationDefinitionNode) -> int:
        query = self.schema.get_root_type(node.operation)
        fields = self._selections(query, node.selection_set, SHORT_LIST)
        return math.ceil(fields) + CONDITION * sum(self._conditions.values())

    def _selections(self, parent: Any, selections: SelectionSetNode, page: int) -> float:
        """Return the cost of selections. Of fragments on types that exclude each other, the most expensive counts."""
        common, exclusive = 0.0, defaultdict[str, float](float)
        for node in filter(self._is_included, selections.selections):
            if isinstance(node, FieldNode):
                common += self._field(parent, node, page)
                continue
            condition, amount = self._fragment(parent, node, page)
            if isinstance(condition, GraphQLObjectType) and condition is not parent:
                exclusive[condition.name] += amount
            else:
                common += amount
        return common + max(exclusive.values(), default=0)

    def _fragment(self, parent: Any, node: SelectionNode, page: int) -> tuple[Any, float]:
        if isinstance(node, InlineFragmentNode):
            kind = self.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
            return kind, self._selections(kind, node.selection_set, page)
        assert isinstance(node, FragmentSpreadNode)  # noqa: S101 selections have only three kinds
        fragment = self.fragments[node.name.value]
        kind = self.schema.type_map[fragment.type_condition.name.value]
        place = (node.name.value, page)
        if place not in self._known:
            self._known[place] = self._selections(kind, fragment.selection_set, page)
        return kind, self._known[place]

    def _field(self, parent: Any, node: FieldNode, page: int) -> float:
        definition = get_field_def(self.schema, parent, node)
        assert definition  # noqa: S101 validation guarantees it
        own = getattr(definition.resolve, "cost", 1)
        filters = [each.value for each in node.arguments if is_filter(definition.args[each.name.value])]
        self._conditions[id(node)] = sum(map(self._names, filters))
        dearer = getattr(definition.resolve, "argument_costs", {})
        own += sum(dearer.get(each.name.value, 0) for each in node.arguments)
        size = self._size(definition, node)
        below = 0.0
        if node.selection_set:
            inside = SHORT_LIST if size is None else size
            below = self._selections(get_named_type(definition.type), node.selection_set, inside)
        if not is_list_type(get_nullable_type(definition.type)):  # type: ignore[arg-type]
            return own + below
        items = INTROSPECTED.get((parent.name, node.name.value), page if size is None else size)
        return own + items * (1 + below)

    def _size(self, definition: GraphQLField, node: FieldNode) -> int | None:
        """Return the length of the list according to the arguments; None for a field that has no such arguments."""
        known = [name for name in SIZES if name in definition.args]
        if not known:
            return None
        given = [self._value(each.value) for each in node.arguments if each.name.value in known]
        sizes = [len(each) if isinstance(each, list) else each for each in given if each is not None]
        return max(0, *sizes) if sizes else DEFAULT_PAGE

    def _value(self, node: ValueNode) -> int | list[Any] | None:
        if isinstance(node, VariableNode):
            value: int | list[Any] | None = self.variables.get(node.name.value)
            return value
        if isinstance(node, ListValueNode):
            return list(node.values)
        return int(node.value) if isinstance(node, IntValueNode) else None

    def _names(self, node: ValueNode) -> int:
        """Return how many names a filter holds at all its levels."""
        if isinstance(node, VariableNode):
            return _names_in(self.variables.get(node.name.value))
        if isinstance(node, ListValueNode):
            return sum(map(self._names, node.values))
        if isinstance(node, ObjectValueNode):
            return sum(1 + self._names(each.value) for each in node.fields)
        return 0

    def _is_included(self, node: SelectionNode) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, dict(self.variables))
        include = get_directive_values(GraphQLIncludeDirective, node, dict(self.variables))
        return not (skip and skip["if"]) and not (include and not include["if"])


def is_filter(argument: GraphQLArgument) -> bool:
    return is_input_object_type(get_named_type(argument.type))


def _names_in(value: Any) -> int:
    if isinstance(value, dict):
        return sum(1 + _names_in(each) for each in value.values())
    return sum(map(_names_in, value)) if isinstance(value, list) else 0
