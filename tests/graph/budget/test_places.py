"""Places: a client's share of them, and that they come back."""

import os
import signal
import threading
import time

import pytest

from graph.budget import Kind, SpentError, opened, place

SIX = Kind("of six", "jobs", places=6, share=3)


def holding(kind, client):
    """Take a place and keep it: the context managers to end it with."""
    account, held = opened(client), place(kind)
    with account:
        held.__enter__()
    return held


def refusal(kind, client):
    with opened(client), pytest.raises(SpentError) as caught, place(kind):
        pass
    return caught.value.status


def is_free(kind, client):
    with opened(client):
        try:
            with place(kind):
                return True
        except SpentError:
            return False


def test_a_client_gets_another_place_only_while_more_than_half_are_free():
    held = [holding(SIX, "a"), holding(SIX, "a"), holding(SIX, "a")]
    assert refusal(SIX, "a") == 429
    held.append(holding(SIX, "b"))
    assert refusal(SIX, "b") == 429
    held += [holding(SIX, "c"), holding(SIX, "d")]
    assert refusal(SIX, "e") == 503
    held.pop().__exit__(None, None, None)
    assert is_free(SIX, "e")
    for one in held:
        one.__exit__(None, None, None)
    assert is_free(SIX, "a")


def test_one_client_alone_may_use_the_only_place():
    only = Kind("only", "jobs", places=1)
    held = holding(only, "a")
    assert refusal(only, "b") == 503
    held.__exit__(None, None, None)
    assert is_free(only, "b")


def test_who_waits_gets_the_place_that_becomes_free():
    patient = Kind("patient", "jobs", places=1, wait=5)
    held = holding(patient, "a")
    threading.Timer(0.2, lambda: held.__exit__(None, None, None)).start()
    assert is_free(patient, "b")


def test_the_places_of_a_process_that_was_killed_are_free_again():
    two = Kind("two", "jobs", places=1)
    ready, say = os.pipe()
    child = os.fork()
    if not child:
        held = holding(two, "a")
        os.write(say, b"!")
        time.sleep(60)
        del held
        os._exit(0)
    os.read(ready, 1)
    assert refusal(two, "b") == 503
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert is_free(two, "b")
