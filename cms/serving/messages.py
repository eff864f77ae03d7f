"""Where a request ends in the bytes of a connection, as far as that must be known before gunicorn reads it.

gunicorn parses the same bytes again, and strictly: what is wrong with them is its business.
"""

import re
from dataclasses import dataclass

LARGEST_HEAD = 32 * 1024
END = b"\r\n\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,18})[ \t]*(?=\r\n)", re.IGNORECASE)
CODING = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
FORWARDED_FOR = re.compile(rb"\r\nx-forwarded-for:([^\r\n]*)", re.IGNORECASE)


class RefusedError(Exception):
    """The request is not read any further; `status` is the line that says why, and the message what to do."""

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
    """A request whose head is there. `end` is how many bytes must have arrived before a thread can answer it."""

    end: int
    expects: bool
    forwarded_for: str


def head_of(received: bytearray, largest_body: int) -> Head | None:
    """Return what the head says; None while some of it is missing. A larger body is left to the application, which
    reads or refuses it. Raises `RefusedError`."""
    end = received.find(END)
    if end < 0 and len(received) <= LARGEST_HEAD:
        return None
    if not 0 <= end <= LARGEST_HEAD:
        raise RefusedError("431 Request Header Fields Too Large", "The header of the request is too large: send less.")
    head = bytes(received[: end + len(END)])
    if CODING.search(head):
        raise RefusedError("411 Length Required", "Send the header Content-Length instead of pieces without one.")
    length = LENGTH.search(head)
    body = int(length[1]) if length else 0
    forwarded = b",".join(FORWARDED_FOR.findall(head)).decode("latin-1")
    whole = len(head) + body if body <= largest_body else len(head)
    return Head(whole, bool(EXPECTS.search(head)) and whole > len(head), forwarded)


def without_expectation(received: bytearray) -> bytearray:
    """Return the bytes without the header that has been answered already."""
    end = received.find(END)
    return bytearray(EXPECTS.sub(b"", bytes(received[: end + len(END)]), count=1)) + received[end + len(END) :]
