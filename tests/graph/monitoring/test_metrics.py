"""The metrics for Prometheus: who gets them, and that they count without naming anybody."""

import pytest
from django.db import OperationalError
from prometheus_client.parser import text_string_to_metric_families

from graph.models import State
from graph.monitoring import collectors
from tests.fixtures import restrict

pytestmark = pytest.mark.django_db

TOKEN = "a-token-of-the-operator"


@pytest.fixture
def scraped(settings, client):
    """Return the function that asks for the metrics, as values by sample name and labels."""
    settings.METRICS, settings.METRICS_TOKEN, settings.METRICS_FROM = True, TOKEN, []

    def scrape():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        samples = [sample for family in families for sample in family.samples]
        return {(sample.name, *sorted(sample.labels.values())): sample.value for sample in samples}

    return scrape


def test_there_are_no_metrics_unless_the_operator_says_who_gets_them(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", f"Basic {TOKEN}"])
def test_metrics_are_refused_without_the_token(scraped, client, header):
    answer = client.get("/metrics", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert b"accord_" not in answer.content


def test_an_empty_token_is_no_token(settings, client):
    settings.METRICS, settings.METRICS_TOKEN, settings.METRICS_FROM = True, "", ["192.0.2.1"]
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 401


@pytest.mark.parametrize(
    ("address", "status"), [("10.1.2.3", 200), ("10.2.0.1", 401), ("2001:db8::5", 200), ("2001:db9::5", 401)]
)
def test_metrics_are_given_to_the_addresses_that_the_operator_names(settings, client, address, status):
    settings.METRICS, settings.METRICS_TOKEN, settings.METRICS_FROM = True, "", ["10.1.0.0/16", "2001:db8::/32"]
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status


def test_answers_are_counted_by_route_and_status_and_name_no_page(scraped, client, project):
    before = scraped()
    client.get("/id/project-of-nothing")
    client.get("/health/live")
    after = scraped()
    for route, status in (("id/<path:name>", "404"), ("health/live", "200")):
        sample = ("accord_requests_total", *sorted(("GET", route, status)))
        assert after[sample] == before.get(sample, 0) + 1
    assert not any("project-of-nothing" in label for sample in after for label in sample[1:])


def test_a_graph_that_is_not_answered_from_is_seen(scraped, project):
    ready = scraped()
    assert ready["accord_ready",] == 1
    assert ready["accord_journal_sequence",] == State.objects.get().sequence > 0
    State.objects.update(marking="")
    assert scraped()["accord_ready",] == 0


def test_a_database_that_does_not_answer_is_seen(scraped, monkeypatch):
    def unreachable():
        raise OperationalError("gone")

    monkeypatch.setattr(collectors, "freshness", unreachable)
    assert scraped()["accord_ready",] == 0


def test_marks_that_wait_are_counted_and_hidden_content_is_not_named(scraped, project):
    restrict(project)
    samples = scraped()
    assert samples["accord_marks_pending",] > 0
    assert project.title not in str(samples)


def test_answers_of_graphql_are_counted_by_outcome(scraped, client, project):
    def ask(query):
        client.post("/graphql/", {"query": query}, content_type="application/json")

    before = scraped()
    for query in ("{ projects { totalCount } }", "{ projects { totalCount } }", "{ nothing }"):
        ask(query)
    after = scraped()
    names = ("executed", "repeated", "failed")
    counts = [("accord_graphql_answers_total", name) for name in names]
    assert [after[each] - before.get(each, 0) for each in counts] == [1, 1, 1]
