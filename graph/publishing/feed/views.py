"""Answer /changes: the feed as JSON, as an event stream of linked data, as Atom; and as server-sent events."""

from __future__ import annotations

from collections.abc import Iterable

import orjson
import pyoxigraph as ox
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request

from graph.budget import address_of
from graph.declarations import primary_language
from graph.mirror import ensure_fresh
from graph.publishing.answers import FOR_EVER, conditional, published, revalidated
from graph.publishing.dataset import Snapshot
from graph.publishing.feed import atom, events, ldes
from graph.publishing.feed.handover import Handover
from graph.publishing.feed.pages import LARGEST_PAGE, STANDARD_PAGE, page_after
from graph.publishing.feed.streaming import Stream
from graph.publishing.feed.tokens import Token, start_or_continue
from graph.publishing.formats import BY_EXTENSION, JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE, Format, MediaType
from graph.publishing.negotiation import MediaRange, media_ranges, negotiate
from graph.publishing.tags import ANY_CHANGE, fitted, tag_headers
from graph.refusals import Refusal

ATOM = MediaType(atom.MEDIA_TYPE)
FORMS: tuple[MediaType, ...] = (
    MediaType("application/json"), TRIG, NQUADS, JSONLD, TURTLE, NTRIPLES, RDFXML, ATOM,
)  # fmt: skip
"""Those with named graphs come before others, because only they hold the content of members."""


@published("Accept", "Accept-Language")
def changes(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Return the changes in the form that the client asks for: JSON without preference, and for a token."""
    form = _form(request, extension)
    if form is ATOM:
        language = primary_language(get_language_from_request(request))
        ensure_fresh()
        return revalidated(request, ATOM.content_type, atom.text(language))
    if isinstance(form, Format):
        snapshot = Snapshot.current()
        return _rdf(request, form, ldes.of_root(snapshot.epoch, snapshot.sequence))
    return _json(request)


@published("Accept")
def page(request: HttpRequest, epoch: str, number: int, extension: str = "") -> HttpResponseBase:
    """Return a page of the event stream. One that is full stays as it is, unless something in it is hidden."""
    snapshot = Snapshot.current()
    if epoch != snapshot.epoch.hex[:12]:
        raise Refusal(410, "The data was restored or rebuilt since: begin again at %(root)s.", root=ldes.root())
    if number not in ldes.pages(snapshot.sequence):
        raise Refusal(
            404, "There is no page %(number)s yet: ask %(root)s which there are.", number=number, root=ldes.root()
        )
    form = BY_EXTENSION.get(extension) if extension else negotiate(_accepted(request), FORMS[1:-1])
    if not isinstance(form, Format):
        raise Refusal(
            406, "A page of the event stream is in RDF: ask for one of %(known)s.", known=", ".join(BY_EXTENSION)
        )
    response = _rdf(request, form, ldes.of_page(snapshot.epoch, number, snapshot.sequence))
    if ldes.is_closed(number, snapshot.sequence):
        response["Cache-Control"] = FOR_EVER
    return response


def _json(request: HttpRequest) -> HttpResponseBase:
    """Return a page of the change feed, or 304 if nothing has changed since the client asked for the same page."""
    snapshot = Snapshot.current()
    token = start_or_continue(request.GET.get("since"), asked_types(request), snapshot.epoch, snapshot.sequence)
    first = _first(request.GET.get("first"))
    response = conditional(request, f"{snapshot.name}-changes", lambda: _page(token, snapshot.sequence, first))
    response["Accord-Sequence"] = str(snapshot.sequence)
    tag_headers(response, fitted({ANY_CHANGE}))
    return response


@published()
def stream(request: HttpRequest) -> HttpResponseBase:
    """Return the changes since the last event that the client has got, and then all others as they happen.

    A browser cannot read the status of a refused stream, so a client that has to begin again is told so by an event.
    """
    snapshot = Snapshot.current()
    since = request.headers.get("Last-Event-ID") or request.GET.get("since") or None
    types = asked_types(request)
    beginning = b""
    try:
        token = start_or_continue(since, types, snapshot.epoch, snapshot.sequence)
    except Refusal as refusal:
        if refusal.status != 410:
            raise
        token = start_or_continue(None, types, snapshot.epoch, snapshot.sequence)
        beginning = events.reset()
    return Stream(Handover(address_of(request), beginning, token), snapshot.sequence)


def asked_types(request: HttpRequest) -> list[str] | None:
    """Return the slugs in the parameter `types`, separated by commas or given several times; None without any."""
    if "types" not in request.GET:
        return None
    return [each.strip() for text in request.GET.getlist("types") for each in text.split(",") if each.strip()]


def _form(request: HttpRequest, extension: str) -> MediaType:
    """Return the form that is asked for. Raises `Refusal` if there is none of this name."""
    if not extension:
        return negotiate(_accepted(request), FORMS) or FORMS[0]
    named = {"json": FORMS[0], "atom": ATOM, **BY_EXTENSION}
    if extension not in named:
        raise Refusal(
            404,
            "The changes are not there as “%(name)s”: use one of %(known)s.",
            name=extension,
            known=", ".join(named),
        )
    return named[extension]


def _accepted(request: HttpRequest) -> tuple[MediaRange, ...]:
    return media_ranges(request.headers.get("Accept", ""))


def _rdf(request: HttpRequest, form: Format, quads: Iterable[ox.Quad]) -> HttpResponseBase:
    response = revalidated(request, form.content_type, ldes.text(form, quads))
    tag_headers(response, fitted({ANY_CHANGE}))
    return response


def _page(token: Token, newest: int, first: int) -> HttpResponse:
    page = page_after(token, newest, first)
    content = {"changes": [each.in_json() for each in page.entries], "next": str(page.next), "more": page.more}
    return HttpResponse(orjson.dumps(content), content_type="application/json")


def _first(text: str | None) -> int:
    if text is None:
        return STANDARD_PAGE
    # Only plain digits, and few: int() also takes spaces, signs and numbers of any length.
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 1 <= number <= LARGEST_PAGE:
        raise Refusal(400, "first is “%(text).50s”: give a number from 1 to %(most)s.", text=text, most=LARGEST_PAGE)
    return number
