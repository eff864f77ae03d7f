"""Write the changes as a Linked Data Event Stream: https://semiceu.github.io/LinkedDataEventStreams/

The stream has a root, which names all pages, and pages of so many numbers of the journal. A page that is full stays as
it is. A member is a version of a resource's document, called like its memento: its triples stand in the named graph of
that name. Of what is suppressed now nothing is told but its withdrawal, and that only for `RETENTION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from uuid import UUID

import pyoxigraph as ox
from django.conf import settings
from django.utils import timezone
from rdflib import Namespace, URIRef

from graph.declarations import DCTERMS, PREFIXES, PROV, RDF, SCHEMA, named_node
from graph.identity import ResourceId, document_iri
from graph.journal import Untold
from graph.models import Change, Resource
from graph.publishing.formats import Format
from graph.publishing.past.mementos import address as memento_address
from graph.publishing.past.provenance import stamp

LDES = Namespace("https://w3id.org/ldes#")
TREE = Namespace("https://w3id.org/tree#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
OWN_PREFIXES = {"as": str(AS), "ldes": str(LDES), "tree": str(TREE)}
SIZE = 100
"""Numbers of the journal in a page, which makes it at most some megabytes large."""
RETENTION = timedelta(days=100)
POLLING = 60
"""Seconds after which a client should ask again."""
DEFAULT = ox.DefaultGraph()


def stream() -> str:
    return f"{settings.GRAPH_BASE_IRI}/changes#stream"


def root() -> str:
    return f"{settings.GRAPH_BASE_IRI}/changes"


def page_address(epoch: UUID, number: int) -> str:
    """Return the address of a page. It names the epoch, because a restored journal gives numbers out again."""
    return f"{root()}/pages/{epoch.hex[:12]}/{number}"


def pages(sequence: int) -> range:
    """Return the numbers of the pages that hold the changes up to `sequence`."""
    return range(sequence // SIZE + 1)


def is_closed(number: int, sequence: int) -> bool:
    return (number + 1) * SIZE - 1 <= sequence


def members(number: int, sequence: int) -> Iterator[Change]:
    """Yield the changes of a page that may be told, redacted, in the order of their numbers."""
    changes = Change.objects.filter(sequence__gte=number * SIZE, sequence__lt=(number + 1) * SIZE)
    rows = list(changes.filter(sequence__lte=sequence).order_by("sequence"))
    untold, newest = Untold.now(), _newest({each.resource for each in rows})
    for change in rows:
        if told := untold.of(change):
            yield told
        elif change.kind == Change.Kind.WITHDRAWAL and _is_told(change, untold, newest):
            yield change


def of_root(epoch: UUID, sequence: int) -> Iterator[ox.Quad]:
    """Yield the description of the stream, and links to all pages with the numbers that they hold."""
    yield from _statements(
        stream(),
        (RDF.type, named_node(LDES.EventStream)),
        (TREE.view, ox.NamedNode(root())),
        (LDES.timestampPath, named_node(PROV.generatedAtTime)),
        (LDES.sequencePath, named_node(SCHEMA.position)),
        (LDES.versionOfPath, named_node(DCTERMS.isVersionOf)),
        (LDES.versionDeletePath, named_node(RDF.type)),
        (LDES.versionDeleteObject, named_node(AS.Delete)),
        (LDES.pollingInterval, ox.Literal(POLLING)),
        (DCTERMS.license, ox.NamedNode(settings.LICENCE)),
    )
    yield from _statements(root(), (RDF.type, named_node(TREE.Node)))
    for number in pages(sequence):
        yield from _relation(number, page_address(epoch, number), TREE.GreaterThanOrEqualToRelation, number * SIZE)
        if is_closed(number, sequence):
            yield from _relation(number, page_address(epoch, number), TREE.LessThanRelation, (number + 1) * SIZE)


def _relation(number: int, page: str, kind: URIRef, bound: int) -> Iterator[ox.Quad]:
    """Yield one limit of the numbers that a page holds."""
    relation = f"{root()}#page-{number}-{kind.rpartition('#')[2]}"
    yield from _statements(root(), (TREE.relation, ox.NamedNode(relation)))
    yield from _statements(
        relation,
        (RDF.type, named_node(kind)),
        (TREE.node, ox.NamedNode(page)),
        (TREE.path, named_node(SCHEMA.position)),
        (TREE.value, ox.Literal(bound)),
    )


def of_page(epoch: UUID, number: int, sequence: int) -> Iterator[ox.Quad]:
    """Yield the members of a page with their content."""
    name = page_address(epoch, number)
    yield from _statements(name, (RDF.type, named_node(TREE.Node)))
    yield from _statements(stream(), (TREE.view, ox.NamedNode(root())))
    for member in members(number, sequence):
        yield from _statements(stream(), (TREE.member, _name(member)))
        yield from _of_member(member)


def text(form: Format, quads: Iterable[ox.Quad]) -> bytes:
    """Return a document. Formats without named graphs have no content of members, which is at their addresses."""
    rdf = ox.RdfFormat.from_extension(form.extension)
    if rdf is None:
        raise ValueError(f"There is no syntax of RDF with the extension {form.extension}.")
    prefixes = PREFIXES | OWN_PREFIXES
    if rdf.supports_datasets:
        return ox.serialize(quads, format=rdf, prefixes=prefixes) or b""
    triples = (each.triple for each in quads if each.graph_name == DEFAULT)
    return ox.serialize(triples, format=rdf, prefixes=prefixes) or b""


def _of_member(change: Change) -> Iterator[ox.Quad]:
    name = _name(change)
    withdrawn = [(RDF.type, named_node(AS.Delete))] if change.kind == Change.Kind.WITHDRAWAL else []
    yield from _statements(
        name.value,
        *withdrawn,
        (DCTERMS.isVersionOf, ox.NamedNode(document_iri(change.resource))),
        (PROV.generatedAtTime, stamp(change.recorded_at)),
        (SCHEMA.position, ox.Literal(change.sequence)),
    )
    for quad in ox.parse(change.nquads, format=ox.RdfFormat.N_QUADS):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, name)


def _name(change: Change) -> ox.NamedNode:
    return ox.NamedNode(memento_address(change.resource, change.sequence))


def _is_told(withdrawal: Change, untold: Untold, newest: Mapping[ResourceId, int]) -> bool:
    """Return whether a withdrawal is told: of what is suppressed only the last one, for some time."""
    if withdrawal.resource not in untold.resources:
        return True
    is_recent = withdrawal.recorded_at > timezone.now() - RETENTION
    return is_recent and newest.get(withdrawal.resource) == withdrawal.sequence


def _newest(resources: set[ResourceId]) -> dict[ResourceId, int]:
    return dict(Resource.objects.filter(pk__among=resources).values_list("pk", "change_id"))


def _statements(subject: str, *statements: tuple[URIRef, ox.NamedNode | ox.Literal]) -> Iterator[ox.Quad]:
    for predicate, term in statements:
        yield ox.Quad(ox.NamedNode(subject), named_node(predicate), term, DEFAULT)
