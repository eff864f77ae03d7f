"""Answer /changes: the change feed as JSON."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from graph.identity import document_iri, iri
from graph.models import Change
from graph.publishing.answers import conditional, published
from graph.publishing.dataset import Snapshot
from graph.publishing.feed.pages import LARGEST_PAGE, STANDARD_PAGE, Entry, page_after
from graph.publishing.feed.tokens import Token, start_or_continue
from graph.refusals import Refusal


@published()
def changes(request: HttpRequest) -> HttpResponseBase:
    """Return a page of the change feed, or 304 if nothing has changed since the client asked for the same page."""
    snapshot = Snapshot.current()
    token = start_or_continue(request.GET.get("since"), asked_types(request), snapshot.epoch, snapshot.sequence)
    first = _first(request.GET.get("first"))
    response = conditional(request, f"{snapshot.name}-changes", lambda: _page(token, snapshot.sequence, first))
    response["Accord-Sequence"] = str(snapshot.sequence)
    return response


def asked_types(request: HttpRequest) -> list[str] | None:
    """Return the slugs in the parameter `types`, separated by commas or given several times; None without any."""
    if "types" not in request.GET:
        return None
    return [each.strip() for text in request.GET.getlist("types") for each in text.split(",") if each.strip()]


def in_json(entry: Entry) -> dict[str, Any]:
    """Return an entry under the names that GraphQL uses. Only a public resource has a document."""
    name = iri(entry.resource)
    told: dict[str, Any] = {
        "kind": entry.kind,
        "type": entry.type,
        "id": name,
        "iri": name,
        "version": entry.version,
    }
    if entry.kind == Change.Kind.UPSERT:
        told["document"] = document_iri(entry.resource)
    return told


def _page(token: Token, newest: int, first: int) -> HttpResponse:
    page = page_after(token, newest, first)
    content = {"changes": [in_json(each) for each in page.entries], "next": str(page.next), "more": page.more}
    return HttpResponse(orjson.dumps(content), content_type="application/json")


def _first(text: str | None) -> int:
    if text is None:
        return STANDARD_PAGE
    # Only plain digits, and few: int() also takes spaces, signs and numbers of any length.
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if not 1 <= number <= LARGEST_PAGE:
        raise Refusal(400, f"first is “{text:.50}”: give a number from 1 to {LARGEST_PAGE}.")
    return number
