"""Write the triples of a Description, and the N-Quads that the journal stores beside their Turtle.

There is one named graph per resource, named by its document. There are no blank nodes, and IRIs are flat, so that a
dump is made by concatenating fragments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from django.conf import settings
from rdflib import URIRef

from graph.declarations import DCTERMS, FOAF, RDF, RDFS, SCHEMA, SKOS, DeclaredType, named_node, registry
from graph.description.description import Description, Node
from graph.identity import ResourceId, document_iri, iri

RANKS = {str(each): rank for rank, each in enumerate((RDF.type, RDFS.label, SKOS.prefLabel, SCHEMA.name))}
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, which pasted text may contain. XML cannot hold them, not even escaped."""


def quads(description: Description) -> list[ox.Quad]:
    """Return all statements of a resource's graph, ordered by subject, with types first, predicate and object."""
    graph = ox.NamedNode(document_iri(description.id))
    found = {ox.Quad(*triple, graph) for triple in _triples(description)}
    return sorted(found, key=lambda quad: (str(quad.subject), *_readable(quad)))


def nquads(statements: Iterable[ox.Quad]) -> str:
    return _text(ox.serialize(statements, format=ox.RdfFormat.N_QUADS))


def _triples(
    description: Description,
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    document = ox.NamedNode(document_iri(description.id))
    subject = ox.NamedNode(iri(description.id))
    yield document, named_node(RDF.type), named_node(FOAF.Document)
    yield document, named_node(FOAF.primaryTopic), subject
    yield document, named_node(DCTERMS.license), named_node(settings.LICENCE)
    for language, url in description.urls.items():
        page = ox.NamedNode(url)
        yield subject, named_node(SCHEMA.url), page
        yield page, named_node(DCTERMS.language), ox.Literal(language)
    for node_id, node in description.nodes.items():
        yield from _node_triples(node_id, document, node)


def _node_triples(
    node_id: ResourceId, document: ox.NamedNode, node: Node
) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    declared, subject = registry().types[node.type], ox.NamedNode(iri(node_id))
    for rdf_class in declared.graph_type.rdf:
        yield subject, named_node(RDF.type), named_node(rdf_class)
    for predicate, scheme in _schemes(declared, node):
        yield subject, named_node(predicate), scheme
    for name, value in node.items():
        field = declared.fields[name]
        for predicate, term in field.statements(value):
            yield document if field.on_record else subject, named_node(predicate), _in_every_syntax(term)
        for inner, predicate, term in field.nodes(node_id, value):
            yield ox.NamedNode(iri(inner)), named_node(predicate), _in_every_syntax(term)


def _schemes(declared: DeclaredType, node: Node) -> Iterator[tuple[URIRef, ox.NamedNode]]:
    """Yield the schemes of a concept. It is on top of its list if it states no broader concept."""
    if declared.scheme is None:
        return
    scheme, stated = named_node(declared.scheme), dict(node.items())
    yield SKOS.inScheme, scheme
    if not any(declared.fields[name].predicate == SKOS.broader for name in stated):
        yield SKOS.topConceptOf, scheme
    if declared.edition and (value := stated.get(declared.edition.name)):
        yield from declared.edition.schemes(declared.name, value)


def without_controls(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _in_every_syntax(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Return the term without control characters, so that it is the same in every syntax, RDF/XML included."""
    if isinstance(term, ox.NamedNode) or not NOT_IN_XML.search(term.value):
        return term
    text = without_controls(term.value)
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)


def _readable(quad: ox.Quad) -> tuple[int, str, str, str]:
    """Return the sort key of a quad within its subject: types, then names, then by predicate, language and object."""
    predicate, language = quad.predicate.value, getattr(quad.object, "language", None) or ""
    return RANKS.get(predicate, len(RANKS)), predicate, language, str(quad.object)


def _text(data: bytes | None) -> str:
    return (data or b"").decode()
