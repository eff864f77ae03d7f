"""Describe the dataset in DCAT-AP 3 and VoID, with the counts of its files.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/, https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox
from django.conf import settings
from rdflib.namespace import DCAT, VOID

from graph.declarations import (
    DCTERMS,
    FOAF,
    LANGUAGES,
    RDF,
    RDFS,
    SCHEMA,
    XSD,
    DeclaredType,
    named_node,
    registry,
)
from graph.identity import iri
from graph.publishing import executables, harvesting
from graph.publishing.about import about
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution, distributions
from graph.publishing.formats import Format
from graph.publishing.jsonld import compact
from graph.publishing.links import dataset_address, node
from graph.publishing.statements import (
    EU_FILE_TYPES,
    FILE_TYPES,
    MEDIA_TYPES,
    PACKED,
    SPDX,
    Statement,
    in_each_language,
    number,
    of_content,
    of_file,
    typed,
)
from graph.publishing.statistics import Statistics
from graph.publishing.versions import described as versions
from graph.publishing.vocabulary import current, in_languages

LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
"""Only what is public is in the dataset."""
EU_LANGUAGES = {"en": "ENG", "fr": "FRA", "es": "SPA", "ar": "ARA", "ru": "RUS", "zh": "ZHO"}


def text(form: Format, snapshot: Snapshot) -> str:
    return _document(form, statements(snapshot))


def outline(form: Format) -> str:
    """Return the part of the description that needs no counting of the data: dataset, service, dated versions."""
    dataset = dataset_address()
    return _document(
        form, chain(_constant(dataset), versions.links(dataset), _publisher(), _service(), versions.statements())
    )


def _document(form: Format, found: Iterable[Statement]) -> str:
    triples = (ox.Triple(ox.NamedNode(each), named_node(predicate), term) for each, predicate, term in found)
    return form.text(dataset_address(), triples)


def statements(snapshot: Snapshot) -> Iterator[Statement]:
    """Yield the statements of the description, grouped by subject, each with its type first."""
    counted = Statistics.of(snapshot)
    yield from _dataset(snapshot, counted)
    yield from harvesting.of_catalogue(about())
    yield from _publisher()
    yield from _licence()
    yield from _service()
    yield from _partitions(counted)
    yield from _authorities()
    for declared in registry():
        yield from _subset(declared, counted)
    for compressed in (False, True):
        for each in distributions(compressed):
            yield from _distribution(each, snapshot, counted)
    yield from versions.statements()
    yield from executables.statements()


def subset(declared: DeclaredType) -> str:
    return node(f"type-{declared.graph_type.slug}")


def _dataset(snapshot: Snapshot, counted: Statistics) -> Iterator[Statement]:
    dataset = dataset_address()
    yield from _constant(dataset)
    yield dataset, DCAT.version, ox.Literal(str(snapshot.sequence))
    if counted.modified:
        yield dataset, DCTERMS.modified, typed(counted.modified, XSD.dateTime)
    yield from _counts(dataset, counted)
    yield from harvesting.of_dataset(about(), counted)
    yield from versions.links(dataset)
    yield from _access(dataset)


def _constant(dataset: str) -> Iterator[Statement]:
    """Yield what the dataset is, whatever its present state."""
    for kind in (DCAT.Dataset, VOID.Dataset, SCHEMA.Dataset):
        yield dataset, RDF.type, named_node(kind)
    yield from in_each_language(dataset, DCTERMS.title, about().title)
    yield from in_each_language(dataset, DCTERMS.description, about().abstract)
    yield dataset, DCTERMS.identifier, ox.Literal(dataset)
    yield dataset, DCTERMS.publisher, ox.NamedNode(node("publisher"))
    yield dataset, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield dataset, DCTERMS.accessRights, ox.NamedNode(PUBLIC)
    for language in LANGUAGES:
        yield dataset, DCTERMS.language, ox.NamedNode(f"{LANGUAGE}{EU_LANGUAGES[language]}")


def _access(dataset: str) -> Iterator[Statement]:
    """Yield where the data is and which vocabularies it uses."""
    yield dataset, FOAF.homepage, ox.NamedNode(settings.GRAPH_BASE_IRI)
    yield dataset, VOID.uriSpace, ox.Literal(iri(""))
    yield dataset, VOID.sparqlEndpoint, ox.NamedNode(f"{settings.GRAPH_BASE_IRI}/sparql")
    for namespace in (f"{settings.GRAPH_BASE_IRI}/vocab#", *current().foreign):
        yield dataset, VOID.vocabulary, ox.NamedNode(namespace)
    for each in [*distributions(), *distributions(True)]:
        if each.declared is None:
            yield dataset, DCAT.distribution, ox.NamedNode(node(each.name))
            if isinstance(each.form, Format):
                yield dataset, VOID.dataDump, ox.NamedNode(each.address)
    for declared in registry():
        yield dataset, DCTERMS.hasPart, ox.NamedNode(subset(declared))


def _counts(dataset: str, counted: Statistics) -> Iterator[Statement]:
    totals = {
        VOID.triples: counted.triples,
        VOID.distinctSubjects: counted.subjects,
        VOID.documents: counted.resources,
        VOID.entities: sum(counted.types.values()),
        VOID.classes: len(counted.classes),
        VOID.properties: len(counted.properties),
    }
    for total, count in totals.items():
        yield dataset, total, number(count)
    for kind in counted.classes:
        yield dataset, VOID.classPartition, ox.NamedNode(node(compact(kind)))
    for used in counted.properties:
        yield dataset, VOID.propertyPartition, ox.NamedNode(node(compact(used)))


def _partitions(counted: Statistics) -> Iterator[Statement]:
    for kind, count in counted.classes.items():
        yield node(compact(kind)), VOID["class"], ox.NamedNode(kind)
        yield node(compact(kind)), VOID.entities, number(count)
    for predicate, count in counted.properties.items():
        yield node(compact(predicate)), VOID.property, ox.NamedNode(predicate)
        yield node(compact(predicate)), VOID.triples, number(count)


def _publisher() -> Iterator[Statement]:
    yield node("publisher"), RDF.type, named_node(FOAF.Agent)
    yield node("publisher"), FOAF.name, ox.Literal(settings.PUBLISHER, language="en")


def _licence() -> Iterator[Statement]:
    yield settings.LICENCE, RDF.type, named_node(DCTERMS.LicenseDocument)


def _authorities() -> Iterator[Statement]:
    """Yield the types of external terms, which DCAT-AP expects to be stated."""
    for code in EU_LANGUAGES.values():
        yield f"{LANGUAGE}{code}", RDF.type, named_node(DCTERMS.LinguisticSystem)
    for media_type in sorted({each.media_type for each in distributions()} | {PACKED}):
        yield f"{MEDIA_TYPES}{media_type}", RDF.type, named_node(DCTERMS.MediaType)
    for file_type in EU_FILE_TYPES.values():
        yield f"{FILE_TYPES}{file_type}", RDF.type, named_node(DCTERMS.MediaTypeOrExtent)
    yield PUBLIC, RDF.type, named_node(DCTERMS.RightsStatement)
    yield str(SPDX.checksumAlgorithm_sha256), RDF.type, named_node(SPDX.ChecksumAlgorithm)
    for page in (f"{settings.GRAPH_BASE_IRI}", f"{settings.GRAPH_BASE_IRI}/sparql"):
        yield page, RDF.type, named_node(FOAF.Document)


def _service() -> Iterator[Statement]:
    service = node("sparql")
    yield service, RDF.type, named_node(DCAT.DataService)
    yield service, DCTERMS.title, ox.Literal("SPARQL 1.1", language="en")
    yield service, DCAT.endpointURL, ox.NamedNode(f"{settings.GRAPH_BASE_IRI}/sparql")
    yield service, DCAT.endpointDescription, ox.NamedNode(f"{settings.GRAPH_BASE_IRI}/sparql")
    yield service, RDFS.seeAlso, ox.NamedNode(executables.address())
    yield service, DCAT.servesDataset, ox.NamedNode(dataset_address())
    yield service, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield service, DCTERMS.publisher, ox.NamedNode(node("publisher"))


def _subset(declared: DeclaredType, counted: Statistics) -> Iterator[Statement]:
    """Yield the description of all resources of one type, with their number and files."""
    name = subset(declared)
    yield name, RDF.type, named_node(DCAT.Dataset)
    for language, label in in_languages(lambda: str(declared.model._meta.verbose_name_plural)).items():
        yield name, DCTERMS.title, ox.Literal(label, language=language)
    for language, label in in_languages(lambda: declared.type_definition).items():
        yield name, DCTERMS.description, ox.Literal(label, language=language)
    yield name, DCTERMS.isPartOf, ox.NamedNode(dataset_address())
    yield name, DCTERMS.publisher, ox.NamedNode(node("publisher"))
    yield name, VOID.entities, number(counted.types.get(declared.name, 0))
    for each in [*distributions(), *distributions(True)]:
        if each.declared is declared:
            yield name, DCAT.distribution, ox.NamedNode(node(each.name))


def _distribution(each: Distribution, snapshot: Snapshot, counted: Statistics) -> Iterator[Statement]:
    """Yield the description of a file, with size and digest if the file has been made."""
    name = node(each.name)
    extension = each.name.partition(".")[2]
    yield from of_file(name, each.download_name(snapshot), each.address, extension, each.media_type)
    if made := each.existing(snapshot):
        yield from of_content(name, made.size, made.sha256)
    yield name, DCTERMS.rights, ox.NamedNode(PUBLIC)
    if counted.modified:
        yield name, DCTERMS.modified, typed(counted.modified, XSD.dateTime)
        yield name, DCTERMS.issued, typed(counted.modified, XSD.dateTime)
