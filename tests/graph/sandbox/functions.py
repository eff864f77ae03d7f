"""What files might make a program do, as functions that run in the sandbox."""

import ctypes
import os
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

from graph.sandbox import sandboxed


class Refused(Exception):
    """A sentence about a file."""


@dataclass(frozen=True)
class Known:
    text: str


@dataclass(frozen=True)
class Unknown:
    text: str


declared = sandboxed(refuses=Refused, returns=(Known,))


@declared
def length(content: bytes) -> int:
    return len(content)


@declared
def known(text: str) -> list[Known]:
    return [Known(text)]


@declared
def unknown(text: str) -> Unknown:
    return Unknown(text)


@declared
def refuse() -> None:
    raise Refused(gettext("Save"))


@declared
def fail() -> None:
    raise ZeroDivisionError("of all things")


@declared
def spin() -> None:
    while True:
        pass


@declared
def sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


@declared
def hoard() -> None:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


@declared
def crash() -> None:
    ctypes.string_at(0)


@declared
def read(path: str) -> str:
    return Path(path).read_text()


@declared
def write(path: str) -> None:
    Path(path).write_text("x")


@declared
def connect(port: int) -> None:
    socket.create_connection(("127.0.0.1", port))


@declared
def open_files() -> list[int]:
    def is_open(number: int) -> bool:
        try:
            os.fstat(number)
        except OSError:
            return False
        return True

    return [number for number in range(1000) if is_open(number)]


@declared
def nested(content: bytes) -> int:
    return length(content)
