"""Send a body to a place with POST, within limits of time and size.

Nothing that the other side does can hold this process or fill its memory: the connection is cut after ten seconds,
whatever trickles in, and of the answer only the beginning is read. Redirects are not followed, so that an address
that was allowed cannot lead to one that is not.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic

from schema.notices.places import Place

SECONDS = 10.0
"""Time for connecting, sending and reading the beginning of the answer, together."""
FIRST_BYTES = 500
"""Bytes of the answer that are read."""
FEWEST_SECONDS = 0.1


@dataclass(frozen=True)
class Reply:
    """What a server has answered, or that there was no answer."""

    status: int | None
    text: str
    """The beginning of the answer, or why there was none."""
    milliseconds: int
    retry_after: str = ""


def send(place: Place, body: bytes, headers: Mapping[str, str], method: str = "POST") -> Reply:
    start = monotonic()

    def reply(status: int | None, text: str, retry_after: str = "") -> Reply:
        return Reply(status, text, round(1000 * (monotonic() - start)), retry_after)

    try:
        with _connection(place) as connection:
            connection.request(method, place.path, body, {"User-Agent": "Accord", "Connection": "close", **headers})
            answer = connection.getresponse()
            text = answer.read(FIRST_BYTES).decode("utf-8", "replace").replace("\0", "")
            return reply(answer.status, text, answer.getheader("Retry-After", ""))
    except (OSError, HTTPException, ValueError) as error:
        if monotonic() - start >= SECONDS:
            return reply(None, f"No answer within {SECONDS:.0f} s.")
        return reply(None, f"No answer: {str(error) or type(error).__name__}")


@contextmanager
def _connection(place: Place) -> Iterator[HTTPConnection]:
    """Yield a connection to a place that is cut after `SECONDS`.

    A socket's own timeout is not enough: it begins again with each byte.
    """
    end = monotonic() + SECONDS
    with socket.create_connection((place.ip, place.port), timeout=SECONDS) as plain:
        secure = place.scheme == "https"
        stream = _secured(plain, place.host) if secure else plain
        timer = Timer(max(FEWEST_SECONDS, end - monotonic()), _cut, [stream])
        timer.daemon = True
        timer.start()
        try:
            if isinstance(stream, ssl.SSLSocket):
                stream.do_handshake()
            connection = HTTPConnection(place.host, place.port)
            connection.default_port = 443 if secure else 80
            connection.sock = stream
            yield connection
        finally:
            timer.cancel()
            stream.close()


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """Return a socket whose handshake is to be made; it checks that the certificate is that of the host."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _cut(stream: socket.socket) -> None:
    with suppress(OSError):
        # As a plain socket's: that of TLS would first exchange bytes with the other side.
        socket.socket.shutdown(stream, socket.SHUT_RDWR)
