"""Moments between two statements at which another connection commits, or another thread reads: each made to happen."""

import datetime
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from graph import identity, mirror, replica
from graph.marks import leave_to_worker
from graph.mirror import Ahead, facts, rebuilding
from graph.models import Change, PendingMark, State
from graph.replica import differences
from tests.fixtures import public, restrict

pytestmark = pytest.mark.django_db(transaction=True)


def title(page):
    with replica.reading() as graph:
        return graph.node(identity.id_of(page))["values"]["title"]["en"]


def elsewhere(work):
    """Run on another connection, to the end."""

    def run():
        try:
            work()
        except Exception as error:  # noqa: BLE001 raised again below
            errors.append(error)
        finally:
            connection.close()

    errors = []
    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert errors == []


def published(page):
    return Change.objects.filter(resource=identity.id_of(page), kind=Change.Kind.UPSERT)


def rename(page, name):
    Page.objects.filter(pk=page.pk).update(title=name)


def test_a_mark_written_before_the_worker_settles_its_own_is_drained_by_the_next_reader(project):
    title(project)
    leave_to_worker(["country/KH"])
    rename(project, "Renamed meanwhile")
    mirror.drain_backlog()
    assert title(project) == "Renamed meanwhile"
    assert list(differences()) == []


def test_a_change_during_a_rebuild_is_drained_by_the_next_reader(project):
    title(project)

    def progress(done, total):
        elsewhere(lambda: rename(project, "Renamed meanwhile"))

    rebuilding.rebuild(progress)
    assert title(project) == "Renamed meanwhile"
    assert list(differences()) == []


def test_a_change_drained_after_a_rebuild_has_read_ahead_is_not_undone(project, monkeypatch):
    """The journal has drifted, and what another connection drains says what the journal says anyway."""
    before, read = title(project), Ahead.read
    rename(project, "Drifted")
    PendingMark.objects.all().delete()

    def change_and_drain():
        rename(project, before)
        mirror.drain()

    def read_and_wait(resources):
        ahead = read(resources)
        if identity.id_of(project) in resources:
            elsewhere(change_and_drain)
        return ahead

    monkeypatch.setattr(rebuilding.Ahead, "read", read_and_wait)
    rebuilding.rebuild()
    assert title(project) == before
    assert list(differences()) == []


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite does not count transactions.")
def test_a_database_restored_on_another_server_has_its_marks_drained(project):
    """There, transactions are counted from the beginning: the horizon lies in the future."""
    title(project)
    State.objects.update(horizon=10**12)
    rename(project, "Renamed after it")
    assert title(project) == "Renamed after it"
    rename(project, "Renamed again")
    assert title(project) == "Renamed again"


def test_what_readers_leave_to_the_worker_during_a_rebuild_is_settled(project):
    title(project)

    def progress(done, total):
        rename(project, "Renamed meanwhile")
        mirror.drain(limit=0)

    rebuilding.rebuild(progress)
    assert title(project) == "Renamed meanwhile"
    assert list(differences()) == []


def test_what_expires_during_a_rebuild_is_withdrawn_by_the_next_reader(project):
    title(project)
    soon = timezone.now() + datetime.timedelta(seconds=1)
    Page.objects.filter(pk=project.pk).update(expire_at=soon)
    title(project)
    rebuilding.rebuild(lambda done, total: time.sleep(1.2))
    assert identity.id_of(project) not in public()


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets only one connection write at a time.")
def test_what_is_hidden_and_rewritten_in_the_middle_of_a_drain_is_not_described_as_public(project, monkeypatch):
    """Whether it is public and what it says are read one after the other, but from one snapshot."""
    title(project)
    describe = facts.describe_many

    def hide_and_rewrite():
        with transaction.atomic():
            restrict(Page.objects.get(pk=project.pk))
            rename(project, "Secret")

    def overtaken(*arguments):
        monkeypatch.setattr(facts, "describe_many", describe)
        elsewhere(hide_and_rewrite)
        return describe(*arguments)

    monkeypatch.setattr(facts, "describe_many", overtaken)
    rename(project, "Not secret")
    mirror.drain()
    assert identity.id_of(project) not in public()
    titles = [change.values["nodes"][change.resource]["values"]["title"] for change in published(project)]
    assert titles == [{"en": "Training in Phnom Penh"}, {"en": "Not secret"}]


def test_a_thread_that_asked_earlier_does_not_take_the_graph_back(project, monkeypatch):
    """One thread is overtaken between its question and the loading; what the other has seen stays."""
    title(project)
    ask, seen = mirror.ensure_fresh, []

    def overtaken():
        monkeypatch.setattr("graph.replica.replica.ensure_fresh", ask)
        state = ask()
        rename(project, "Newer")
        elsewhere(lambda: seen.append(title(project)))
        seen.append(replica.loaded())
        return state

    monkeypatch.setattr("graph.replica.replica.ensure_fresh", overtaken)
    assert title(project) == "Newer"
    assert seen == ["Newer", replica.loaded()]


def test_a_first_load_that_is_overtaken_says_which_number_it_holds(project, monkeypatch):
    title(project)
    replica.forget()
    ask = mirror.ensure_fresh

    def overtaken():
        monkeypatch.setattr("graph.replica.replica.ensure_fresh", ask)
        state = ask()
        rename(project, "Newer")
        elsewhere(mirror.ensure_fresh)
        return state

    monkeypatch.setattr("graph.replica.replica.ensure_fresh", overtaken)
    with replica.reading() as graph:
        node = graph.node(identity.id_of(project))
        assert node["values"]["title"] == {"en": "Newer"}
        assert graph.sequence == node["change"]
