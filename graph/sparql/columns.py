"""Order the columns of `SELECT *` as the query writes its variables, where Oxigraph orders them by the alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from graph.sparql.tokens import PROLOGUE, tokens

MODIFIERS = frozenset(["DISTINCT", "REDUCED"])
STAR = re.compile(r"(?:\s|#[^\n\r]*+)*+(\*)")
"""An asterisk behind spaces and comments."""


def in_order(query: str, variables: Iterable[ox.Variable]) -> str | None:
    """Return a query that names the variables of its `SELECT *`; None for a query without, or with one column."""
    star = _star(query)
    known = {each.value for each in variables}
    if star is None or len(known) < 2:
        return None
    written = (token[0][1:] for token in tokens(query) if token.lastgroup == "variable")
    named = " ".join(f"?{name}" for name in dict.fromkeys(written) if name in known)
    return f"{query[: star - 1]} {named} {query[star:]}"


def _star(query: str) -> int | None:
    """Return the position behind the asterisk of the outermost SELECT."""
    end = 0
    for token in tokens(query):
        word = token[0].upper()
        if (word in MODIFIERS) if end else (token.lastgroup == "run" and word == "SELECT"):
            end = token.end()
        elif end or (token.lastgroup == "run" and word not in PROLOGUE):
            break
    star = STAR.match(query, end) if end else None
    return star.end() if star else None
