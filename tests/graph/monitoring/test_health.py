"""Health tells what a probe must know: alive, ready, and how far behind."""

import pytest
from django.db import OperationalError

from graph.models import Change, PendingMark
from graph.monitoring import health
from tests.fixtures import public, publish


def test_a_live_process_needs_no_database(client):
    response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_readiness_shows_state_and_replica(project, client):
    public()
    report = client.get("/health/ready").json()
    sequence = Change.objects.latest("sequence").sequence
    assert report["status"] == "ready"
    assert report["sequence"] == sequence
    assert report["replica"] == {"sequence": sequence, "same_epoch": True, "behind": 0}
    assert (report["pending"], report["left_to_worker"], report["failures"]) == (0, 0, 0)


@pytest.mark.django_db
def test_readiness_looks_without_draining(project, client):
    public()
    project.title = "Changed"
    publish(project)
    first, second = client.get("/health/ready").json(), client.get("/health/ready").json()
    assert first["pending"] == second["pending"] > 0


@pytest.mark.django_db
def test_a_replica_that_has_not_caught_up_is_behind(project, cambodia, client):
    public()
    cambodia.labels = {"en": "Kingdom of Cambodia"}
    cambodia.save()
    # A reader elsewhere drains: the document needs no replica.
    assert client.get("/data/country/KH.ttl").status_code == 200
    assert client.get("/health/ready").json()["replica"]["behind"] == 1


@pytest.mark.django_db
def test_what_waits_for_the_worker_and_what_failed_is_counted(project, client):
    public()
    PendingMark.objects.create(scope="resource", key="country/KH", txid=-1)
    PendingMark.objects.create(scope="resource", key="country/KR", txid=-1, error="ValueError()")
    report = client.get("/health/ready").json()
    assert (report["left_to_worker"], report["failures"]) == (1, 1)


@pytest.mark.django_db
def test_an_empty_installation_is_ready(client):
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
def test_another_base_iri_is_not_ready_and_says_what_to_do(project, client, settings):
    public()
    settings.GRAPH_BASE_IRI = "https://elsewhere.example"
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "rebuild_graph --base-iri" in response.json()["problem"]


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    def unreachable():
        raise OperationalError("could not connect to server: secret details")

    monkeypatch.setattr(health, "freshness", unreachable)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "secret" not in response.content.decode()
    assert "DATABASE_URL" in response.json()["problem"]


@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_no_cache_keeps_an_answer(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
