"""State in PROV how the document of a resource came about: its public versions, with times and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pyoxigraph as ox
from rdflib import URIRef

from graph.declarations import DCTERMS, FOAF, PROV, RDF, XSD, named_node
from graph.identity import document_iri, iri
from graph.models import Change
from graph.publishing.links import dataset_address
from graph.publishing.past.mementos import Memento
from graph.publishing.statements import Statement, typed

SOURCES = (DCTERMS.source, PROV.hadPrimarySource)


def statements(found: Sequence[Memento]) -> Iterator[Statement]:
    """Yield the statements about all versions of one resource, grouped by version."""
    for before, each in zip([None, *found], found, strict=False):
        yield from _of_memento(each, before)


def sources(change: Change) -> list[str]:
    """Return the addresses and texts that a version names as its sources."""
    return sorted({each.value for _, each in _sources(change)})


def _of_memento(memento: Memento, before: Memento | None) -> Iterator[Statement]:
    name, resource = memento.address, memento.change.resource
    for kind in (PROV.Entity, FOAF.Document):
        yield name, RDF.type, named_node(kind)
    yield name, PROV.specializationOf, ox.NamedNode(document_iri(resource))
    yield name, FOAF.primaryTopic, ox.NamedNode(iri(resource))
    yield name, PROV.generatedAtTime, stamp(memento.moment)
    yield name, PROV.wasAttributedTo, ox.NamedNode(f"{dataset_address()}#publisher")
    if before:
        yield name, PROV.wasRevisionOf, ox.NamedNode(before.address)
    if memento.ended:
        yield name, PROV.invalidatedAtTime, stamp(memento.ended)
    for predicate, source in _sources(memento.change):
        yield name, predicate, source


def _sources(change: Change) -> Iterator[tuple[URIRef, ox.NamedNode | ox.Literal]]:
    """Yield what the document of a version states of its sources."""
    document = ox.NamedNode(document_iri(change.resource))
    predicates = {named_node(each): each for each in SOURCES}
    for quad in ox.parse(change.nquads, format=ox.RdfFormat.N_QUADS):
        if quad.subject == document and quad.predicate in predicates:
            yield predicates[quad.predicate], quad.object


def stamp(moment: datetime) -> ox.Literal:
    return typed(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), XSD.dateTime)
