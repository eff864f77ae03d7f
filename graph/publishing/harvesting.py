"""State what catalogues that harvest the description of the dataset search by, such as those of data.europa.eu."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from django.conf import settings
from rdflib import Namespace
from rdflib.namespace import DCAT

from graph.declarations import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, named_node
from graph.publishing.about import THEME, THEME_LABEL, About
from graph.publishing.links import dataset_address, node
from graph.publishing.statements import Statement, in_each_language, texts, typed
from graph.publishing.statistics import Statistics
from graph.publishing.versions.standing import first_issued

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CONTINUAL = "http://publications.europa.eu/resource/authority/frequency/CONT"


def of_dataset(described: About, counted: Statistics) -> Iterator[Statement]:
    """Yield what catalogues search the dataset by, and whom to ask."""
    dataset = dataset_address()
    for language, words in described.keywords.items():
        for word in words:
            yield dataset, DCAT.keyword, ox.Literal(word, language=language)
    yield dataset, DCAT.theme, ox.NamedNode(described.theme)
    yield dataset, DCTERMS.spatial, ox.NamedNode(described.coverage)
    yield dataset, DCTERMS.accrualPeriodicity, ox.NamedNode(CONTINUAL)
    yield dataset, DCAT.contactPoint, ox.NamedNode(node("contact"))
    if day := first_issued():
        yield dataset, DCTERMS.issued, typed(day, XSD.date)
    if counted.period:
        yield dataset, DCTERMS.temporal, ox.NamedNode(node("period"))
    if described.rights:
        yield dataset, DCTERMS.rights, ox.NamedNode(node("rights"))
    yield from _nodes(described, counted)
    yield from _contact(described)
    yield from _types_of(described)


def _nodes(described: About, counted: Statistics) -> Iterator[Statement]:
    """Yield the period that the data covers, and the statement of rights."""
    if counted.period:
        yield node("period"), RDF.type, named_node(DCTERMS.PeriodOfTime)
        for predicate, day in zip((DCAT.startDate, DCAT.endDate), counted.period, strict=True):
            yield node("period"), predicate, typed(day, XSD.date)
    if described.rights:
        yield node("rights"), RDF.type, named_node(DCTERMS.RightsStatement)
        yield from in_each_language(node("rights"), RDFS.label, described.rights)


def _contact(described: About) -> Iterator[Statement]:
    for kind in (VCARD.Kind, VCARD.Organization):
        yield node("contact"), RDF.type, named_node(kind)
    yield node("contact"), VCARD.fn, ox.Literal(described.contact_name)
    yield node("contact"), VCARD.hasURL, ox.NamedNode(described.contact_page)
    if described.contact_email:
        yield node("contact"), VCARD.hasEmail, ox.NamedNode(f"mailto:{described.contact_email}")


def _types_of(described: About) -> Iterator[Statement]:
    """Yield the types of what catalogues search by, which DCAT-AP expects to be stated."""
    yield described.theme, RDF.type, named_node(SKOS.Concept)
    if described.theme == THEME:
        yield from texts(THEME, SKOS.prefLabel, THEME_LABEL)
    else:
        yield described.theme, SKOS.prefLabel, ox.Literal(described.theme)
    yield described.coverage, RDF.type, named_node(DCTERMS.Location)
    yield CONTINUAL, RDF.type, named_node(DCTERMS.Frequency)


def of_catalogue(described: About) -> Iterator[Statement]:
    """Yield the catalogue that has the dataset, its series and its service."""
    catalogue = node("catalogue")
    yield catalogue, RDF.type, named_node(DCAT.Catalog)
    yield from in_each_language(catalogue, DCTERMS.title, described.title)
    yield from in_each_language(catalogue, DCTERMS.description, described.abstract)
    yield catalogue, DCTERMS.publisher, ox.NamedNode(node("publisher"))
    yield catalogue, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield catalogue, FOAF.homepage, ox.NamedNode(settings.GRAPH_BASE_IRI)
    yield catalogue, DCAT.dataset, ox.NamedNode(dataset_address())
    yield catalogue, DCAT.service, ox.NamedNode(node("sparql"))
