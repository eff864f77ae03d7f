"""Rules on the shape of a query, checked before the specification's rules and never instead of them.

Fragments count wherever they are spread, so that a query cannot hide anything in them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from graphql import (
    ASTValidationRule,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    ParallelVisitor,
    SelectionSetNode,
    visit,
)
from graphql.validation import ASTValidationContext

from schema.errors import ApiError
from schema.limits import ALIASES, COMPARISONS, DEPTH, DIRECTIVES, ROOT_FIELDS, Limit


class _CountRule(ASTValidationRule):
    """A rule that counts elements in the whole document, and reports one error if there are too many."""

    limit: Limit

    def __init__(self, context: ASTValidationContext) -> None:
        super().__init__(context)
        self.count = 0

    def add(self, amount: int) -> None:
        self.count += amount

    def leave_document(self, node: DocumentNode, *_: Any) -> None:
        if self.limit.is_exceeded(self.count):
            self.report_error(too_much(self.limit, self.count, node.definitions[0]))


class AliasRule(_CountRule):
    limit = ALIASES

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self.add(1 if node.alias else 0)


class DirectiveRule(_CountRule):
    limit = DIRECTIVES

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        self.add(1)


class RepetitionRule(_CountRule):
    """A rule against many fields of one name in one place.

    The specification's rule compares each pair of them from both sides, by names and arguments. It would find the same
    problem, but only after much work.
    """

    limit = COMPARISONS

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        fields = (each for each in node.selections if isinstance(each, FieldNode))
        counts = Counter((each.alias or each.name).value for each in fields)
        self.add(sum(2 * count * (count - 1) for count in counts.values()))

    def leave_document(self, node: DocumentNode, *_: Any) -> None:
        if self.limit.is_exceeded(self.count):
            self.report_error(too_repetitive(node.definitions[0]))


class _OperationRule(ASTValidationRule):
    """A rule that measures each operation with the fragments that it spreads."""

    limit: Limit

    def measure(self, selections: SelectionSetNode) -> int:
        raise NotImplementedError

    def enter_operation_definition(self, node: OperationDefinitionNode, *_: Any) -> None:
        self.known: dict[str, int] = {}
        amount = self.measure(node.selection_set)
        if self.limit.is_exceeded(amount):
            self.report_error(too_much(self.limit, amount, node))

    def measured_fragment(self, spread: FragmentSpreadNode) -> int:
        """Return the measure of a fragment, computed once; 0 for a cycle, which the specification's rules report."""
        name = spread.name.value
        if name not in self.known:
            self.known[name] = 0
            fragment = self.context.get_fragment(name)
            self.known[name] = self.measure(fragment.selection_set) if fragment else 0
        return self.known[name]


class RootFieldRule(_OperationRule):
    limit = ROOT_FIELDS

    def measure(self, selections: SelectionSetNode) -> int:
        return sum(self._weight(selection) for selection in selections.selections)

    def _weight(self, selection: Node) -> int:
        if isinstance(selection, FragmentSpreadNode):
            return self.measured_fragment(selection)
        if isinstance(selection, InlineFragmentNode):
            return self.measure(selection.selection_set)
        return 1


class DepthRule(_OperationRule):
    """A rule for the depth of nesting. Introspection has its own rule in graphql-core and counts as one level."""

    limit = DEPTH

    def measure(self, selections: SelectionSetNode) -> int:
        return max((self._levels(selection) for selection in selections.selections), default=0)

    def _levels(self, selection: Node) -> int:
        if isinstance(selection, FragmentSpreadNode):
            return self.measured_fragment(selection)
        if isinstance(selection, InlineFragmentNode):
            return self.measure(selection.selection_set)
        if isinstance(selection, FieldNode) and selection.selection_set:
            below = selection.name.value.startswith("__")
            return 1 if below else 1 + self.measure(selection.selection_set)
        return 1


RULES = (AliasRule, DirectiveRule, RootFieldRule, DepthRule, RepetitionRule)


def shape_errors(document: DocumentNode) -> list[GraphQLError]:
    """Return the errors that these rules find in a document. They use no types, which makes them 3 times as fast."""
    errors: list[GraphQLError] = []
    context = ASTValidationContext(document, errors.append)
    visit(document, ParallelVisitor([rule(context) for rule in RULES]))
    return errors


def too_much(limit: Limit, amount: int, node: Node) -> ApiError:
    return ApiError(
        limit.code,
        f"This query has {amount} {limit.unit}, and at most {limit.value} are allowed: ask for less at a time.",
        [node],
    )


def too_repetitive(node: Node | None = None) -> ApiError:
    return ApiError(
        COMPARISONS.code,
        f"Too many fields of the same name stand in one place: checking them takes more than "
        f"{COMPARISONS.value:,} {COMPARISONS.unit}. Name each field once.",
        [node] if node else None,
    )
