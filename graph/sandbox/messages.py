"""What travels to a task and back: arguments, and a value, a refusal or a failure.

An answer comes from a process that has read a stranger's file with libraries written in C. So it is read as data: it
can name no function, and no class but the few that its caller expects.
"""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from graph.sandbox.limits import Limits

PLAIN = (datetime, timedelta, timezone)
VALUE, REFUSED, FAILED = b"V", b"R", b"F"
OUT_OF_MEMORY = b"M"


@dataclass(frozen=True)
class Task:
    """Which function, in whose language, and within which limits."""

    function: str
    language: str
    seconds: int
    memory_bytes: int

    @property
    def limits(self) -> Limits:
        return Limits(self.seconds, self.memory_bytes)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, message: bytes) -> Task:
        return cls(**json.loads(message))


def pack_arguments(args: tuple[object, ...], kwargs: Mapping[str, object]) -> bytes:
    return pickle.dumps((args, dict(kwargs)), pickle.HIGHEST_PROTOCOL)


def unpack_arguments(message: bytes) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Read what a process of ours has sent."""
    return pickle.loads(message)  # noqa: S301


def pack_value(value: object) -> bytes:
    return VALUE + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpack_value(message: bytes, classes: tuple[type, ...]) -> object:
    """Raises `pickle.UnpicklingError` where the value holds anything but plain data and these classes."""
    return _DataOnly(message, (*PLAIN, *classes)).load()


class _DataOnly(pickle.Unpickler):
    def __init__(self, message: bytes, classes: tuple[type, ...]) -> None:
        super().__init__(io.BytesIO(message))
        self.known = {(each.__module__, each.__qualname__): each for each in classes}

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in self.known:
            raise pickle.UnpicklingError(f"{module}.{name} is no class that this answer may hold.")
        return self.known[module, name]
