"""Explain a syntax error of a query in words: Oxigraph lists all tokens that it expected at a place."""

from __future__ import annotations

import re

PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
CHARACTERS = re.compile(r"\[[^\]]*\](?:, )?", re.DOTALL)
"""A class of characters among the expected tokens, which does not help a reader."""
SENTENCE = re.compile(r"[A-Z][a-z]+ .+|The .+")
"""An explanation rather than a token of the grammar."""
MOST = 8
"""The largest number of expected tokens that are named."""


def invalid(error: SyntaxError) -> str:
    """Return the sentence for the author of the query, with line and column if Oxigraph gives them."""
    found = PLACE.fullmatch(str(error))
    if found is None:
        return f"The query is not valid SPARQL: {error}."
    line, column, listed = found.groups()
    expected = [each for each in CHARACTERS.sub("", listed).strip(", ").split(", ") if each]
    reasons = [each for each in expected if SENTENCE.fullmatch(each)]
    if not reasons and expected:
        tokens, more = expected[:MOST], "or something else" if len(expected) > MOST else ""
        reasons = [f"expected {' '.join(filter(None, [', '.join(tokens), more]))}"]
    why = f": {'; '.join(reasons)}" if reasons else ""
    return f"The query is not valid SPARQL at line {line}, column {column}{why}."
