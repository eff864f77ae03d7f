"""Counts and times of requests, kept in memory that all web processes of a machine share."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Gauge, Histogram

from graph import replica

UNKNOWN = "unknown"
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}

requests = Counter("accord_requests", "Answers by route, method and status.", ["route", "method", "status"])
seconds = Histogram(
    "accord_request_seconds",
    "Time until an answer began, by route.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
sequence = Gauge(
    "accord_replica_sequence",
    "Number of the last change that a process has in memory: the journal's number, once it has answered a reader.",
    multiprocess_mode="livemin",
)


class MetricsMiddleware:
    """Counts every request under its route, which is a pattern and never an address: it names nobody and no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.METRICS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.route if request.resolver_match else UNKNOWN
        method = request.method if request.method in METHODS else UNKNOWN
        requests.labels(route, method, response.status_code).inc()
        seconds.labels(route).observe(perf_counter() - start)
        sequence.set(replica.loaded().sequence)
        return response
