"""Define refusals: a status and one sentence that says what to do, the same at every address of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.http import HttpResponse


class Refusal(Exception):
    """A refused request, with a status and one sentence that says what to do; `details` are lines below it."""

    RETRY_AFTER: ClassVar = {429: 1, 503: 5}
    """Seconds after which the client may try again, by status."""

    def __init__(self, status: int, sentence: str, details: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.details = details

    def response(self) -> HttpResponse:
        text = "\n".join([str(self), *self.details, ""])
        return HttpResponse(text, status=self.status, content_type="text/plain; charset=utf-8", headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.RETRY_AFTER[self.status])} if self.status in self.RETRY_AFTER else {}
