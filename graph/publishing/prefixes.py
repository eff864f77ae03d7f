"""Define the prefixes of worked queries and the editor: those of documents, and one for resources of each type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from graph.declarations import PREFIXES, registry
from graph.identity import iri

USED = re.compile(r"(?<![\w<?$:.-])([A-Za-z][\w-]*):")
LOCAL = re.compile(r"[\w-](?:[\w.-]*[\w-])?|")
"""A name that needs no escapes behind a prefix."""


@lru_cache(maxsize=1)
def prefixes() -> Mapping[str, str]:
    """Return namespaces by prefix: `country:KH` is the country with the code KH."""
    return {**PREFIXES, **{declared.graph_type.slug: iri(f"{declared.graph_type.slug}/") for declared in registry()}}


def prologue(query: str) -> str:
    """Return the PREFIX lines for a query that has none."""
    used = set(USED.findall(query))
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes().items() if name in used)


def abbreviated(address: str) -> str:
    """Return an IRI as a prefixed name, or unchanged if no prefix fits."""
    return next(_names(address), address)


def shortened(line: str) -> str:
    """Return a line of N-Quads without its graph, with prefixed names for IRIs where a prefix fits."""
    statement = ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)
    (quad,) = statement
    terms = (abbreviated(each.value) if isinstance(each, ox.NamedNode) else _literal(each) for each in quad.triple)
    return " ".join(terms)


def _literal(term: object) -> str:
    """Return a literal with a prefixed name for its datatype."""
    text, mark, datatype = str(term).rpartition("^^<")
    return f"{text}^^{abbreviated(datatype[:-1])}" if mark else str(term)


def _names(address: str) -> Iterator[str]:
    for name, namespace in prefixes().items():
        if address.startswith(namespace) and LOCAL.fullmatch(local := address.removeprefix(namespace)):
            yield f"{name}:{local}"
