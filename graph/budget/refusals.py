"""The refusal of a client that has had its share."""

from __future__ import annotations

from django.http import HttpResponse


class SpentError(Exception):
    """There is nothing left for this client (429), or for anybody (503): `seconds` later there is."""

    def __init__(self, sentence: str, seconds: int, status: int = 429) -> None:
        super().__init__(sentence)
        self.seconds = seconds
        self.status = status

    def response(self) -> HttpResponse:
        headers = {"Retry-After": str(self.seconds), "Cache-Control": "no-store"}
        content_type = "text/plain; charset=utf-8"
        return HttpResponse(f"{self}\n", status=self.status, content_type=content_type, headers=headers)
