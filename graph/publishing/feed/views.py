"""Answer /changes, the change feed as JSON, and /changes/stream, the same as server-sent events."""

from __future__ import annotations

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from graph.budget import address_of
from graph.publishing.answers import conditional, published
from graph.publishing.dataset import Snapshot
from graph.publishing.feed import events
from graph.publishing.feed.handover import Handover
from graph.publishing.feed.pages import LARGEST_PAGE, STANDARD_PAGE, page_after
from graph.publishing.feed.streaming import Stream
from graph.publishing.feed.tokens import Token, start_or_continue
from graph.publishing.tags import ANY_CHANGE, fitted, tag_headers
from graph.refusals import Refusal


@published()
def changes(request: HttpRequest) -> HttpResponseBase:
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
