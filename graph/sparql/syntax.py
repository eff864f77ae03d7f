"""Explain a syntax error of a query in words: Oxigraph lists all tokens that it expected at a place."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_noop

from graph.sparql.outcome import Outcome

PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
CHARACTERS = re.compile(r"\[[^\]]*\](?:, )?", re.DOTALL)
"""A class of characters among the expected tokens, which does not help a reader."""
SENTENCE = re.compile(r"[A-Z][a-z]+ .+|The .+")
"""An explanation rather than a token of the grammar."""
MOST = 8
"""The largest number of expected tokens that are named."""


def invalid(error: SyntaxError) -> Outcome:
    """Return the refusal for the author of the query, with line and column if Oxigraph gives them."""
    found = PLACE.fullmatch(str(error))
    if found is None:
        return Outcome(400, "The query is not valid SPARQL: %(error)s.", {"error": str(error)})
    line, column, listed = found.groups()
    expected = [each for each in CHARACTERS.sub("", listed).strip(", ").split(", ") if each]
    reasons = [each for each in expected if SENTENCE.fullmatch(each)]
    place: dict[str, Any] = {"line": line, "column": column}
    if reasons:
        sentence = gettext_noop("The query is not valid SPARQL at line %(line)s, column %(column)s: %(reasons)s.")
        return Outcome(400, sentence, place | {"reasons": "; ".join(reasons)})
    return Outcome(400, _expectation(len(expected)), place | {"tokens": ", ".join(expected[:MOST])})


def _expectation(tokens: int) -> str:
    """Return the sentence for a place where one of so many tokens was expected."""
    if not tokens:
        return gettext_noop("The query is not valid SPARQL at line %(line)s, column %(column)s.")
    if tokens <= MOST:
        return gettext_noop("The query is not valid SPARQL at line %(line)s, column %(column)s: expected %(tokens)s.")
    return gettext_noop(
        "The query is not valid SPARQL at line %(line)s, column %(column)s: expected %(tokens)s or something else."
    )
