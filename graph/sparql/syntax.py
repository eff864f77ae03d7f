"""Explain a syntax error of a query in words.

Oxigraph lists all tokens that it expected somewhere near the error, those of updates and of SERVICE included. So the
frequent mistakes are looked for first: an unknown prefix, a misspelt keyword, a bracket that is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.utils.translation import gettext_noop

from graph.declarations import PREFIXES
from graph.publishing.prefixes import prefixes
from graph.sparql.outcome import Outcome
from graph.sparql.tokens import PROLOGUE, TOKEN, tokens

PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
CHARACTERS = re.compile(r"\[[^\]]{0,200}\](?:, )?", re.DOTALL)
"""A class of characters among the expected tokens, which does not help a reader."""
SENTENCE = re.compile(r"[A-Z]\w* .+")
"""An explanation rather than a token of the grammar."""
SIGN = re.compile(r'"(?:[^"\\{}|~]|\{|\}|\\")+"')
"""A punctuation mark among the expected tokens. Keywords are left out: Oxigraph reports them some characters late."""
WORD = re.compile(r"[A-Za-z]\w*")
NO_PREFIX = "Prefix not found"
PATTERN = frozenset(["LATERAL", "SERVICE"])
"""What Oxigraph expects where a graph pattern is broken off."""
PARTIAL = re.compile(r"^\S*\s")
BRACKETS = (("{", "}"), ("(", ")"), ("[", "]"))
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WORDS = frozenset(
    """A AS ASC BASE BIND BY DESC DISTINCT EXISTS FALSE FILTER FROM GRAPH GROUP HAVING IN LIMIT MINUS NAMED NOT OFFSET
    OPTIONAL ORDER PREFIX REDUCED SEPARATOR TRUE UNDEF UNION VALUES WHERE ABS AVG BNODE BOUND CEIL COALESCE CONCAT
    CONTAINS COUNT DATATYPE DAY ENCODE_FOR_URI FLOOR GROUP_CONCAT HOURS IF IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI
    LANG LANGMATCHES LCASE MAX MD5 MIN MINUTES MONTH NOW RAND REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SHA1 SHA256
    SHA384 SHA512 STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TZ UCASE
    URI UUID YEAR""".split()  # noqa: SIM905 a list of words reads better than a hundred quoted ones
).union(FORMS)
"""The keywords and functions of queries in SPARQL 1.1."""


Reason = tuple[str, dict[str, str]]
"""A sentence, with values."""


def invalid(query: str, error: SyntaxError) -> Outcome:
    """Return the refusal for the author of the query, with the line and what stands there if Oxigraph gives them."""
    found = PLACE.fullmatch(str(error))
    if found is None:
        return Outcome(400, gettext_noop("The query is not valid SPARQL: %(error)s."), {"error": str(error)})
    expected = [each for each in CHARACTERS.sub("", found[3]).strip(", ").split(", ") if each]
    reasons = chain(_beginnings(query, expected), _sentences(expected), _slips(query), _expectations(expected))
    nothing: Reason = gettext_noop("The query is not valid SPARQL in line %(line)s, near “%(near)s”."), {}
    sentence, values = next(reasons, nothing)
    place: dict[str, Any] = {"line": found[1], "near": _near(query, int(found[1]), int(found[2]))}
    return Outcome(400, sentence, place | values)


def _words(query: str) -> Iterator[str]:
    return (token[0] for token in tokens(query) if token.lastgroup == "run" and WORD.fullmatch(token[0]))


def _beginnings(query: str, expected: list[str]) -> Iterator[Reason]:
    """Yield what a query lacks before its pattern: its form, or the declaration of a prefix."""
    first = next((word for word in _words(query) if word.upper() not in PROLOGUE), "")
    if first.upper() not in FORMS:
        sentence = gettext_noop("The query is not valid SPARQL: it begins with one of %(forms)s, not with “%(word)s”.")
        yield sentence, {"forms": ", ".join(FORMS), "word": first}
    sentence = gettext_noop(
        "The query is not valid SPARQL near “%(near)s”: the prefix “%(prefix)s:” is not declared. Put "
        "PREFIX %(prefix)s: <…> first, or use one of %(known)s."
    )
    for prefix in sorted(_undeclared(query)) if NO_PREFIX in expected else ():
        yield sentence, {"prefix": prefix, "known": ", ".join(f"{each}:" for each in PREFIXES)}


def _sentences(expected: list[str]) -> Iterator[Reason]:
    """Yield explanations by Oxigraph."""
    sentence = gettext_noop("The query is not valid SPARQL in line %(line)s, near “%(near)s”: %(reason)s.")
    yield from ((sentence, {"reason": each}) for each in expected if SENTENCE.match(each))


def _slips(query: str) -> Iterator[Reason]:
    """Yield words that SPARQL does not have, and brackets that are not closed."""
    unknown = gettext_noop("The query is not valid SPARQL: “%(word)s” is no keyword or function of SPARQL.")
    unpaired = gettext_noop(
        "The query is not valid SPARQL: “%(opening)s” and “%(closing)s” do not come in pairs, but %(times)s times."
    )
    yield from ((unknown, {"word": word}) for word in _words(query) if word.upper() not in WORDS)
    signs = TOKEN.sub("", query)
    for opening, closing in BRACKETS:
        opened, closed = signs.count(opening), signs.count(closing)
        if opened != closed:
            yield unpaired, {"opening": opening, "closing": closing, "times": f"{opened}:{closed}"}


def _expectations(expected: list[str]) -> Iterator[Reason]:
    """Yield what Oxigraph says, as far as it can help."""
    if expected and PATTERN.issuperset(expected):
        sentence = gettext_noop(
            "The query is not valid SPARQL in line %(line)s, near “%(near)s”: a statement has a subject, a predicate "
            "and an object, and a full stop stands between statements."
        )
        yield sentence, {}
    if signs := [each for each in expected if SIGN.fullmatch(each)]:
        sentence = gettext_noop("The query is not valid SPARQL in line %(line)s, near “%(near)s”: expected %(tokens)s.")
        yield sentence, {"tokens": ", ".join(signs)}


def _undeclared(query: str) -> set[str]:
    """Return the prefixes that a query uses without declaring them, and that are not known here."""
    found = [(token.lastgroup, token[0]) for token in tokens(query)]
    declared = {
        name.removesuffix(":")
        for (kind, word), (_, name) in zip(found, found[1:], strict=False)
        if kind == "run" and word.upper() == "PREFIX"
    }
    used = {word.partition(":")[0] for kind, word in found if kind == "name"}
    return used - declared - prefixes().keys() - {"_"}


def _near(query: str, line: int, column: int) -> str:
    """Return the words around a place, which Oxigraph gives as the end of what it has read."""
    text = query.splitlines()[line - 1] if 0 < line <= len(query.splitlines()) else ""
    around = PARTIAL.sub("", text[max(0, column - 20) : column + 8]) if column > 20 else text[: column + 8]
    return around.strip()
