"""Write the vocabulary as RDF in every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from django.conf import settings
from django.utils.translation import gettext, gettext_noop
from rdflib import Namespace, URIRef

from graph.declarations import ACCORD, DCTERMS, OWL, RDF, RDFS, SCHEMA, SKOS, named_node
from graph.mirror import ensure_fresh, fingerprint
from graph.publishing.editions import editions
from graph.publishing.formats import Format
from graph.publishing.links import dataset_address
from graph.publishing.vocabulary import OwnClass, OwnProperty, Scheme, Term, current, in_languages

Object = ox.NamedNode | ox.Literal
Statement = tuple[str, URIRef, Object]
TITLE = gettext_noop("Accord vocabulary")
DESCRIPTION = gettext_noop("Terms for programmes of cultural cooperation for which no well-known vocabulary has one.")
VANN = Namespace("http://purl.org/vocab/vann/")


def address() -> str:
    return f"{settings.GRAPH_BASE_IRI}/vocab"


def text(form: Format) -> str:
    """Return the vocabulary as a document; lists that have several editions have those that are public now."""
    ensure_fresh()
    return document(form)


def document(form: Format) -> str:
    """Return the vocabulary with the editions that the journal has, whether or not it is fresh."""
    statements = (
        ox.Triple(ox.NamedNode(subject), named_node(predicate), term) for subject, predicate, term in _statements()
    )
    return form.text(address(), statements)


def _statements() -> Iterator[Statement]:
    """Yield the statements of all terms, grouped by term, each with its type first."""
    yield from _header()
    vocabulary = current()
    for own_class in vocabulary.classes.values():
        yield from _class(own_class)
    for own_property in vocabulary.properties.values():
        yield from _property(own_property)
    for scheme in (*vocabulary.schemes.values(), *editions()):
        yield from _scheme(scheme)
    for datatype in vocabulary.datatypes.values():
        yield from _term(datatype, [RDFS.Datatype])


def _header() -> Iterator[Statement]:
    """Yield the statements about the vocabulary itself. Its version follows from the declarations."""
    yield address(), RDF.type, named_node(OWL.Ontology)
    for predicate, text in ((DCTERMS.title, TITLE), (DCTERMS.description, DESCRIPTION)):
        for language, translated in in_languages(lambda text=text: gettext(text)).items():  # type: ignore[misc]
            yield address(), predicate, ox.Literal(translated, language=language)
    yield address(), OWL.versionInfo, ox.Literal(fingerprint()[:12])
    yield address(), DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield address(), DCTERMS.publisher, ox.NamedNode(f"{dataset_address()}#publisher")
    yield address(), VANN.preferredNamespacePrefix, ox.Literal("accord")
    yield address(), VANN.preferredNamespaceUri, ox.Literal(str(ACCORD))


def _class(own: OwnClass) -> Iterator[Statement]:
    yield from _term(own, [OWL.Class, RDFS.Class])
    yield from _links(own, RDFS.subClassOf, own.broader)


def _property(own: OwnProperty) -> Iterator[Statement]:
    """Yield the statements of a property.

    Domain and range in RDFS must hold for every use; those in schema.org's terms list exactly the classes in use.
    """
    literal = all(RDFS.Literal in kind for kind in own.ranges)
    yield from _term(own, [RDF.Property, OWL.DatatypeProperty if literal else OWL.ObjectProperty])
    yield from _links(own, RDFS.subPropertyOf, own.broader)
    yield from _links(own, RDFS.domain, [own.domain])
    yield from _links(own, RDFS.range, [own.range])
    yield from _links(own, SCHEMA.domainIncludes, own.domains_included)
    yield from _links(own, SCHEMA.rangeIncludes, own.ranges_included)


def _scheme(scheme: Scheme) -> Iterator[Statement]:
    yield from _term(scheme, [SKOS.ConceptScheme])
    if scheme.edition:
        yield scheme.iri, OWL.versionInfo, ox.Literal(scheme.edition)
    yield from _links(scheme, SKOS.hasTopConcept, [concept.iri for concept in scheme.concepts])
    for concept in scheme.concepts:
        yield from _term(concept, [SKOS.Concept], label=SKOS.prefLabel)
        yield from _links(concept, SKOS.inScheme, [scheme.iri])
        yield from _links(concept, SKOS.topConceptOf, [scheme.iri])
        yield concept.iri, SKOS.notation, ox.Literal(concept.code)


def _term(term: Term, types: Iterable[URIRef], label: URIRef = RDFS.label) -> Iterator[Statement]:
    yield from _links(term, RDF.type, types)
    for language, text in term.labels.items():
        yield term.iri, label, ox.Literal(text, language=language)
    for language, text in term.definitions.items():
        yield term.iri, SKOS.definition, ox.Literal(text, language=language)
    yield term.iri, RDFS.isDefinedBy, ox.NamedNode(address())


def _links(term: Term, predicate: URIRef, targets: Iterable[URIRef]) -> Iterator[Statement]:
    for target in targets:
        yield term.iri, predicate, named_node(target)
