"""Refuse queries that would write or reach another server with a sentence, before anything evaluates them.

This reads the query's words as SPARQL's grammar cuts them (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), so
that a word in a text, a name or a comment is no keyword. It is the first of two walls: what it overlooks runs in a
worker that can open no connection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.refusals import Refusal

# Reading takes time in proportion to the query: whatever opens a token is one, also a text that nothing closes and a
# run of name characters without a colon, so that no place of the query is read again from the next one on.
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
"""In a run, which also holds numbers and full stops: “1.SERVICE” is a number, a full stop and a keyword."""

UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
PROLOGUE = frozenset(["BASE", "PREFIX"])
READ_ONLY = "This endpoint is for reading only: send a SELECT, ASK, CONSTRUCT or DESCRIBE query."


def keywords(query: str) -> list[str]:
    """Return the query's keywords and function names, in capitals and in their order."""
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
    """Return whether the query with these keywords has a FROM of its own, and so no use for the union of all graphs."""
    return "FROM" in words
