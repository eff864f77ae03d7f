"""Write stored N-Quads as JSON-LD, compacted with a context that follows from the declarations.

Names are compact IRIs ("schema:name"), which mean the same in every version of the context. A statement that the
context cannot shorten is written in full, under its whole IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox
from django.conf import settings
from django.urls import reverse

from graph.declarations import PREFIXES, RDF, SCHEMA, XSD, Json, Registry, registry
from graph.publishing.terms import IRIS, predicates

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

BY_LANGUAGE = {"@container": "@language"}
AS_IRI = {"@type": "@id"}
TYPE = str(RDF.type)
LARGEST_INTEGER = 2**53
"""From this number on, JSON readers may lose digits: https://www.rfc-editor.org/rfc/rfc8259#section-6"""


def context() -> dict[str, Json]:
    """Return the context: prefixes, and for each predicate with one kind of values the short form of these values."""
    return _context(registry())


def document(nquads: str, first: str = "") -> dict[str, Json]:
    """Return the JSON-LD document of one resource, with the node of the IRI `first` before the others."""
    return {"@context": context(), "@graph": _nodes(nquads, first)}


def linked(nquads: str, first: str, *, alone: bool = False) -> dict[str, Json]:
    """Return the document with the address of the context instead of the context; only the first node if `alone`."""
    nodes = _nodes(nquads, first)
    return {"@context": context_address(), "@graph": nodes[:1] if alone else nodes}


def _nodes(nquads: str, first: str) -> list[dict[str, Json]]:
    return sorted(node_objects(nquads), key=lambda node: node["@id"] != first)


def schema_org(nquads: str, first: str) -> dict[str, Json]:
    """Return what the document says in terms of schema.org, under their plain names, as search engines read them."""
    lines = (line for line in nquads.splitlines(keepends=True) if _is_schema_org(line))
    nodes = _nodes("".join(lines), first)
    short = {name.removeprefix("schema:"): rule for name, rule in context().items() if name.startswith("schema:")}
    used = {name.removeprefix("schema:") for node in nodes for name in node}
    rules = {name: rule for name, rule in short.items() if name in used}
    prefixes = {name: PREFIXES[name] for name in ("xsd", "edtf")}
    graph = [{name.removeprefix("schema:"): value for name, value in _plain_types(node).items()} for node in nodes]
    return {"@context": {"@vocab": str(SCHEMA), **prefixes, **rules}, "@graph": graph}


def _is_schema_org(line: str) -> bool:
    _, predicate, value = line.split(" ", 2)
    if predicate == f"<{TYPE}>":
        return value.startswith(f"<{SCHEMA}")
    return predicate.startswith(f"<{SCHEMA}")


def _plain_types(node: dict[str, Json]) -> dict[str, Json]:
    types = node.get("@type")
    return {**node, "@type": [each.removeprefix("schema:") for each in types]} if types else node


def context_address() -> str:
    return settings.GRAPH_BASE_IRI + reverse("context")


def node_objects(nquads: str) -> Iterator[dict[str, Json]]:
    """Yield a JSON object for each subject. The statements of a subject must be consecutive."""
    statements = ox.parse(nquads, format=ox.RdfFormat.N_QUADS)
    for subject, group in groupby(statements, key=lambda quad: quad.subject):
        yield {"@id": _id(subject)} | _properties(group)


@lru_cache(maxsize=1024)
def compact(iri: str) -> str:
    """Return "schema:name" for "http://schema.org/name", or the IRI itself if there is no prefix for it."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@lru_cache(maxsize=1)
def _context(declared: Registry) -> dict[str, Json]:
    found: dict[str, Json] = dict(PREFIXES)
    for predicate, kinds in sorted(predicates(declared).items()):
        if len(kinds) == 1 and (short := _coercion(*kinds)):
            found[compact(predicate)] = short
    return found


def _coercion(kind: tuple[str, ...]) -> dict[str, str] | None:
    """Return the context's rule for a kind of values, or None if JSON needs none or the datatypes are mixed."""
    if kind == IRIS:
        return AS_IRI
    if kind == (RDF.langString,):
        return BY_LANGUAGE
    if len(kind) > 1 or kind[0] in (XSD.string, XSD.integer, XSD.boolean):
        return None
    return {"@type": compact(kind[0])}


def _properties(statements: Iterable[ox.Quad]) -> dict[str, Json]:
    found: dict[str, list[Term]] = {}
    for statement in statements:
        found.setdefault(statement.predicate.value, []).append(statement.object)
    properties: dict[str, Json] = {}
    coercions = context()
    for predicate, terms in found.items():
        name = compact(predicate)
        coercion = coercions.get(name, {})
        if predicate == TYPE:
            properties["@type"] = [compact(_id(term)) for term in terms]
        elif coercion != BY_LANGUAGE:
            properties[name] = _one_or_more([_value(term, coercion) for term in terms])
        elif all(isinstance(term, ox.Literal) and term.language for term in terms):
            properties[name] = _by_language(terms)
        else:
            properties[predicate] = [_value(term, {}) for term in terms]
    return properties


def _by_language(terms: Iterable[Any]) -> dict[str, Json]:
    texts: dict[str, list[str]] = {}
    for term in terms:
        texts.setdefault(term.language, []).append(term.value)
    return {language: _one_or_more(several) for language, several in texts.items()}


def _value(term: Term, coercion: dict[str, str]) -> Json:
    if not isinstance(term, ox.Literal):
        return _id(term) if coercion == AS_IRI else {"@id": _id(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = compact(term.datatype.value)
    if coercion.get("@type") == datatype:
        return term.value
    if not coercion and (native := _native(term.value, datatype)) is not None:
        return native
    return {"@value": term.value} if datatype == "xsd:string" else {"@value": term.value, "@type": datatype}


def _native(text: str, datatype: str) -> str | int | bool | None:
    """Return the JSON value that represents exactly this literal, or None."""
    if datatype == "xsd:string":
        return text
    if datatype == "xsd:boolean" and text in ("true", "false"):
        return text == "true"
    if datatype == "xsd:integer" and text.lstrip("-").isdecimal() and abs(int(text)) < LARGEST_INTEGER:
        return int(text) if str(int(text)) == text else None
    return None


def _id(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _one_or_more(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values
