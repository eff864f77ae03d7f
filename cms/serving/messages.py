"""Detection of a request's end in the bytes of a connection, before gunicorn reads the request.

gunicorn parses the same bytes again, strictly, and refuses malformed requests itself.
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
    if CODING.search(head):
        raise RefusedError("411 Length Required", "Send the header Content-Length instead of pieces without one.")
    length = LENGTH.search(head)
    body = int(length[1]) if length else 0
    forwarded = b",".join(FORWARDED_FOR.findall(head)).decode("latin-1")
    whole = len(head) + body if body <= largest_body else len(head)
    return Head(whole, bool(EXPECTS.search(head)) and whole > len(head), forwarded)


def without_expectation(received: bytearray) -> bytearray:
    """Return the bytes without the header `Expect: 100-continue`, which has been answered already."""
    end = received.find(END)
    return bytearray(EXPECTS.sub(b"", bytes(received[: end + len(END)]), count=1)) + received[end + len(END) :]
