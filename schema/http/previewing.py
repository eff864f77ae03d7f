"""Answer one request with the draft of a page laid over the public graph, if the request has the token of a preview."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.http import HttpRequest

from graph import previews
from graph.identity import iri
from graph.previews import Preview
from graph.refusals import Refusal
from schema.clients import Client, rates
from schema.errors import ApiError, Code
from schema.http.headers import PREVIEW

MARKS = f"{PREVIEW}-Marks"
"""The header that asks for invisible marks in texts, for the script that leads to the fields in the admin."""
PREPARING = 30_000
"""Highest cost of laying a draft over the graph, in addition to the query; what it does not take is given back."""
CODES = {401: Code.UNAUTHENTICATED, 503: Code.UNAVAILABLE}


@contextmanager
def previewing(request: HttpRequest, client: Client) -> Iterator[dict[str, Any] | None]:
    """Let the block read the draft for which the request has a token in a header, and yield what the answer says of it.

    Yields None for a request without a token.
    A token in an address is no token: addresses are written to logs and kept in caches.
    """
    token = request.headers.get(PREVIEW)
    if token is None:
        yield None
        return
    with ExitStack() as held:
        try:
            grant = previews.grant_of(token)
            with rates.charged(client, PREPARING):
                marked = request.headers.get(MARKS, "").lower() == "true"
                preview = held.enter_context(previews.previewing(grant, marked=marked))
        except Refusal as refusal:
            raise ApiError(CODES.get(refusal.status, Code.BAD_REQUEST), str(refusal), status=refusal.status) from None
        yield _about(preview)


def _about(preview: Preview) -> dict[str, Any]:
    """Return what an answer says of the draft that it shows."""
    return {
        "id": iri(preview.resource),
        "language": preview.language,
        "isVisible": preview.is_visible,
        "isComplete": preview.is_complete,
        "searchScores": "ESTIMATED",
    }
