"""Answers that depend on nothing but the graph, kept until the graph changes.

Partners ask the same of many resources, page by page, and of the same countries in every project.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from graph.identity import ResourceId
from schema.execution.run import Complete, Run

MOST = 5_000
"""Number of answers that one process keeps; a project with two long texts and its links takes some 10 kB."""


class Remembered:
    """Answers for one state of the graph, by selection and resource, each with what it counts in the answer's size."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, dict[ResourceId, tuple[Any, int]]] = {}
        self._count = 0

    def of(self, selection: Hashable) -> dict[ResourceId, tuple[Any, int]]:
        return self._answers.setdefault(selection, {})

    def count(self) -> None:
        """Count an answer that is kept, and forget all of them when there are too many."""
        self._count += 1
        if self._count > MOST:
            self._answers = {}
            self._count = 0


def remembering(run: Run, selection: Hashable, answer: Complete) -> Complete:
    """Return the function that answers a selection for a resource, at most once for one state of the graph."""
    context = run.context
    remembered: Remembered = context.replica.derived.setdefault(Remembered, Remembered())
    answers = remembered.of(selection)

    def recall(resource: ResourceId) -> Any:
        if known := answers.get(resource):
            context.spend(known[1])
            return known[0]
        spent, waiting = context.spent, len(run.later)
        found = answer(resource)
        # What waits for a text is not complete yet, and never will be if the execution fails.
        if len(run.later) == waiting:
            answers[resource] = found, context.spent - spent
            remembered.count()
        return found

    return recall
