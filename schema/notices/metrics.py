"""The number of notices by state, for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from graph.monitoring import add_collector
from schema.models import Notice


@add_collector
def notices() -> Iterator[Metric]:
    family = GaugeMetricFamily("accord_notices", "Notices to partners by state.", labels=["state"])
    for state, count in Notice.objects.order_by("state").values_list("state").annotate(Count("pk")):
        family.add_metric([state], count)
    yield family
