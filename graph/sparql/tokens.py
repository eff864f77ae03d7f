"""Split a query into tokens by SPARQL's grammar, so that a word in a text, a name or a comment is no keyword.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
PROLOGUE = frozenset(["BASE", "PREFIX"])


def tokens(query: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a query, named by `lastgroup`, without comments and punctuation."""
    return (token for token in TOKEN.finditer(query) if token.lastgroup != "comment")


def keywords(query: str) -> list[str]:
    """Return the keywords and function names of a query in upper case, in their order."""
    runs = (token[0] for token in tokens(query) if token.lastgroup == "run")
    return [word.upper() for run in runs for word in KEYWORD.findall(run)]
