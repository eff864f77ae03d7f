"""List the terms that the data uses, with the kind of values of each predicate: literals of some datatypes, or IRIs.

The vocabulary documents these kinds, and the JSON-LD context relies on them.
"""

from __future__ import annotations

from collections import defaultdict

from rdflib import URIRef

from graph.declarations import DCTERMS, FOAF, SCHEMA, SKOS, XSD, Registry

IRIS: tuple[URIRef, ...] = ()

BESIDE_FIELDS: dict[URIRef, tuple[URIRef, ...]] = {
    FOAF.primaryTopic: IRIS,
    DCTERMS.license: IRIS,
    SCHEMA.url: IRIS,
    DCTERMS.language: (XSD.string,),
    SKOS.inScheme: IRIS,
    SKOS.topConceptOf: IRIS,
}
"""Predicates beside those of fields: statements by `graph.description.triples` on every document and page."""


def predicates(registry: Registry) -> dict[URIRef, set[tuple[URIRef, ...]]]:
    """Return all predicates that the data can have, each with its kinds of values."""
    found: dict[URIRef, set[tuple[URIRef, ...]]] = defaultdict(set)
    for predicate, kind in BESIDE_FIELDS.items():
        found[predicate].add(kind)
    for declared in registry:
        for field in declared.fields.values():
            for predicate, datatypes in field.signatures():
                found[predicate].add(datatypes)
    return found


def classes(registry: Registry) -> set[URIRef]:
    """Return all classes that the data can have."""
    inner = (node for declared in registry for field in declared.fields.values() for node in field.inner_nodes)
    return {
        FOAF.Document,
        *(each for declared in registry for each in declared.graph_type.rdf),
        *(each for node in inner for each in node.classes),
    }
