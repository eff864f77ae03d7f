"""Tell operators and probes how this installation does: health for probes, metrics for Prometheus, lines of the log.

Input: the mirror's state, the replica, and the requests that pass by. Output: /health/live, /health/ready, /metrics.
Other apps add collectors of their own with `add_collector`.
"""

from graph.monitoring.collectors import add_collector, gauge
from graph.monitoring.request_ids import RequestIdMiddleware
from graph.monitoring.requests import MetricsMiddleware

__all__ = ["MetricsMiddleware", "RequestIdMiddleware", "add_collector", "gauge"]
