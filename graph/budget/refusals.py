"""The refusal of a client that has had its share."""

from __future__ import annotations

from typing import Any

from graph.refusals import Refusal


class SpentError(Refusal):
    """There is nothing left for this client (429), or for anybody (503): `seconds` later there is."""

    def __init__(self, sentence: str, seconds: int, status: int = 429, **values: Any) -> None:
        super().__init__(status, sentence, **values)
        self.seconds = seconds

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.seconds), "Cache-Control": "no-store"}
