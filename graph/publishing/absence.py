"""Answer requests for a resource that is not public: with its successor, the time of withdrawal, or a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pyoxigraph as ox
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from graph.declarations import FOAF, PROV, RDF, RDFS, XSD, Code, classes_of, named_node, registry
from graph.identity import ResourceId, document_iri, iri, split
from graph.journal import successor_of
from graph.models import Resource
from graph.publishing.formats import FORMATS, HTML, Format, MediaType
from graph.refusals import Refusal
from graph.replica import reading


class OtherName(Refusal):
    """Raised when the name is that of a merged record, or another code of a resource, such as KHM for KH."""

    def __init__(self, asked: ResourceId, resource: ResourceId) -> None:
        super().__init__(410, "“%(name)s” has become “%(other)s”.", name=asked, other=resource)
        self.resource = resource


class Gone(Refusal):
    """Raised when the resource was public and has been withdrawn."""

    def __init__(self, resource: ResourceId, when: datetime) -> None:
        super().__init__(410, "“%(name)s” was published here and has been withdrawn.", name=resource)
        self.resource = resource
        self.when = when

    def statements(self) -> Iterator[ox.Triple]:
        """Yield triples that say that the resource was here and until when, but nothing of its content."""
        document, thing = ox.NamedNode(document_iri(self.resource)), ox.NamedNode(iri(self.resource))
        moment = self.when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield ox.Triple(document, named_node(RDF.type), named_node(FOAF.Document))
        yield ox.Triple(document, named_node(FOAF.primaryTopic), thing)
        yield ox.Triple(
            document, named_node(PROV.invalidatedAtTime), ox.Literal(moment, datatype=named_node(XSD.dateTime))
        )
        yield ox.Triple(document, named_node(RDFS.comment), ox.Literal(self.sentence % self.values, language="en"))
        for rdf_class in classes_of(self.resource):
            yield ox.Triple(thing, named_node(RDF.type), named_node(rdf_class))


def absence(resource: ResourceId) -> Refusal:
    """Return the refusal that says why there is no such public resource: `Gone` if it was withdrawn, `OtherName`."""
    slug, key = split(resource)
    known_slugs = registry().by_slug.keys() | registry().holding
    if slug not in known_slugs:
        known = ", ".join(sorted(known_slugs))
        return Refusal(404, "There is no type “%(name)s” here: use one of %(known)s.", name=slug, known=known)
    if not key:
        return Refusal(404, "A key is missing: put that of one %(name)s behind /id/%(name)s/.", name=slug)
    # A resource that was made private is answered as if it had never been here.
    withdrawn = Resource.objects.filter(pk=resource, status=Resource.Status.WITHDRAWN).select_related("change").first()
    if withdrawn:
        successor = successor_of(resource)
        return OtherName(resource, successor) if successor else Gone(resource, withdrawn.change.recorded_at)
    if (meant := _with_code(slug, key)) is not None:
        return OtherName(resource, meant)
    extensions = ", ".join(f".{form.extension}" for form in FORMATS)
    return Refusal(
        404,
        "There is no “%(name)s” here: check the name, and that a document ends in %(known)s.",
        name=resource,
        known=extensions,
    )


def _with_code(slug: str, code: str) -> ResourceId | None:
    """Return the resource of a type with this code in any of its code lists, in upper or lower case.

    Resources that are named by a UUID have no codes here: the names of their pages may be given to others.
    """
    declared = registry().by_slug.get(slug)
    if declared is None or not isinstance(declared.fields.get(declared.graph_type.key), Code):
        return None
    with reading() as replica:
        found = replica.named(declared.name, code)
    return found[0] if len(found) == 1 else None


def tombstone(request: HttpRequest, gone: Gone, form: MediaType | None) -> HttpResponse:
    """Return the answer with status 410 in RDF or as a page in HTML, or as plain text for other forms."""
    if isinstance(form, Format):
        text = form.text(document_iri(gone.resource), gone.statements())
        return HttpResponse(text, status=410, content_type=form.content_type)
    if form is not HTML:
        return gone.response()
    return render(request, "graph/tombstone.html", {"gone": gone, "iri": iri(gone.resource)}, status=410)
