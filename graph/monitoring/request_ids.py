"""Names for requests: one stands in the answer and in every line of the log that the request causes."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from graph.budget import is_proxy

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
FORM = re.compile(r"[A-Za-z0-9._-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """Return the name of the request that is being answered, or "" outside of one."""
    return _current.get()


class RequestIdMiddleware:
    """Names each request, as our own proxy does if it does, and logs those that take long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = _name(request)
        token = _current.set(name)
        start = perf_counter()
        try:
            response = self.get_response(request)
            _log_if_slow(request, response, perf_counter() - start)
        finally:
            _current.reset(token)
        response[HEADER] = name
        return response


def _name(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "")
    if FORM.fullmatch(given) and is_proxy(request.META.get("REMOTE_ADDR", "")):
        return given
    return uuid.uuid4().hex


def _log_if_slow(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Log the route of a slow request: a pattern, which names nobody and no page."""
    if settings.SLOW_SECONDS and seconds >= settings.SLOW_SECONDS:
        route = request.resolver_match.route if request.resolver_match else "unknown"
        sentence = "%s %s took %.1f s and was answered with %d."
        logger.warning(sentence, request.method, route, seconds, response.status_code)
