"""Define the message with the outcome of a query, which a worker sends through the server to the client."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """An HTTP status, and a sentence unless it is 200. An answer's content follows in `pieces` further messages."""

    status: int
    sentence: str = ""
    """In English, with `%(name)s` for each of the values: the web process says it in the reader's language."""
    values: dict[str, Any] = field(default_factory=dict)
    is_graph: bool = False
    pieces: int = 0

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, message: bytes) -> Outcome:
        return cls(**json.loads(message))
