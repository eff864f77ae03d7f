"""Names of requests in answers and in the log, and the log as JSON."""

import io
import json
import logging

import pytest

from cms.settings.errors import without_visitors
from cms.settings.log_lines import JSONFormatter, RequestIdFilter

logger = logging.getLogger("graph.monitoring.request_ids")


@pytest.fixture
def lines():
    """What the log writes as JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JSONFormatter())
    handler.addFilter(RequestIdFilter())
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_every_answer_has_a_name_of_its_own(client, db):
    names = {client.get(address)["X-Request-ID"] for address in ("/health/live", "/health/live", "/nowhere", "/admin/")}
    assert len(names) == 4


@pytest.mark.parametrize(
    ("peer", "given", "kept"),
    [
        ("127.0.0.1", "trace-0123456789", True),
        ("203.0.113.1", "trace-0123456789", False),
        ("127.0.0.1", "short", False),
        ("127.0.0.1", "with a space and more", False),
        ("127.0.0.1", "x" * 65, False),
    ],
)
def test_only_our_own_proxy_gives_names_and_only_plain_ones(client, db, peer, given, kept):
    answer = client.get("/health/live", HTTP_X_REQUEST_ID=given, REMOTE_ADDR=peer)
    assert (answer["X-Request-ID"] == given) is kept


def test_a_slow_request_is_logged_by_route_with_the_name_that_its_answer_has(client, db, settings, lines, monkeypatch):
    settings.SLOW_SECONDS = 1
    clock = iter([0.0, 3.0])
    monkeypatch.setattr("graph.monitoring.request_ids.perf_counter", lambda: next(clock))
    answer = client.get("/data/country/KH.ttl?secret=1")
    (line,) = lines()
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["message"] == "GET data/<path:name> took 3.0 s and was answered with 404."
    assert line["level"] == "WARNING"


def test_tracebacks_and_extra_values_are_in_one_line(lines):
    try:
        raise ValueError("of a kind\nwith two lines")
    except ValueError:
        logger.exception("It failed", extra={"partner": "atlas"})
    (line,) = lines()
    assert (line["partner"], line["request_id"]) == ("atlas", None)
    assert "ValueError: of a kind" in line["traceback"]


def test_reports_of_errors_name_nobody():
    request = {
        "url": "https://accord.example.org/search/",
        "query_string": "q=secret",
        "cookies": {"sessionid": "secret"},
        "data": {"password": "secret"},
        "env": {"REMOTE_ADDR": "secret"},
        "headers": {"Host": "accord.example.org", "Authorization": "secret", "X-Forwarded-For": "secret"},
    }
    event = without_visitors({"request": request, "user": {"id": "secret"}}, {})
    assert "secret" not in json.dumps(event)
    assert event["request"]["headers"] == {"Host": "accord.example.org"}
