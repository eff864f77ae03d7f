"""Show editors how the API would answer a query about their draft."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from graph.declarations import DeclaredType, camel_case
from graph.description import Description
from graph.presentation import graphql_query
from graph.replica import overlaid
from schema.execution.pipeline import ask
from schema.types import KINDS


def preview(draft: Description) -> tuple[str, str]:
    """Return a query about a draft, and the answer that it would get if the draft were public."""
    query = graphql_query(draft.declared, draft.id, example_selections(draft.declared))
    with overlaid(draft):
        answer = ask(query)
    return query, orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode()


def example_selections(declared: DeclaredType) -> Iterator[str]:
    """Yield the selections of an example: short facts, texts, and the titles of linked resources."""
    for field in declared.fields.values():
        selection = KINDS[field].example(field)
        if selection is not None and not field.on_record and field.name != declared.graph_type.title:
            yield camel_case(field.name) + selection
