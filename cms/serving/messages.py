"""Detection of a request's end in the bytes of a connection, before gunicorn reads the request.

gunicorn parses the same bytes again, strictly, and refuses malformed requests itself.
"""

import re
from dataclasses import dataclass

LARGEST_HEAD = 32 * 1024
LARGEST_LINE = 256
"""Bytes of the line before a chunk."""
END = b"\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)
CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})(?:[ \t]*;[^\r\n]*)?\r\n")
"""Matches the line before a chunk, which has its size (https://www.rfc-editor.org/rfc/rfc9112#section-7.1)."""
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
FORWARDED_FOR = re.compile(rb"\r\nx-forwarded-for:([^\r\n]*)", re.IGNORECASE)


class RefusedError(Exception):
    """The request is refused before it is read completely.

    `status` is the code and reason of the response; the message says what to do.
    """

    def __init__(self, status: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status

    def response(self) -> bytes:
        body = f"{self}\n".encode()
        head = f"HTTP/1.1 {self.status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def too_slow() -> RefusedError:
    return RefusedError("408 Request Timeout", "The request did not arrive in time: send it again at once.")


@dataclass(frozen=True)
class Head:
    """The head of a request.

    `end` is the number of bytes that must arrive before a thread can answer, `expects` whether the client waits for
    “100 Continue”, `forwarded_for` the value of X-Forwarded-For.
    """

    end: int
    expects: bool
    forwarded_for: str


def head_of(received: bytearray, largest_body: int) -> Head | None:
    """Return the head of the request, or None while it is incomplete. Raises `RefusedError`.

    A body larger than `largest_body` is not awaited: the application reads or refuses it.
    """
    end = received.find(END)
    if end < 0 and len(received) <= LARGEST_HEAD:
        return None
    if not 0 <= end <= LARGEST_HEAD:
        raise RefusedError("431 Request Header Fields Too Large", "The header of the request is too large: send less.")
    head = bytes(received[: end + len(END)])
    length, codings = LENGTH.search(head), CODING.findall(head)
    forwarded = b",".join(FORWARDED_FOR.findall(head)).decode("latin-1")
    if codings:
        # With both headers, a proxy and this server may see different ends.
        if length or [each.strip().lower() for each in codings] != [b"chunked"]:
            raise RefusedError("411 Length Required", "Send the header Content-Length alone, or chunks alone.")
        whole = _end_of_chunks(received, len(head), largest_body)
    else:
        body = int(length[1]) if length else 0
        whole = len(head) + body if body <= largest_body else len(head)
    return Head(whole, bool(EXPECTS.search(head)) and whole > len(head), forwarded)


def _end_of_chunks(received: bytearray, start: int, largest_body: int) -> int:
    """Return the end of a body in chunks, or more than there is while it is incomplete. Raises `RefusedError`."""
    place = start
    while line := CHUNK.match(received, place):
        size = int(line[1], 16)
        if not size:
            end = received.find(END, line.end() - 2)
            return end + len(END) if end >= 0 else len(received) + 1
        place = line.end() + size + 2
        if place - start > largest_body:
            raise RefusedError(
                "413 Content Too Large", f"At most {largest_body:,} bytes are read in chunks: send less."
            )
    if len(received) - place > LARGEST_LINE:
        raise RefusedError("400 Bad Request", "A chunk begins with its size in hexadecimal digits.")
    return len(received) + 1


def without_expectation(received: bytearray) -> bytearray:
    """Return the bytes without the header `Expect: 100-continue`, which has been answered already."""
    end = received.find(END)
    return bytearray(EXPECTS.sub(b"", bytes(received[: end + len(END)]), count=1)) + received[end + len(END) :]
