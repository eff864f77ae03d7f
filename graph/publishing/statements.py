"""Make statements of descriptions: texts in all languages, numbers, and what is said of every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox
from django.conf import settings
from django.utils.translation import gettext
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT

from graph.declarations import DCTERMS, RDF, XSD, named_node
from graph.publishing.vocabulary import in_languages

Term = ox.NamedNode | ox.Literal
Statement = tuple[str, URIRef, Term]

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
EU_FILE_TYPES = {
    "ttl": "RDF_TURTLE", "nt": "RDF_N_TRIPLES", "nq": "RDF_N_QUADS", "trig": "RDF_TRIG",
    "rdf": "RDF_XML", "jsonld": "JSON_LD", "csv": "CSV", "geojson": "GEOJSON", "xml": "XML",
    "zip": "ZIP", "xlsx": "XLSX",
}  # fmt: skip
PACKED = "application/gzip"


def texts(subject: str, predicate: URIRef, text: str) -> Iterator[Statement]:
    """Yield an English text that has translations, in each language that has one."""
    yield from in_each_language(subject, predicate, in_languages(lambda: gettext(text)))


def in_each_language(subject: str, predicate: URIRef, translated: Mapping[str, str]) -> Iterator[Statement]:
    """Yield a text that is there by language."""
    for language, words in translated.items():
        yield subject, predicate, ox.Literal(words, language=language)


def number(value: int) -> ox.Literal:
    return typed(str(value), XSD.integer)


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=named_node(datatype))


def of_file(name: str, title: str, address: str, extension: str, media_type: str) -> Iterator[Statement]:
    """Yield the description of a file, perhaps packed, without its size and digest."""
    plain = extension.removesuffix(".gz")
    file_type = EU_FILE_TYPES[plain.rpartition(".")[2]]
    yield name, RDF.type, named_node(DCAT.Distribution)
    yield name, DCTERMS.title, ox.Literal(title, language="en")
    yield name, DCAT.accessURL, ox.NamedNode(address)
    yield name, DCAT.downloadURL, ox.NamedNode(address)
    yield name, DCAT.mediaType, ox.NamedNode(f"{MEDIA_TYPES}{media_type}")
    yield name, DCTERMS["format"], ox.NamedNode(f"{FILE_TYPES}{file_type}")
    yield name, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    if extension != plain:
        yield name, DCAT.compressFormat, ox.NamedNode(f"{MEDIA_TYPES}{PACKED}")


def of_content(name: str, size: int, sha256: str) -> Iterator[Statement]:
    """Yield the size and the digest of a file."""
    yield name, DCAT.byteSize, typed(str(size), XSD.nonNegativeInteger)
    yield name, SPDX.checksum, ox.NamedNode(f"{name}-checksum")
    yield f"{name}-checksum", RDF.type, named_node(SPDX.Checksum)
    yield f"{name}-checksum", SPDX.algorithm, named_node(SPDX.checksumAlgorithm_sha256)
    yield f"{name}-checksum", SPDX.checksumValue, typed(sha256, XSD.hexBinary)
