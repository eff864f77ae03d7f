"""List the terms that the data uses, with the kind of values of each predicate: literals of some datatypes, or IRIs.

The vocabulary documents these kinds, and the JSON-LD context relies on them.
"""

from __future__ import annotations

from collections import defaultdict

from rdflib import URIRef

from graph.declarations import (
    DCTERMS,
    FOAF,
    RDF,
    SCHEMA,
    URL,
    XSD,
    Amount,
    Boolean,
    Choice,
    Code,
    DateTime,
    Field,
    Integer,
    Link,
    Measure,
    Part,
    PartialDate,
    Registry,
    String,
    Text,
)

IRIS: tuple[URIRef, ...] = ()

GIVEN_BY: dict[type[Field], tuple[URIRef, ...]] = {
    Text: (RDF.langString,),
    Measure: (RDF.langString, XSD.decimal),
    String: (XSD.string,),
    URL: IRIS,
    Integer: (XSD.integer,),
    Boolean: (XSD.boolean,),
    DateTime: (XSD.dateTime,),
    PartialDate: (XSD.gYear, XSD.gYearMonth, XSD.date),
    Choice: IRIS,
    Amount: (XSD.decimal,),
    Link: IRIS,
    Part: IRIS,
}

BESIDE_FIELDS: dict[URIRef, tuple[URIRef, ...]] = {
    FOAF.primaryTopic: IRIS,
    DCTERMS.license: IRIS,
    SCHEMA.url: IRIS,
    DCTERMS.language: (XSD.string,),
    SCHEMA.currency: (XSD.string,),
}
"""Predicates beside those of fields: statements by triples.py on every document and page, and an amount's currency."""


def datatypes(field: Field) -> tuple[URIRef, ...]:
    """Return the datatypes of the literals of a field, or an empty tuple if its values are IRIs."""
    if isinstance(field, Code):
        return (field.datatype,)
    return next(GIVEN_BY[kind] for kind in type(field).__mro__ if kind in GIVEN_BY)


def predicates(registry: Registry) -> dict[URIRef, set[tuple[URIRef, ...]]]:
    """Return all predicates that the data can have, each with its kinds of values."""
    found: dict[URIRef, set[tuple[URIRef, ...]]] = defaultdict(set)
    for predicate, kind in BESIDE_FIELDS.items():
        found[predicate].add(kind)
    for declared in registry:
        for field in declared.fields.values():
            for predicate in field.predicates:
                found[predicate].add(datatypes(field))
    return found


def classes(registry: Registry) -> set[URIRef]:
    """Return all classes that the data can have."""
    return {FOAF.Document, *(each for declared in registry for each in declared.graph_type.rdf)}
