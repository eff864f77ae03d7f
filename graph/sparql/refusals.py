"""Queries that would write or reach another server are refused with a sentence, before anything evaluates them.

This reads the query's words as SPARQL's grammar cuts them (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), so
that a word in a text, a name or a comment is no keyword. It is the first of two walls: what it overlooks runs in a
worker that can open no connection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.publishing.answers import Refusal

TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<text> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<name> [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<language> @[A-Za-z-]+ )
    | (?P<keyword> [A-Za-z_]+ )
    """,
    re.VERBOSE | re.DOTALL,
)

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
PROLOGUE = frozenset(["BASE", "PREFIX"])
READ_ONLY = "This endpoint is for reading only: send a SELECT, ASK, CONSTRUCT or DESCRIBE query."


def keywords(query: str) -> list[str]:
    """The query's keywords and function names, in capitals and in their order."""
    return [token[0].upper() for token in TOKEN.finditer(query) if token.lastgroup == "keyword"]


def refuse_writing_and_reaching_out(words: Sequence[str]) -> None:
    """Raises `Refusal` for the keywords of an update and for federation."""
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
    """Whether the query with these keywords has a FROM of its own, and so no use for the union of all graphs."""
    return "FROM" in words
