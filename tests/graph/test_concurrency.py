"""Real transactions: what several connections see of each other while one of them drains."""

import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from wagtail.models import Page

from cms import models
from graph import identity, mirror, replica
from graph.models import Change, PendingMark, State
from graph.replica import differences
from tests.fixtures import public, publish

pytestmark = pytest.mark.django_db(transaction=True)


def title(page):
    with replica.reading() as graph:
        return graph.node(identity.id_of(page))["values"]["title"]["en"]


class Neighbour(threading.Thread):
    """Another connection: runs `work` in a transaction and commits when told."""

    def __init__(self, work):
        super().__init__()
        self.work = work
        self.written, self.may_commit = threading.Event(), threading.Event()
        self.error = None

    def run(self):
        try:
            with transaction.atomic():
                self.work()
                self.written.set()
                self.may_commit.wait(timeout=10)
        except Exception as error:  # noqa: BLE001 the test raises or compares it
            self.error = error
        finally:
            self.written.set()
            connection.close()

    def commit(self):
        self.may_commit.set()
        self.join(timeout=30)
        if self.error:
            raise self.error


class Reader(threading.Thread):
    """Another connection that asks for a fresh graph."""

    error = None

    def run(self):
        try:
            mirror.ensure_fresh()
        except Exception as error:  # noqa: BLE001 the test raises or compares it
            self.error = error
        finally:
            connection.close()


def test_a_committed_change_is_drained_by_the_next_reader_and_leaves_no_mark(project):
    assert title(project) == "Training in Phnom Penh"
    Page.objects.filter(pk=project.pk).update(title="Changed")
    assert mirror.freshness()[1]
    assert title(project) == "Changed"
    assert not mirror.freshness()[1]
    assert not PendingMark.objects.exists()
    assert list(differences()) == []


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets only one connection write at a time.")
def test_a_change_that_commits_after_a_later_one_was_drained_is_not_missed(project, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    title(project)
    slow = Neighbour(lambda: Page.objects.filter(pk=project.pk).update(title="Slow"))
    slow.start()
    slow.written.wait(timeout=10)
    Page.objects.filter(pk=other.pk).update(title="Quick")
    assert title(other) == "Quick"
    assert title(project) == "Training in Phnom Penh"
    slow.commit()
    assert title(project) == "Slow"
    assert list(differences()) == []


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets only one connection write at a time.")
def test_a_reader_answers_while_an_editor_s_transaction_is_open(project):
    title(project)
    writer = Neighbour(lambda: Page.objects.filter(pk=project.pk).update(title="Not yet"))
    writer.start()
    writer.written.wait(timeout=10)
    assert title(project) == "Training in Phnom Penh"
    writer.commit()
    assert title(project) == "Not yet"


def test_drains_at_the_same_time_write_every_change_once(project, index):
    pages = [
        index.add_child(instance=models.ProjectPage(title=f"Project {number}", slug=f"p{number}"))
        for number in range(8)
    ]
    title(project)
    before = State.objects.get().sequence
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(title="Renamed")
    readers = [Reader() for _ in range(3)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(timeout=30)
    assert [reader.error for reader in readers] == [None, None, None]
    numbers = list(Change.objects.filter(sequence__gt=before).values_list("sequence", flat=True))
    assert numbers == list(range(before + 1, before + 9))


def test_threads_that_read_while_changes_arrive_see_whole_states(project):
    title(project)
    errors, stop = [], threading.Event()

    def read():
        try:
            while not stop.is_set():
                with replica.reading() as graph:
                    node = graph.node(identity.id_of(project))
                    assert node["values"]["countries"] == ["country/KH"]
                    assert "country/KH" in graph
        except Exception as error:  # noqa: BLE001 the test raises or compares it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(20):
        Page.objects.filter(pk=project.pk).update(title=f"Title {number}")
        assert title(project) == f"Title {number}"
    stop.set()
    for thread in threads:
        thread.join(timeout=30)
    assert errors == []


def test_the_graph_is_not_read_inside_of_a_transaction(project):
    with transaction.atomic(), pytest.raises(TransactionManagementError, match="before or afterwards"):
        public()
    assert identity.id_of(project) in public()
