"""Turn the answer to a query into a table for people: each value with its link, its language and its datatype."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from graph.declarations import RDF, XSD, direction
from graph.publishing.prefixes import abbreviated

SHOWN = 500
"""The number of rows that a page shows; downloads have all rows."""
NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))
SHORT = re.compile(r"\S{1,20}")
PLAIN = frozenset([str(XSD.string), str(RDF.langString)])

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


@dataclass(frozen=True)
class Cell:
    """A value in a table; `title` is its full IRI or its datatype."""

    text: str = ""
    href: str = ""
    language: str = ""
    title: str = ""
    style: str = ""
    """"number" for a number, "short" for a short word that stays on one line, or empty."""

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Table:
    """The first rows of an answer; `total` is the number of all rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    total: int
    truth: bool | None = None
    """The answer to ASK, which has no rows."""


def solutions(content: bytes) -> Table:
    """Return a table of SPARQL results in JSON."""
    found = ox.parse_query_results(content, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return Table((), (), 0, bool(found))
    columns = [each.value for each in found.variables]
    rows = [[cell(term) for term in solution] for solution in islice(found, SHOWN)]
    return Table(columns, rows, len(rows) + sum(1 for _ in found))


def statements(content: bytes) -> Table:
    """Return a table of the triples of a graph in N-Triples."""
    found = ox.parse(content, ox.RdfFormat.N_TRIPLES)
    rows = [[cell(each.subject), cell(each.predicate), cell(each.object)] for each in islice(found, SHOWN)]
    return Table(("subject", "predicate", "object"), rows, len(rows) + sum(1 for _ in found))


def cell(term: Term) -> Cell:
    if term is None:
        return Cell()
    if isinstance(term, ox.NamedNode):
        is_address = term.value.startswith(("http://", "https://"))
        return Cell(abbreviated(term.value), term.value if is_address else "", title=term.value)
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        title = "" if datatype in PLAIN else abbreviated(datatype)
        style = "number" if datatype in NUMBERS else "short" if SHORT.fullmatch(term.value) else ""
        return Cell(term.value, language=term.language or "", title=title, style=style)
    return Cell(str(term))
