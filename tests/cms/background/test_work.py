"""`manage.py work --once`: what is due is done."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.background import jobs
from cms.models import ProjectPage
from graph import identity
from graph.models import State
from tests.fixtures import public, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(index):
    """Return a project that becomes public in an hour."""
    page = index.add_child(instance=ProjectPage(title="Coming", slug="coming", live=False))
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    return ProjectPage.objects.get(pk=page.pk)


def an_hour_later(monkeypatch):
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)


def test_a_page_is_published_when_its_time_has_come(scheduled, monkeypatch):
    call_command("work", "--once")
    assert identity.id_of(scheduled) not in public()
    an_hour_later(monkeypatch)
    call_command("work", "--once")
    assert identity.id_of(scheduled) in public()


def test_a_page_is_withdrawn_when_its_time_is_over(index, monkeypatch):
    page = index.add_child(instance=ProjectPage(title="Going", slug="going", live=False))
    page.expire_at = timezone.now() + timedelta(hours=1)
    page = publish(page)
    assert identity.id_of(page) in public()
    an_hour_later(monkeypatch)
    call_command("work", "--once")
    page.refresh_from_db()
    assert not page.live
    assert identity.id_of(page) not in public()


def test_it_says_how_many_jobs_failed(db, monkeypatch):
    failing = jobs.Job("Counting sheep", 1, lambda stop: 1 / 0)
    monkeypatch.setattr(jobs, "jobs", lambda: [failing])
    with pytest.raises(CommandError, match="1 of 1 jobs failed"):
        call_command("work", "--once")


def test_another_base_iri_ends_it_with_a_sentence(project, settings):
    call_command("work", "--once")
    settings.GRAPH_BASE_IRI = "http://elsewhere"
    project.title = "Changed"
    publish(project)
    with pytest.raises(CommandError, match="rebuild_graph"):
        call_command("work", "--once")
    assert State.objects.get().base_iri == "http://testserver"
