"""Hand a client's connection over to the machine's stream server, so that no thread of the web waits for changes."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from graph.publishing.feed.tokens import Token
from graph.publishing.processes import reachable

PATIENCE = 1.0
"""Seconds in which the server, which is another process of the same machine, must take the connection."""
TAKEN = b"+"
REFUSED = b"-"
LONGEST = 64 * 1024


@dataclass(frozen=True)
class Handover:
    """What the stream server must know of a client: its name, the bytes to send first, and its place in the feed."""

    client: str
    beginning: bytes
    token: Token

    def pack(self) -> bytes:
        token = [self.token.epoch.hex, self.token.began, self.token.sequence, self.token.types]
        return json.dumps([self.client, self.beginning.decode("latin-1"), token]).encode()

    @classmethod
    def unpack(cls, message: bytes) -> Handover:
        client, beginning, (epoch, began, sequence, types) = json.loads(message)
        return cls(client, beginning.encode("latin-1"), Token(UUID(epoch), began, sequence, tuple(types)))


def offer(connection: socket.socket, handover: Handover) -> bool:
    """Offer a connection to the stream server; return whether the server has taken it, and will answer and close it."""
    try:
        with (
            reachable(Path(settings.CHANGES_SOCKET)) as address,
            socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server,
        ):
            server.settimeout(PATIENCE)
            server.connect(address)
            socket.send_fds(server, [handover.pack()], [connection.fileno()])
            server.shutdown(socket.SHUT_WR)
            return server.recv(1) == TAKEN
    except OSError:
        return False


def receive(server: socket.socket) -> tuple[Handover, socket.socket] | None:
    """Return what a web process offers, with the connection; None if the offer is incomplete."""
    message, descriptors, _, _ = socket.recv_fds(server, LONGEST, 1)
    if not descriptors:
        return None
    connection = socket.socket(fileno=descriptors[0])
    try:
        while piece := server.recv(LONGEST):
            message += piece
        return Handover.unpack(message), connection
    except (OSError, ValueError):
        connection.close()
        return None
