"""A process killed at any point loses nothing and tears nothing: the first answer of the next reader is exact."""

import logging
import random
import time
from collections import Counter

import pytest

from tests.load import children
from tests.load.processes import Child, ask, wait_for_backends

logger = logging.getLogger(__name__)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
KILLS = 100
LONGEST_LIFE = 0.4
"""Seconds, some ten acts."""


def assert_exact(answer):
    assert answer["shown"] == answer["expected"]
    assert answer["country"]
    assert answer["differences"] == []
    assert answer["changes_after"] == 0


def test_after_a_hundred_kills_at_random_points_the_first_answer_is_exact(database):
    chance = random.Random(1)  # noqa: S311 chosen, not secret
    killed_in, marked, began = Counter(), 0, time.monotonic()
    for seed in range(KILLS):
        editor = Child(children.edit_until_killed, database, seed)
        first = editor.receive()
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        killed_in[[first, *editor.kill()][-1]] += 1
        wait_for_backends(database)
        answer = ask(children.first_answer, database)
        marked += answer["marked"] > 0
        assert_exact(answer)
    logger.info("%d kills in %.0f s: %s; %d left marks", KILLS, time.monotonic() - began, dict(killed_in), marked)
    assert killed_in.keys() == children.ACTS.keys()
    assert marked


@pytest.mark.parametrize("drain", ["drain", "drain_backlog"])
@pytest.mark.parametrize("place", ["affected_by", "discard"])
def test_marks_of_a_drain_killed_in_its_transaction_are_drained_by_the_next_reader(database, drain, place):
    worker = Child(children.drain_and_stop, database, drain, place)
    page, reached = worker.receive(), worker.receive()
    assert reached == place
    worker.kill()
    wait_for_backends(database)
    answer = ask(children.first_answer, database)
    assert answer["marked"]
    assert answer["shown"][page] == "after"
    assert_exact(answer)
