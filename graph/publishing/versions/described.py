"""Describe the versions in DCAT 3, as a series: https://www.w3.org/TR/vocab-dcat-3/#dataset-series"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from django.conf import settings
from django.utils.translation import gettext_noop
from rdflib.namespace import DCAT

from graph.declarations import DCTERMS, RDF, XSD, named_node
from graph.models import DatasetVersion
from graph.publishing.about import about
from graph.publishing.links import dataset_address
from graph.publishing.statements import Statement, in_each_language, of_content, of_file, texts, typed
from graph.publishing.versions.content import sentence
from graph.publishing.versions.making import offered
from graph.publishing.versions.standing import DIFFERENCE, address, public_versions

SERIES = gettext_noop("Dated versions of the dataset, whose files never change.")
NQUADS = "application/n-quads"


def series() -> str:
    return address("").rstrip("/")


def links(dataset: str) -> Iterator[Statement]:
    """Yield what the dataset says of its versions."""
    versions = list(public_versions())
    for version in versions:
        yield dataset, DCAT.hasVersion, ox.NamedNode(address(version))
    for version in versions[-1:]:
        yield dataset, DCAT.hasCurrentVersion, ox.NamedNode(address(version))


def statements() -> Iterator[Statement]:
    """Yield the statements about all versions, grouped by subject, each with its type first."""
    versions = list(public_versions())
    if not versions:
        return
    yield series(), RDF.type, named_node(DCAT.DatasetSeries)
    yield from in_each_language(series(), DCTERMS.title, about().title)
    yield from texts(series(), DCTERMS.description, SERIES)
    yield series(), DCTERMS.publisher, ox.NamedNode(f"{dataset_address()}#publisher")
    yield series(), DCTERMS.issued, typed(versions[0].date.isoformat(), XSD.date)
    yield series(), DCTERMS.modified, typed(versions[-1].date.isoformat(), XSD.date)
    for name, version in (("first", versions[0]), ("last", versions[-1])):
        yield series(), DCAT[name], ox.NamedNode(address(version))
    for before, version in zip([None, *versions], versions, strict=False):
        yield from of_version(version, before)


def of_version(version: DatasetVersion, before: DatasetVersion | None) -> Iterator[Statement]:
    name = address(version)
    yield name, RDF.type, named_node(DCAT.Dataset)
    yield from in_each_language(name, DCTERMS.title, about().title)
    yield from in_each_language(name, DCTERMS.description, about().abstract)
    yield name, DCTERMS.identifier, ox.Literal(name)
    yield name, DCAT.version, ox.Literal(version.name)
    yield name, DCTERMS.issued, typed(version.date.isoformat(), XSD.date)
    yield name, DCTERMS.publisher, ox.NamedNode(f"{dataset_address()}#publisher")
    yield name, DCTERMS.license, ox.NamedNode(settings.LICENCE)
    yield name, DCAT.inSeries, ox.NamedNode(series())
    yield name, DCAT.isVersionOf, ox.NamedNode(dataset_address())
    if before:
        yield name, DCAT.prev, ox.NamedNode(address(before))
        yield name, DCAT.previousVersion, ox.NamedNode(address(before))
    if words := sentence(version):
        yield name, DCTERMS.provenance, ox.NamedNode(f"{name}#notice")
        yield f"{name}#notice", RDF.type, named_node(DCTERMS.ProvenanceStatement)
        yield f"{name}#notice", DCTERMS.description, ox.Literal(words, language="en")
    yield from _files(version, name)


def media_types(version: DatasetVersion) -> dict[str, str]:
    """Return the media types of the files of a version, as they are before they are packed, by name."""
    types = {each.name: each.media_type for each in offered()}
    types |= {each: NQUADS for each in version.files if DIFFERENCE.fullmatch(each)}
    return {each: types[each] for each in types if each in version.files}


def _files(version: DatasetVersion, dataset: str) -> Iterator[Statement]:
    for name, media_type in media_types(version).items():
        node, noted = f"{dataset}#{name}", version.files[name]
        yield dataset, DCAT.distribution, ox.NamedNode(node)
        yield from of_file(node, name, f"{dataset}/{name}", name.partition(".")[2], media_type)
        yield from of_content(node, noted["size"], noted["sha256"])
