"""Drains right after the request that changed something, so that the next reader finds it done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from graph.availability import Unavailable
from graph.mirror import ensure_fresh, freshness

logger = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS"}


class DrainMiddleware:
    """A view that never writes says so with `request.only_reads`, and costs no query here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 500 and (refusal := _refusal()):
            # Beside the graph's own, tables may be half migrated; a stranger need not know which.
            return refusal
        if request.method not in SAFE and not getattr(request, "only_reads", False):
            try:
                ensure_fresh()
            except DatabaseError:
                # What the editor saved is saved and marked; the next reader drains it.
                logger.exception("The graph could not be brought up to date after %s.", request.path)
            except Unavailable as error:
                logger.warning("%s was saved, and becomes public later. %s", request.path, error.problem)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for every view that reads the graph while the graph refuses."""
        return exception.response() if isinstance(exception, Unavailable) else None


def _refusal() -> HttpResponse | None:
    try:
        freshness()
    except Unavailable as error:
        return error.response()
    return None
