"""Write the change feed as server-sent events.

https://html.spec.whatwg.org/multipage/server-sent-events.html: every event has the token of a client that has read
it as its id, and browsers send the last id again when they reconnect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from graph.publishing.feed.pages import Page
from graph.publishing.feed.tokens import START_AGAIN, Token

MEDIA_TYPE = "text/event-stream"
HEARTBEAT = b": still here\n\n"
"""A comment, by which clients and proxies know that the connection lives."""


def of_page(token: Token, page: Page) -> bytes:
    """Return the events of the page that follows a token."""
    return b"".join(_event(each.kind, each.in_json(), str(token.at(each.version))) for each in page.entries)


def caught_up(token: Token) -> bytes:
    """Return the event that says that the client has read everything up to now."""
    return _event("caught-up", {"version": token.sequence}, str(token))


def reset() -> bytes:
    """Return the event that tells the client to delete its copy. Its empty id makes the client forget its token."""
    return _event("reset", {"reason": START_AGAIN}, "")


def reconnect_after(milliseconds: int) -> bytes:
    return b"retry: %d\n\n" % milliseconds


def _event(name: str, data: Mapping[str, Any], token: str) -> bytes:
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (token.encode(), name.encode(), orjson.dumps(data))
