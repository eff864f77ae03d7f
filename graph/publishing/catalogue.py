"""Describe the dataset in DCAT-AP 3 and VoID, with the counts of its files.

https://semiceu.github.io/DCAT-AP/releases/3.0.1/, https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from django.conf import settings
from django.utils.translation import gettext, gettext_noop
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, VOID

from graph.declarations import DCTERMS, FOAF, LANGUAGES, RDF, RDFS, SCHEMA, XSD, DeclaredType, named_node, registry
from graph.identity import iri
from graph.publishing import executables
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution, distributions
from graph.publishing.formats import Format
from graph.publishing.jsonld import compact
from graph.publishing.links import dataset_address
from graph.publishing.statistics import Statistics
from graph.publishing.vocabulary import current, in_languages

Term = ox.NamedNode | ox.Literal
Statement = tuple[str, URIRef, Term]

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
"""Only what is public is in the dataset."""
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
EU_FILE_TYPES = {
    "ttl": "RDF_TURTLE", "nt": "RDF_N_TRIPLES", "nq": "RDF_N_QUADS", "trig": "RDF_TRIG",
    "rdf": "RDF_XML", "jsonld": "JSON_LD", "csv": "CSV", "geojson": "GEOJSON", "zip": "ZIP", "xlsx": "XLSX",
}  # fmt: skip
EU_LANGUAGES = {"en": "ENG", "fr": "FRA", "es": "SPA", "ar": "ARA", "ru": "RUS", "zh": "ZHO"}
TITLE = gettext_noop("Accord: cultural cooperation as a knowledge graph")
ABSTRACT = gettext_noop(
    "Projects, activities and toolkits of cultural cooperation with the countries, organisations, conventions and "
    "outcomes that they are linked to, as far as they are published."
)


def text(form: Format, snapshot: Snapshot) -> str:
    found = (
        ox.Triple(ox.NamedNode(each), named_node(predicate), term) for each, predicate, term in statements(snapshot)
    )
    return form.text(dataset_address(), found)


def statements(snapshot: Snapshot) -> Iterator[Statement]:
    """Yield the statements of the description, grouped by subject, each with its type first."""
    counted = Statistics.of(snapshot)
    yield from _dataset(snapshot, counted)
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
    yield from executables.statements()


def node(name: str) -> str:
    """Return the IRI of a node that only the description names."""
    return f"{dataset_address()}#{name}"


def subset(declared: DeclaredType) -> str:
    return node(f"type-{declared.graph_type.slug}")


def _dataset(snapshot: Snapshot, counted: Statistics) -> Iterator[Statement]:
    dataset = dataset_address()
    for kind in (DCAT.Dataset, VOID.Dataset, SCHEMA.Dataset):
        yield dataset, RDF.type, named_node(kind)
    yield from _texts(dataset, DCTERMS.title, TITLE)
    yield from _texts(dataset, DCTERMS.description, ABSTRACT)
    yield dataset, DCTERMS.identifier, ox.Literal(dataset)
    yield dataset, DCAT.version, ox.Literal(str(snapshot.sequence))
    yield dataset, DCTERMS.publisher, ox.NamedNode(node("publisher"))
    yield dataset, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield dataset, DCTERMS.accessRights, ox.NamedNode(PUBLIC)
    if counted.modified:
        yield dataset, DCTERMS.modified, _typed(counted.modified, XSD.dateTime)
    for language in LANGUAGES:
        yield dataset, DCTERMS.language, ox.NamedNode(f"{LANGUAGE}{EU_LANGUAGES[language]}")
    yield from _counts(dataset, counted)
    yield from _access(dataset)


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
    for total, number in totals.items():
        yield dataset, total, _number(number)
    for kind in counted.classes:
        yield dataset, VOID.classPartition, ox.NamedNode(node(compact(kind)))
    for used in counted.properties:
        yield dataset, VOID.propertyPartition, ox.NamedNode(node(compact(used)))


def _partitions(counted: Statistics) -> Iterator[Statement]:
    for kind, number in counted.classes.items():
        yield node(compact(kind)), VOID["class"], ox.NamedNode(kind)
        yield node(compact(kind)), VOID.entities, _number(number)
    for predicate, number in counted.properties.items():
        yield node(compact(predicate)), VOID.property, ox.NamedNode(predicate)
        yield node(compact(predicate)), VOID.triples, _number(number)


def _publisher() -> Iterator[Statement]:
    yield node("publisher"), RDF.type, named_node(FOAF.Agent)
    yield node("publisher"), FOAF.name, ox.Literal(settings.PUBLISHER, language="en")


def _licence() -> Iterator[Statement]:
    yield settings.LICENCE, RDF.type, named_node(DCTERMS.LicenseDocument)


def _authorities() -> Iterator[Statement]:
    """Yield the types of external terms, which DCAT-AP expects to be stated."""
    for code in EU_LANGUAGES.values():
        yield f"{LANGUAGE}{code}", RDF.type, named_node(DCTERMS.LinguisticSystem)
    for media_type in sorted({each.media_type for each in distributions()} | {"application/gzip"}):
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
    yield name, VOID.entities, _number(counted.types.get(declared.name, 0))
    for each in [*distributions(), *distributions(True)]:
        if each.declared is declared:
            yield name, DCAT.distribution, ox.NamedNode(node(each.name))


def _distribution(each: Distribution, snapshot: Snapshot, counted: Statistics) -> Iterator[Statement]:
    """Yield the description of a file, with size and digest if the file has been made."""
    name, plain = node(each.name), each.name.removesuffix(".gz")
    yield name, RDF.type, named_node(DCAT.Distribution)
    yield name, DCTERMS.title, ox.Literal(each.download_name(snapshot), language="en")
    yield name, DCAT.accessURL, ox.NamedNode(each.address)
    yield name, DCAT.downloadURL, ox.NamedNode(each.address)
    yield name, DCAT.mediaType, ox.NamedNode(f"{MEDIA_TYPES}{each.media_type}")
    yield name, DCTERMS["format"], ox.NamedNode(f"{FILE_TYPES}{EU_FILE_TYPES[plain.rpartition('.')[2]]}")
    yield name, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    if each.compressed:
        yield name, DCAT.compressFormat, ox.NamedNode(f"{MEDIA_TYPES}application/gzip")
    if made := each.existing(snapshot):
        yield name, DCAT.byteSize, _typed(str(made.size), XSD.nonNegativeInteger)
        yield name, SPDX.checksum, ox.NamedNode(f"{name}-checksum")
        yield f"{name}-checksum", RDF.type, named_node(SPDX.Checksum)
        yield f"{name}-checksum", SPDX.algorithm, named_node(SPDX.checksumAlgorithm_sha256)
        yield f"{name}-checksum", SPDX.checksumValue, _typed(made.sha256, XSD.hexBinary)


def _texts(subject: str, predicate: URIRef, text: str) -> Iterator[Statement]:
    for language, translated in in_languages(lambda: gettext(text)).items():
        yield subject, predicate, ox.Literal(translated, language=language)


def _number(value: int) -> ox.Literal:
    return _typed(str(value), XSD.integer)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=named_node(datatype))
