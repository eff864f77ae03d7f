"""Describe the worked queries in RDF, so that tools find and run them: as SHACL's executables.

https://www.w3.org/ns/shacl#SPARQLExecutable with one class and one property for each form of query, in the pattern of
https://github.com/sib-swiss/sparql-examples.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from django.conf import settings
from django.utils.translation import gettext
from rdflib import SH, Namespace, URIRef

from graph.declarations import OWL, RDF, RDFS, SCHEMA, XSD, named_node
from graph.publishing.formats import Format
from graph.publishing.prefixes import prefixes
from graph.publishing.queries import WorkedQuery, worked_queries
from graph.publishing.vocabulary import in_languages

SPEX = Namespace("https://purl.expasy.org/sparql-examples/ontology#")
FORMS: dict[str, tuple[URIRef, URIRef]] = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (SPEX.SPARQLDescribeExecutable, SPEX.describe),
}

Statement = tuple[str, URIRef, ox.NamedNode | ox.Literal]


def address() -> str:
    """Return the address of the document about all worked queries."""
    return f"{settings.GRAPH_BASE_IRI}/sparql/queries"


def executable(name: str) -> str:
    """Return the IRI of a worked query."""
    return f"{address()}/{name}"


def text(form: Format) -> str:
    triples = (ox.Triple(ox.NamedNode(each), named_node(predicate), term) for each, predicate, term in statements())
    return form.text(address(), triples)


def statements() -> Iterator[Statement]:
    """Yield the statements about all worked queries and their prefixes, grouped by subject."""
    for query in worked_queries().values():
        yield from _query(query)
    yield from _prefixes()


def _query(query: WorkedQuery) -> Iterator[Statement]:
    kind, holds_text = FORMS[query.form]
    subject = executable(query.name)
    yield subject, RDF.type, named_node(SH.SPARQLExecutable)
    yield subject, RDF.type, named_node(kind)
    for predicate, words in ((RDFS.label, query.summary), (RDFS.comment, query.question)):
        yield from _texts(subject, predicate, words)
    yield from _texts(subject, SCHEMA.description, query.description)
    yield subject, holds_text, ox.Literal(query.text)
    yield subject, SH.prefixes, ox.NamedNode(_node("prefixes"))
    yield subject, SCHEMA.target, ox.NamedNode(f"{settings.GRAPH_BASE_IRI}/sparql")
    yield subject, RDFS.seeAlso, ox.NamedNode(f"{subject}.rq")


def _texts(subject: str, predicate: URIRef, words: str) -> Iterator[Statement]:
    for language, translated in in_languages(lambda: gettext(words)).items():
        yield subject, predicate, ox.Literal(translated, language=language)


def _prefixes() -> Iterator[Statement]:
    yield _node("prefixes"), RDF.type, named_node(OWL.Ontology)
    for prefix in prefixes():
        yield _node("prefixes"), SH.declare, ox.NamedNode(_node(f"prefix-{prefix}"))
    for prefix, namespace in prefixes().items():
        declaration = _node(f"prefix-{prefix}")
        yield declaration, SH.prefix, ox.Literal(prefix)
        yield declaration, SH.namespace, ox.Literal(namespace, datatype=named_node(XSD.anyURI))


def _node(name: str) -> str:
    return f"{address()}#{name}"
