"""The answer of the stream: the web server hands it over, or sends what there is and lets the client ask again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email.utils import formatdate

from django.http import StreamingHttpResponse

from graph.publishing.feed import events
from graph.publishing.feed.handover import Handover, offer
from graph.publishing.feed.pages import page_after

PAGE = 1_000
ASK_AGAIN = 15_000
"""Milliseconds after which a client whose stream has ended asks again."""
AT_ONCE = 100
NOT_SENT = {"content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive"}
"""Headers of an answer whose length is known, or that concern only the connection."""


class Stream(StreamingHttpResponse):
    """An answer that never ends, once the stream server has taken its connection.

    Without a stream server, or when there are too many streams, the answer ends after the changes so far. Clients
    reconnect by themselves, so that they then get changes every 15 seconds instead of at once.
    """

    def __init__(self, handover: Handover, newest: int) -> None:
        super().__init__(self._so_far(), content_type=events.MEDIA_TYPE)
        self["Cache-Control"] = "no-store"
        # nginx passes events on as they come.
        self["X-Accel-Buffering"] = "no"
        self._handover = handover
        self._newest = newest

    def hand_over(self, connection: socket.socket) -> bool:
        """Offer the connection to the stream server, which then answers; return whether it has taken it."""
        headers = {name: value for name, value in self.items() if name.lower() not in NOT_SENT}
        headers |= {"Date": formatdate(usegmt=True), "Connection": "close"}
        lines = [f"HTTP/1.1 {self.status_code} {self.reason_phrase}", *(f"{name}: {headers[name]}" for name in headers)]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        beginning = head + events.reconnect_after(ASK_AGAIN) + self._handover.beginning
        return offer(connection, Handover(self._handover.client, beginning, self._handover.token))

    def _so_far(self) -> Iterator[bytes]:
        page = page_after(self._handover.token, self._newest, PAGE)
        yield events.reconnect_after(AT_ONCE if page.more else ASK_AGAIN)
        yield self._handover.beginning + events.of_page(self._handover.token, page)
        if not page.more:
            yield events.caught_up(page.next)
