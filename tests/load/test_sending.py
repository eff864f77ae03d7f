"""A sender of notices that is killed at any point loses none: what was not recorded is sent again, under its name."""

import os
import signal

import pytest

from graph.identity import iri
from schema.notices import delivering
from tests.load import children
from tests.load.processes import Child, ask, wait_for_backends
from tests.schema.notices.conftest import receiver as receiver

pytestmark = pytest.mark.django_db


def test_a_notice_whose_sender_was_killed_before_it_recorded_is_sent_again(database, receiver):
    secret = ask(children.subscribe, database, receiver.address)
    page = ask(children.publish_one, database)
    sender = Child(children.send_once, database)
    process = sender.receive()
    # The partner has the notice, and the sender dies before it hears so.
    receiver.answers = [lambda it: os.kill(process, signal.SIGKILL)]
    while not receiver.got:
        assert sender._process.exitcode in (None, -signal.SIGKILL)
    assert sender.kill() == []
    wait_for_backends(database)
    # Another sender does not take it from one that may still be alive.
    still_waiting = Child(children.send_once, database)
    still_waiting.receive()
    assert still_waiting.finish() == ["due"]
    assert len(receiver.got) == 1
    assert delivering.LEASE.total_seconds() == 60
    ask(children.let_time_pass, database)
    heir = Child(children.send_once, database)
    heir.receive()
    assert heir.finish() == ["delivered"]
    first, second = receiver.verified(secret)
    assert first == second
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert iri(page) in {each["id"] for each in second["data"]["changes"]}
