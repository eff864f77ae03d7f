"""Run the stream server, which holds the connections of all clients that wait for changes, in one process and thread.

A web process checks a request and hands its connection over (`handover`). The server looks at the state of the graph
twice a second, by one query for all clients, and sends each what it has not read. Clients that have read the same share
one page. Queries run in a thread of their own, so that a slow database delays events and nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

from django.db import Error, close_old_connections

from graph.mirror import Unavailable, ensure_fresh
from graph.publishing.feed import events
from graph.publishing.feed.handover import PATIENCE, REFUSED, TAKEN, Handover, receive
from graph.publishing.feed.pages import page_after
from graph.publishing.feed.tokens import Token

logger = logging.getLogger(__name__)
T = TypeVar("T")

LOOK_EVERY = 0.5
"""Seconds between looks at the state of the graph: so late may an event be."""
HEARTBEAT_EVERY = 15
"""Seconds of silence after which a comment is sent. Proxies close connections that are silent for about a minute."""
DEAF_SECONDS = 20
"""Seconds after which a client that takes no bytes is given up: it can go on later from its last event."""
PAGE = 200
SHARED_PAGES = 64
Answer = tuple[bytes, Token, bool]
"""The events of a page, the token after it, and whether there are more."""


class Server:
    """The open streams. At most `most` are open at a time, and of these `share` of one client."""

    def __init__(self, most: int, share: int) -> None:
        self.most = most
        self.share = share
        self.streams: dict[asyncio.Task[None], str] = {}
        self._state: tuple[UUID, int] | None = None
        self._moved = asyncio.Event()
        self._pages: OrderedDict[tuple[Token, int], asyncio.Future[Answer]] = OrderedDict()
        self._database = ThreadPoolExecutor(1)

    async def run(self, listener: socket.socket, is_over: Callable[[], bool]) -> None:
        """Take connections and send changes until it is over."""
        listener.setblocking(False)
        asyncio.get_running_loop().add_reader(listener, self._receive, listener)
        try:
            while not is_over():
                await self._look()
                await asyncio.sleep(LOOK_EVERY)
        finally:
            asyncio.get_running_loop().remove_reader(listener)
            for stream in list(self.streams):
                stream.cancel()
            await asyncio.gather(*self.streams, return_exceptions=True)
            self._database.shutdown()

    def _receive(self, listener: socket.socket) -> None:
        """Take a connection from a web process, which waits for the answer but not for the stream."""
        try:
            web, _ = listener.accept()
            with web:
                web.settimeout(PATIENCE)
                if (offered := receive(web)) is None:
                    return
                handover, connection = offered
                if not self._has_room(handover.client):
                    connection.close()
                    web.send(REFUSED)
                    return
                web.send(TAKEN)
        except OSError:
            # The web process has given up: it answers the client itself.
            return
        stream = asyncio.get_running_loop().create_task(self._stream(handover, connection))
        self.streams[stream] = handover.client
        stream.add_done_callback(self.streams.pop)

    def _has_room(self, client: str) -> bool:
        return len(self.streams) < self.most and Counter(self.streams.values())[client] < self.share

    async def _stream(self, handover: Handover, connection: socket.socket) -> None:
        """Send a client all that it has not read, and then what changes, until the connection ends."""
        reader, writer = await asyncio.open_connection(sock=connection)
        sending = asyncio.ensure_future(self._send(handover, writer))
        leaving = asyncio.ensure_future(_end_of(reader))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            leaving.cancel()
            writer.transport.abort()
            reason, _ = await asyncio.gather(sending, leaving, return_exceptions=True)
            if isinstance(reason, Exception) and not isinstance(reason, OSError | Error):
                logger.error("A stream of changes has failed.", exc_info=reason)

    async def _send(self, handover: Handover, writer: asyncio.StreamWriter) -> None:
        token, told = handover.token, -1
        await _write(writer, handover.beginning)
        # The client's token may be newer than what was seen last.
        await self._look()
        while True:
            moved = self._moved
            if self._state is not None:
                epoch, newest = self._state
                if token.epoch != epoch or token.sequence > newest:
                    token = Token(epoch, newest, 0, token.types)
                    await _write(writer, events.reset())
                text, token, more = await self._page(token, newest)
                await _write(writer, text)
                if more:
                    continue
                if text or told < 0:
                    told = token.sequence
                    await _write(writer, events.caught_up(token))
            while not moved.is_set():
                try:
                    await asyncio.wait_for(moved.wait(), HEARTBEAT_EVERY)
                except TimeoutError:
                    await _write(writer, events.HEARTBEAT)

    async def _page(self, token: Token, newest: int) -> Answer:
        """Return a page, which is read once for all clients that have read the same."""
        key = token, newest
        if key not in self._pages:
            self._pages[key] = asyncio.ensure_future(self._query(lambda: _read(token, newest)))
            if len(self._pages) > SHARED_PAGES:
                self._pages.popitem(last=False)
        try:
            # One client that leaves must not end the reading for the others.
            return await asyncio.shield(self._pages[key])
        except Error:
            self._pages.pop(key, None)
            raise

    async def _look(self) -> None:
        """Notice that the graph has changed. While it cannot be read, nothing is told."""
        try:
            state = await self._query(ensure_fresh)
        except (Unavailable, Error) as error:
            logger.info("No changes are told for now: %s", error)
            return
        if self._state != (state.epoch, state.sequence):
            self._state = state.epoch, state.sequence
            self._moved.set()
            self._moved = asyncio.Event()

    async def _query(self, ask: Callable[[], T]) -> T:
        def asked() -> T:
            close_old_connections()
            return ask()

        return await asyncio.get_running_loop().run_in_executor(self._database, asked)


def _read(token: Token, newest: int) -> Answer:
    page = page_after(token, newest, PAGE)
    return events.of_page(token, page), page.next, page.more


async def _write(writer: asyncio.StreamWriter, data: bytes) -> None:
    """Send bytes. Raise TimeoutError or OSError if the client does not take them."""
    if data:
        writer.write(data)
        await asyncio.wait_for(writer.drain(), DEAF_SECONDS)


async def _end_of(reader: asyncio.StreamReader) -> None:
    """Wait until the client closes the connection. What it still sends is ignored."""
    while await reader.read(1024):
        pass
