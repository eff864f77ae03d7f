"""Drains right after the request that changed something, so that the next reader finds it done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from graph.mirror import ensure_fresh

logger = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS"}


class DrainMiddleware:
    """A view that never writes says so with `request.only_reads`, and costs no query here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method not in SAFE and not getattr(request, "only_reads", False):
            try:
                ensure_fresh()
            except DatabaseError:
                # What the editor saved is saved and marked; the next reader drains it.
                logger.exception("The graph could not be brought up to date after %s.", request.path)
        return response
