"""Refuse queries that would write or reach another server, before they are evaluated.

The query is split into tokens by SPARQL's grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), so that a word
in a text, a name or a comment is not taken for a keyword. This is the first of two walls: a query that gets past it
runs in a worker that cannot open a connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_noop

from graph.refusals import Refusal

# Matching must take linear time. Every opening of a token therefore matches as a token, even a text without its closing
# quote and a run of name characters without a colon, so that no part of the query is scanned again from the next place.
TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]*+ )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+(?:\"{3})? | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+(?:'{3})?
              | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'? )
    | (?P<variable> [?$]\w++ )
    | (?P<name> [\w.-]*+:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+ )
    | (?P<language> @[A-Za-z-]++ )
    | (?P<run> [\w.-]++ )
    """,
    re.VERBOSE | re.DOTALL,
)
KEYWORD = re.compile(r"[A-Za-z_]+")
"""A keyword within a run, which also holds numbers and full stops: “1.SERVICE” has a number before the keyword."""

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
PROLOGUE = frozenset(["BASE", "PREFIX"])
READ_ONLY = gettext_noop("This endpoint is for reading only: send a SELECT, ASK, CONSTRUCT or DESCRIBE query.")


def keywords(query: str) -> list[str]:
    """Return the keywords and function names of a query in upper case, in their order."""
    return [word.upper() for run in _runs(query) for word in KEYWORD.findall(run)]


def _runs(query: str) -> Iterator[str]:
    return (token[0] for token in TOKEN.finditer(query) if token.lastgroup == "run")


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
