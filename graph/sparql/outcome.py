"""How a query ended, as it travels from a worker by way of the server to the client."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Outcome:
    """A status, and a sentence unless that is 200. The content of an answer follows it in `pieces` messages."""

    status: int
    sentence: str = ""
    is_graph: bool = False
    pieces: int = 0

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, message: bytes) -> Outcome:
        return cls(**json.loads(message))
