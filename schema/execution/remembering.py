"""Answers that depend on nothing but the graph, kept until the graph changes.

Partners ask the same of many resources, page by page, and of the same countries in every project. An answer is kept as
JSON, which takes a fifth of the memory of its values.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import orjson

from graph.identity import ResourceId
from graph.replica import Recent
from schema.execution.run import Complete, Run

KEPT_BYTES = 8_000_000
"""Size of the answers that one process keeps; a project with two long texts and its links takes some 3 kB."""
BYTES_BESIDE = 500
"""Memory that an answer takes in addition to its JSON and its sources."""
BYTES_OF_A_SOURCE = 8
"""Memory of a source: a reference, as its text is the graph's own."""

Answers = Recent[Hashable, tuple[orjson.Fragment, int, Any]]
"""Answers by selection and resource, each with the number of resources that it adds to the answer as a whole, and with
its sources."""


def remembering(run: Run, selection: Hashable, answer: Complete) -> Complete:
    """Return the function that answers a selection for a resource, at most once for one state of the graph.

    `selection` must tell it from all others, and must not refer to anything large, because it is kept with the answers.
    """
    context = run.context
    answers: Answers = context.replica.derived(remembering, KEPT_BYTES)

    def recall(resource: ResourceId) -> orjson.Fragment | dict[str, object]:
        key = selection, resource
        if known := answers.get(key):
            fragment, resources, sources = known
            context.spend(resources)
            context.sources.append(sources)
            return fragment
        spent, waiting, noted = context.spent, len(run.later), len(context.sources)
        found: dict[str, object] = answer(resource)
        # What waits for a text is not complete yet, and never will be if the execution fails.
        if len(run.later) != waiting:
            return found
        text = orjson.dumps(found)
        fragment = orjson.Fragment(text)
        sources = tuple(dict.fromkeys(context.sources[noted:]))
        size = BYTES_BESIDE + BYTES_OF_A_SOURCE * len(sources) + len(text)
        answers.add(key, (fragment, context.spent - spent, sources[0] if len(sources) == 1 else sources), size)
        return fragment

    return recall
