"""Serve /metrics in Prometheus's text format, to those whom the operator names."""

from __future__ import annotations

import os
from ipaddress import ip_network

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from graph.budget import address_of, admits_spent_clients, is_within
from graph.monitoring.collectors import Collected

REFUSAL = "Send METRICS_TOKEN as `Authorization: Bearer`, or ask from an address that METRICS_FROM names.\n"


@admits_spent_clients
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the metrics of all web processes of this machine, and those of the database. Raise Http404 if off."""
    if not settings.METRICS:
        raise Http404
    if not (_has_token(request) or _is_near(request)):
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse(REFUSAL, status=401, content_type="text/plain; charset=utf-8", headers=headers)
    of_database = CollectorRegistry()
    Collected(of_database)
    content = generate_latest(_of_processes()) + generate_latest(of_database)
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN
    return bool(wanted) and scheme.lower() == "bearer" and constant_time_compare(token.strip(), wanted)


def _is_near(request: HttpRequest) -> bool:
    try:
        # The address of an IPv6 client is that of its network.
        client = ip_network(address_of(request)).network_address
    except ValueError:
        return False
    return is_within(client, tuple(settings.METRICS_FROM))


def _of_processes() -> CollectorRegistry:
    """Return the metrics that processes keep: of all of them under gunicorn, and else of this one."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
