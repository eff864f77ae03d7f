"""The cache tags of an answer: those of the resources that it was made of, and those of the lists that it reads.

The first are noted while it is made (`Context.sources`). The second follow from the query: what its fields declare with
`depends_on`, and the types that its filters and orderings look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_input_object_type,
    value_from_ast,
)
from graphql.execution.execute import get_field_def

from graph.declarations import registry
from graph.identity import ResourceId
from graph.publishing.tags import ANY_CHANGE, Tag, tags_of_type
from graph.replica import Replica
from schema.execution.planning import Plan
from schema.types import RESOURCE, LinkCount, OrderTerm, Sources

NONE: tuple[str, ...] = ()


def tags_of_sources(sources: Sources | None, replica: Replica, included: Set[Tag]) -> Iterator[Tag]:
    """Yield the tags of the resources that an answer was made of, without those of types that are included anyway.

    If the sources were not noted, yield the tag for any change.
    """
    if sources is None:
        yield ANY_CHANGE
        return
    parts = {each.graph_type.slug for each in registry() if each.is_part}
    for each in _flat(sources):
        slug = each.partition("/")[0]
        if slug in parts:
            yield replica.owner(each)
        elif slug not in included:
            yield each


def tags_of_lists(schema: GraphQLSchema, plan: Plan) -> frozenset[Tag]:
    """Return the tags that a plan's answer has whatever the graph holds."""
    return _Reading(schema, plan.document.fragments, plan.variables).tags(plan.operation)


def is_lacking(data: Mapping[str, Any] | None) -> bool:
    """Return whether a root field has found nothing: no resource says when there will be something."""
    values = data.values() if data else ()
    return any(each is None or (isinstance(each, list) and None in each) for each in values)


def _flat(sources: Iterable[Any]) -> set[ResourceId]:
    """Return the sources without their nesting. What the answer for a country, say, was made of is looked at once."""
    found: set[ResourceId] = set()
    seen: dict[int, tuple[Any, ...]] = {}
    level = list(sources)
    while level:
        found.update(each for each in level if type(each) is str)
        nested = {id(each): each for each in level if type(each) is tuple}
        level = list(chain.from_iterable(each for number, each in nested.items() if number not in seen))
        seen |= nested
    return found


@dataclass(frozen=True)
class _Reading:
    """What the fields of an operation read beside their sources."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    _visited: set[str] = field(default_factory=set)

    def tags(self, operation: OperationDefinitionNode) -> frozenset[Tag]:
        query = self.schema.get_root_type(operation.operation)
        return frozenset(tag for name in self._selected(query, operation.selection_set) for tag in _tags(name))

    def _selected(self, parent: Any, selections: SelectionSetNode) -> Iterator[str]:
        """Yield tags and names of types. What a directive leaves out counts too: its tags do no harm."""
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield from self._field(parent, node)
            elif isinstance(node, FragmentSpreadNode):
                if node.name.value not in self._visited:
                    self._visited.add(node.name.value)
                    fragment = self.fragments[node.name.value]
                    yield from self._selected(self._condition(fragment, parent), fragment.selection_set)
            else:
                yield from self._selected(self._condition(node, parent), node.selection_set)  # type: ignore[attr-defined]

    def _condition(self, node: Any, parent: Any) -> Any:
        return self.schema.type_map[node.type_condition.name.value] if node.type_condition else parent

    def _field(self, parent: GraphQLObjectType, node: FieldNode) -> Iterator[str]:
        if node.name.value.startswith("__"):
            return
        definition: Any = get_field_def(self.schema, parent, node)
        is_root = parent is self.schema.query_type
        yield from getattr(definition.resolve, "tags", (ANY_CHANGE,) if is_root else NONE)
        of_arguments = getattr(definition.resolve, "argument_tags", {})
        for argument in node.arguments:
            kind = definition.args[argument.name.value].type
            value = value_from_ast(argument.value, kind, dict(self.variables))
            if argument.name.value in of_arguments and value is not None:
                yield of_arguments[argument.name.value]
            yield from _tested(kind, value)
        if node.selection_set:
            yield from self._selected(get_named_type(definition.type), node.selection_set)


def _tested(kind: Any, value: Any) -> Iterator[str]:
    """Yield the types of the resources that a filter or an ordering looks at."""
    if isinstance(value, list):
        for each in value:
            yield from _tested(kind, each)
        return
    order = getattr(value, "value", None)
    if isinstance(order, OrderTerm) and isinstance(order.field, LinkCount):
        yield order.field.link.target
    named = get_named_type(kind)
    if not is_input_object_type(named) or not isinstance(value, Mapping):
        return
    if value and (tested := getattr(named.graphene_type, "tests", None)):
        yield tested
    for name, each in value.items():
        if name in named.fields:
            yield from _tested(named.fields[name].type, each)


def _tags(name: str) -> Iterable[Tag]:
    """Return the tags for a tag or for the name of a type."""
    if name == RESOURCE:
        return (ANY_CHANGE,)
    return tags_of_type(name) if name in registry().types else (name,)
