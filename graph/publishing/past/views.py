"""Answer the addresses of the past of one resource: a version, the list of versions, and their provenance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import quote

import pyoxigraph as ox
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_noop

from graph.declarations import named_node
from graph.identity import ResourceId, document_iri
from graph.publishing import documents
from graph.publishing.absence import absence
from graph.publishing.answers import SeeOther, published, revalidated
from graph.publishing.formats import ALIASES, BY_EXTENSION, FORMATS, HTML, Format, MediaType
from graph.publishing.negotiation import negotiate_document, parse
from graph.publishing.past import provenance
from graph.publishing.past.mementos import LINK_FORMAT, Memento, asked_moment, at, link_format, links, mementos, timemap
from graph.refusals import Refusal

Offer = TypeVar("Offer", bound=MediaType)
FORMS = (*FORMATS, *ALIASES)


@published("Accept")
def memento(request: HttpRequest, slug: str, key: str, name: str) -> HttpResponseBase:
    """Return the document of a resource as it was after a change."""
    resource, number, extension = _resource(slug, key), *_split(name)
    found = _found(resource)
    chosen = next((each for each in found if str(each.change.sequence) == number), None)
    if chosen is None:
        sentence = gettext_noop(
            "There is no version %(name).30s of “%(resource)s”. All that were public are in this list:"
        )
        raise Refusal(404, sentence, [timemap(resource)], name=number, resource=resource)
    form = _form(request, extension, chosen.address, FORMS)
    response = revalidated(request, form.content_type, chosen.text(form))
    response["Memento-Datetime"] = chosen.date
    response["Link"] = links(chosen, found)
    response["Content-Location"] = f"{chosen.address}.{form.extension}"
    return response


@published()
def time_map(request: HttpRequest, slug: str, key: str) -> HttpResponseBase:
    """Return the list of all mementos of a resource."""
    resource = _resource(slug, key)
    return revalidated(request, LINK_FORMAT, link_format(resource, _found(resource)))


@published("Accept")
def provenance_document(request: HttpRequest, slug: str, key: str, extension: str = "") -> HttpResponseBase:
    """Return the provenance of a resource's document in RDF; lead people to the page of its history."""
    resource = _resource(slug, key)
    found = _found(resource)
    name = f"{document_iri(resource)}/history"
    form = _form(request, extension, name, (HTML, *FORMS))
    if not isinstance(form, Format):
        return SeeOther(reverse(settings.WEBSITE_VIEWS["history"], args=[slug, key]))
    statements = (
        ox.Triple(ox.NamedNode(each), named_node(predicate), term)
        for each, predicate, term in provenance.statements(found)
    )
    return revalidated(request, form.content_type, form.text(name, statements))


def time_gate(request: HttpRequest, resource: ResourceId, extension: str) -> HttpResponse | None:
    """Lead a request with Accept-Datetime to the memento of that moment; None without this header."""
    header = request.headers.get("Accept-Datetime")
    if header is None:
        return None
    found = _found(resource)
    chosen = at(found, asked_moment(header))
    response = HttpResponseRedirect(chosen.address + (f".{extension}" if extension else ""))
    response["Link"] = links(chosen, found)
    return response


def _resource(slug: str, key: str) -> ResourceId:
    return f"{slug}/{quote(key, safe='')}"


def _found(resource: ResourceId) -> list[Memento]:
    """Return the mementos of a resource. Raises `Refusal` if nothing of it may be shown."""
    found = [] if documents.is_part(resource) else mementos(resource)
    if not found:
        raise absence(resource)
    return found


def _split(name: str) -> tuple[str, str]:
    number, _, extension = name.partition(".")
    return number, extension


def _form(request: HttpRequest, extension: str, name: str, offered: Sequence[Offer]) -> Format | Offer:
    """Return the format that the address names, or the best of the offers. Raises `Refusal`."""
    form = BY_EXTENSION.get(extension) if extension else negotiate_document(parse(request).accept, offered)
    if form is None:
        known = [f"{name}.{each}" for each in BY_EXTENSION]
        raise Refusal(404 if extension else 406, "There is no such form of this page, but these exist:", known)
    return form
