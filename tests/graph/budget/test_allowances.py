"""Buckets: what fits, what drains, and that all processes of a machine pour into the same ones."""

import os
import signal
import time
from multiprocessing import get_context

import pytest

from graph.budget import Allowance, give_back, remaining, take
from graph.budget.memory import GROUPS, WAYS, Rate, SharedMemory, shared

HOUR = Allowance("tries", 10, seconds=3600)
PROCESSES, TRIES = 4, 50


def test_no_more_than_the_amount_is_given_and_others_have_their_own():
    assert [take("a", HOUR, 4).enough for _ in range(3)] == [True, True, False]
    assert take("a", HOUR, 2).enough
    assert take("b", HOUR, 10).enough
    assert take("a", Allowance("other", 10), 10).enough


def test_what_is_done_already_is_taken_beyond_the_amount_and_drains_before_anything_else():
    assert take("a", HOUR, 25, beyond=True).is_spent
    balance = remaining("a", HOUR)
    assert balance.remaining == 0
    assert balance.seconds_until(1) == pytest.approx(16 * 360, abs=2)
    assert not take("a", HOUR, 1).enough


def test_a_bucket_drains_evenly():
    rate = Rate(capacity=60, per_second=1)
    assert shared.pour("a", 60, rate, now=100.0, beyond=False) == (True, 60)
    assert shared.pour("a", 20, rate, now=110.0, beyond=False) == (False, 50)
    assert shared.pour("a", 20, rate, now=130.0, beyond=False) == (True, 50)
    assert shared.pour("a", 0, rate, now=1000.0, beyond=False) == (True, 0)


def test_what_is_given_back_can_be_taken_again_but_never_saved():
    take("a", HOUR, 10)
    give_back("a", HOUR, 3)
    assert remaining("a", HOUR).remaining == 3
    give_back("a", HOUR, 100)
    assert not take("a", HOUR, 11).enough


def test_more_clients_than_there_is_room_for_push_out_those_that_were_quiet_for_longest():
    memory, rate = SharedMemory(), Rate(10, 0.0001)
    for number in range(2 * GROUPS * WAYS):
        memory.pour(f"flood {number}", 1, rate, now=number / 1000, beyond=False)
    memory.pour("new", 10, rate, now=1000.0, beyond=False)
    assert memory.pour("new", 1, rate, now=1000.0, beyond=False)[0] is False


def passed(_):
    return sum(take("a", Allowance("cost", 100, seconds=3600), 1).enough for _ in range(TRIES))


def test_processes_forked_from_one_share_its_buckets_exactly():
    with get_context("fork").Pool(PROCESSES) as pool:
        assert sum(pool.map(passed, range(PROCESSES), chunksize=1)) == 100


def test_a_process_that_is_killed_while_it_pours_leaves_nothing_locked():
    ready, say = os.pipe()
    child = os.fork()
    if not child:
        with shared._alone():
            os.write(say, b"!")
            time.sleep(60)
        os._exit(0)
    os.read(ready, 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    begun = time.monotonic()
    assert take("a", HOUR, 1).enough
    assert time.monotonic() - begun < 20
