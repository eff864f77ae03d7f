"""Write statements as Turtle that people like to read: short names, and lines of a length that a screen shows.

Long texts stay on one line, because a break in them would be part of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

import pyoxigraph as ox
from django.conf import settings

from graph.declarations import PREFIXES, RDF

VERSION = 2
"""Increased when the same statements are written in another way, so that stored text is written again."""
WIDTH = 120
"""A list of objects that is longer has a line for each object."""
TERMS = {f"{settings.GRAPH_BASE_IRI}/id/": "id", **{namespace: name for name, namespace in PREFIXES.items()}}
LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_./-]*[A-Za-z0-9_-])?")
"""The end of an IRI that a prefixed name can hold, with a backslash before each slash."""
NAMESPACE = re.compile(r".*[/#]")
TYPE = str(RDF.type)


def header() -> str:
    """Return the prefix lines that every fragment relies on."""
    return "".join(f"@prefix {name}: <{namespace}> .\n" for namespace, name in sorted(TERMS.items(), key=_by_name))


def fragment(statements: Iterable[ox.Quad]) -> str:
    """Return statements, which are ordered by subject and predicate, as Turtle without its prefix lines."""
    return "".join(
        f"{_term(subject)}\n{_predicates(list(found))} .\n"
        for subject, found in groupby(statements, key=lambda each: each.subject)
    )


@lru_cache(maxsize=20_000)
def short(iri: str) -> str:
    """Return an IRI as a prefixed name, or in brackets where no prefix fits."""
    for namespace in _namespaces(iri):
        local = iri[len(namespace) :]
        if namespace in TERMS and LOCAL.fullmatch(local):
            return f"{TERMS[namespace]}:{local.replace('/', chr(92) + '/')}"
    return f"<{iri}>"


def _namespaces(iri: str) -> Iterator[str]:
    """Yield what stands before each slash or number sign of an IRI, the longest first."""
    found = NAMESPACE.match(iri)
    while found:
        yield found[0]
        found = NAMESPACE.match(found[0][:-1])


def _predicates(statements: list[ox.Quad]) -> str:
    lines = []
    for predicate, found in groupby(statements, key=lambda each: each.predicate.value):
        name = "a" if predicate == TYPE else short(predicate)
        objects = [_term(each.object) for each in found]
        line = f"    {name} {' , '.join(objects)}"
        lines.append(line if len(line) <= WIDTH else f"    {name}\n        " + " ,\n        ".join(objects))
    return " ;\n".join(lines)


def _term(term: object) -> str:
    """Return a term, with short names for IRIs and datatypes."""
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    text = str(term)
    if isinstance(term, ox.Literal) and text.endswith(f"^^<{term.datatype.value}>"):
        return f"{text[: -len(term.datatype.value) - 2]}{short(term.datatype.value)}"
    return text


def _by_name(item: tuple[str, str]) -> str:
    return item[1]
