"""Refuse queries that would write or reach another server, before they are evaluated.

This is the first of two walls: a query that gets past it runs in a worker that cannot open a connection.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_noop

from graph.refusals import Refusal
from graph.sparql.tokens import PROLOGUE

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
READ_ONLY = gettext_noop("This endpoint is for reading only: send a SELECT, ASK, CONSTRUCT or DESCRIBE query.")


def refuse_writing_and_reaching_out(words: Sequence[str]) -> None:
    """Raise `Refusal` for the keywords of an update and for federation."""
    first = next((word for word in words if word not in PROLOGUE), "")
    if first in UPDATES:
        raise Refusal(403, READ_ONLY)
    if "SERVICE" in words:
        raise Refusal(
            403,
            "SERVICE is not available here, because this endpoint asks no other server: send that part of the query "
            "to the other endpoint yourself, or let a federating client such as Comunica do it.",
        )


def names_its_dataset(words: Sequence[str]) -> bool:
    """Tell whether a query with these keywords has a FROM clause, and so is not about the union of all graphs."""
    return "FROM" in words
