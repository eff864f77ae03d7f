"""Define refusals: a status and one sentence that says what to do, the same at every address of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext


class Refusal(Exception):
    """A refused request, with a status and one sentence that says what to do; `details` are lines below it.

    The sentence is English, with `%(name)s` for each of the `values`; as text it is in the reader's language.
    """

    RETRY_AFTER: ClassVar = {429: 1, 503: 5}
    """Seconds after which the client may try again, by status."""

    def __init__(self, status: int, sentence: str, details: Sequence[str] = (), **values: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.details = details
        self.values = values

    def __str__(self) -> str:
        translated = gettext(self.sentence)
        return translated % self.values if self.values else translated

    def response(self) -> HttpResponse:
        text = "\n".join([str(self), *self.details, ""])
        response = HttpResponse(text, status=self.status, content_type="text/plain; charset=utf-8")
        for name, value in {"Content-Language": get_language() or "en", **self.headers}.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        return response

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.RETRY_AFTER[self.status])} if self.status in self.RETRY_AFTER else {}
