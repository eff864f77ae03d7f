"""Answer the addresses of linked data: identifiers, documents, the dataset, the vocabulary, the JSON-LD context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext_noop

from graph.identity import document_iri, iri
from graph.publishing import csvw, distributions, documents, downloads, iati, jsonld, links, ontology, shapes
from graph.publishing.absence import Gone, OtherName, tombstone
from graph.publishing.answers import SeeOther, conditional, published, revalidated
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution
from graph.publishing.files import DIGEST
from graph.publishing.formats import (
    ALIASES,
    BY_EXTENSION,
    FORMATS,
    HTML,
    IATI,
    JSONLD,
    MARKDOWN,
    TURTLE,
    Format,
    MediaType,
    PageFormat,
)
from graph.publishing.negotiation import Wanted, negotiate_document, parse
from graph.publishing.past.mementos import around
from graph.publishing.past.views import time_gate
from graph.publishing.tags import fitted, tag_headers
from graph.publishing.versions import asked as versions
from graph.publishing.vocabulary import current
from graph.refusals import Refusal
from graph.replica import addresses, reading

Offer = TypeVar("Offer", bound=MediaType)

NAMED = (HTML, MARKDOWN, *FORMATS, *ALIASES)
"""The forms to which the IRI of a resource, or of a term, leads."""


@published("Accept", "Accept-Language")
def identity(request: HttpRequest, name: str) -> HttpResponseBase:
    """Redirect from the IRI of a resource to the page about it, or to the document that describes it."""
    wanted = parse(request, name, {*BY_EXTENSION, MARKDOWN.extension})
    try:
        return _identity(wanted)
    except OtherName as other:
        return HttpResponsePermanentRedirect(_with_extension(iri(other.resource), wanted))
    except Gone as gone:
        return tombstone(request, gone, _acceptable(wanted, NAMED))


def _identity(wanted: Wanted) -> HttpResponseBase:
    with reading() as replica:
        resource = documents.owner(wanted.resource)
        form = _form(wanted, NAMED, document_iri(resource))
        if isinstance(form, Format):
            target = links.document_address(resource, form)
        else:
            shown = wanted.resource if wanted.resource in replica else resource
            page = addresses.url(replica, shown, wanted.language)
            target = links.markdown_address(page) if form is MARKDOWN else page
    response = SeeOther(target)
    response["Link"] = links.of_resource(resource)
    return response


@published("Accept", "Accept-Datetime")
def document(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return the document about a resource; redirect a part to the document of the resource that holds it."""
    wanted = parse(request, name, {*BY_EXTENSION, IATI.extension})
    try:
        return _document(request, wanted)
    except OtherName as other:
        return HttpResponsePermanentRedirect(_with_extension(document_iri(other.resource), wanted))
    except Gone as gone:
        return tombstone(request, gone, _acceptable(wanted, [*FORMATS, HTML]))


def _document(request: HttpRequest, wanted: Wanted) -> HttpResponseBase:
    if documents.is_part(wanted.resource):
        return SeeOther(_with_extension(document_iri(documents.owner(wanted.resource)), wanted))
    if memento := time_gate(request, wanted.resource, wanted.extension):
        return memento
    resource = documents.public_resource(wanted.resource)
    form = _form(wanted, (*links.forms(resource.pk), *ALIASES), document_iri(resource.pk))
    if isinstance(form, Format):
        etag = f"{resource.digest[:32]}-{form.extension}"
        response = conditional(request, etag, lambda: _text(form, documents.text(resource, form)))
    else:
        snapshot = Snapshot.current()
        etag = f"{snapshot.name}-{form.extension}"
        response = conditional(request, etag, lambda: _text(form, iati.document(snapshot, resource.pk)))
    tag_headers(response, fitted({resource.pk}))
    response["Link"] = ", ".join([links.of_document(resource.pk), *around(resource.pk)])
    response["Content-Location"] = links.document_address(resource.pk, form)
    return response


@published()
def dataset(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """Return all public resources, or all of one type, in one file as of one moment, or the digest of that file."""
    if asked := versions.require(request.GET.get("version"), Snapshot.current().sequence):
        return SeeOther(versions.address_of_file(asked, name, extension))
    if extension.endswith(DIGEST):
        return _digest(request, distributions.named(name, extension.removesuffix(DIGEST)))
    return downloads.download(request, distributions.named(name, extension))


@published()
def csv_metadata(request: HttpRequest) -> HttpResponseBase:
    """Return the metadata of the columns of all tables."""
    return _static(request, MediaType(csvw.MEDIA_TYPE), orjson.dumps(csvw.metadata()).decode())


@published("Accept")
def vocabulary(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Return the site's own vocabulary as a page for people, or as a document in one of the formats."""
    form = _by_extension(extension, "/vocab") if extension else None
    chosen = form or _form(parse(request), NAMED, ontology.address())
    if not isinstance(chosen, Format):
        return TemplateResponse(request, "graph/vocab.html", {"vocabulary": current(), "formats": FORMATS})
    return _static(request, chosen, ontology.text(chosen))


@published()
def context(request: HttpRequest) -> HttpResponseBase:
    """Return the JSON-LD context with which documents are written."""
    return _static(request, JSONLD, orjson.dumps({"@context": jsonld.context()}).decode())


@published()
def shape_graph(request: HttpRequest) -> HttpResponseBase:
    """Return the SHACL shapes of all types, with the installation's own rules."""
    return _static(request, TURTLE, shapes.text())


def _with_extension(address: str, wanted: Wanted) -> str:
    return f"{address}.{wanted.extension}" if wanted.extension else address


def _acceptable(wanted: Wanted, offered: Sequence[Offer]) -> Offer | None:
    """Return the format that the address names, or else the best of the offers, or None."""
    if wanted.extension:
        return next((each for each in offered if getattr(each, "extension", "") == wanted.extension), None)
    return negotiate_document(wanted.accept, offered)


def _form(wanted: Wanted, offered: Sequence[Offer], address: str) -> Offer:
    """Return the format that the address names or the best of the offers.

    Raises `Refusal`, with a list of what exists, if no offer is acceptable.
    """
    chosen = _acceptable(wanted, offered)
    if chosen is None:
        documents_there = [f"{form.media_type}  {address}.{form.extension}" for form in FORMATS]
        pages_there = [each.media_type for each in offered if isinstance(each, PageFormat)]
        sentence = gettext_noop("None of the media types that you accept exists here, but these do:")
        raise Refusal(406, sentence, pages_there + documents_there)
    return chosen


def _by_extension(extension: str, address: str) -> Format:
    if extension not in BY_EXTENSION:
        existing = ", ".join(f"{address}.{each}" for each in BY_EXTENSION)
        raise Refusal(404, "There is no format “%(name)s” here: use one of %(known)s.", name=extension, known=existing)
    return BY_EXTENSION[extension]


def _digest(request: HttpRequest, distribution: Distribution) -> HttpResponseBase:
    """Return the digest of a file in the form that `sha256sum --check` reads."""
    snapshot = Snapshot.current()
    line = f"{distribution.file(snapshot).sha256}  {distribution.download_name(snapshot)}\n"
    return _static(request, MediaType("text/plain"), line)


def _text(form: MediaType, text: str) -> HttpResponse:
    return HttpResponse(text, content_type=form.content_type)


def _static(request: HttpRequest, form: MediaType, text: str) -> HttpResponseBase:
    return revalidated(request, form.content_type, text)
