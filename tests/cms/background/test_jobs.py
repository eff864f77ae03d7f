"""The worker's loop: jobs apart from each other, an orderly end, and a database that goes away."""

import logging
import os
import signal
import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, connections
from django.utils import timezone

from cms.background import jobs
from cms.background.jobs import Job
from cms.models import ProjectPage
from graph import identity, mirror
from graph.models import PendingMark, Resource
from tests.fixtures import publish


def test_a_failing_job_is_logged_and_does_not_stop_the_others(db, caplog):
    done = []
    failing = Job("Counting sheep", 1, lambda stop: 1 / 0)
    working = Job("Milking cows", 1, done.append)
    assert jobs.run_once([failing, working]) == 1
    assert len(done) == 1
    assert "Counting sheep failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_failing_job_is_tried_again_more_and_more_rarely_and_recovers(db):
    job = Job("Counting sheep", 1, lambda stop: 1 / 0)
    pauses = []
    for _ in range(8):
        job.run(threading.Event())
        pauses.append(job.pause)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    job.work = lambda stop: None
    job.run(threading.Event())
    assert job.pause == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_loop_after_the_job_under_way(db, number):
    done = []

    def work(stop: threading.Event) -> None:
        os.kill(os.getpid(), number)
        done.append(stop.is_set())

    before = signal.getsignal(number)
    jobs.run([Job("First", 1, work), Job("Second", 1, done.append)])
    assert done == [True]
    assert signal.getsignal(number) is before


def test_jobs_come_round_again_when_they_are_due(db):
    often, rarely = [], []

    def work(stop: threading.Event) -> None:
        often.append(stop)
        if len(often) == 3:
            stop.set()

    jobs.run([Job("Rarely", 60, rarely.append), Job("Often", 0.01, work)])
    assert (len(often), len(rarely)) == (3, 1)


def test_a_base_iri_that_does_not_fit_ends_the_worker(db):
    def work(stop: threading.Event) -> None:
        raise ImproperlyConfigured("Set it back.")

    with pytest.raises(ImproperlyConfigured):
        jobs.run([Job("First", 1, work)])


def test_what_readers_left_to_the_worker_is_settled(index):
    pages = [
        publish(index.add_child(instance=ProjectPage(title=f"Project {number}", live=False))) for number in range(3)
    ]
    mirror.drain(limit=1)
    assert not Resource.objects.exists()
    jobs.bring_graph_up_to_date(threading.Event())
    assert Resource.objects.filter(pk__in=map(identity.id_of, pages)).count() == 3
    assert not PendingMark.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_connection_is_replaced(caplog):
    if connection.vendor != "postgresql":
        pytest.skip("only a connection to a database server can be lost")
    caplog.set_level(logging.CRITICAL, "cms.background.jobs")
    job = Job("Looking", 1, lambda stop: Resource.objects.count())
    job.run(threading.Event())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    other.close()
    job.run(threading.Event())
    job.run(threading.Event())
    assert job.failures == 0
    assert Resource.objects.count() == 0


def test_a_database_that_is_away_for_a_while_ends_nothing(db):
    answers = [OperationalError("gone"), OperationalError("gone"), None]

    def work(stop: threading.Event) -> None:
        if answer := answers.pop(0):
            raise answer
        stop.set()

    jobs.run([Job("Looking", 0.001, work)])
    assert answers == []


def test_sessions_that_have_ended_are_removed(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("editor"))
    Session.objects.update(expire_date=timezone.now())
    client.cookies.clear()
    client.force_login(django_user_model.objects.get())
    jobs.clear_sessions(threading.Event())
    assert Session.objects.count() == 1
