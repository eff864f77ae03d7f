"""Whose request gets the next thread."""

import pytest

from cms.serving.turns import HALF_LIFE, MOST_KNOWN, MUCH, Turns


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(clock):
    return Turns(8, clock)


def started(turns):
    found = []
    while (request := turns.next()) is not None:
        found.append(request)
    return found


def flood(turns, client, number):
    for _ in range(number):
        turns.add(client, client)


def use(turns, client, seconds):
    flood(turns, client, 1)
    assert turns.next() == client
    turns.done(client, seconds)


def test_one_client_alone_gets_half_of_the_threads(turns):
    flood(turns, "a", 20)
    assert started(turns) == ["a"] * 4


def test_four_clients_that_want_all_threads_leave_one_for_another(turns):
    for client in "abcd":
        flood(turns, client, 20)
    assert sorted(started(turns)) == ["a", "a", "a", "a", "b", "c", "d"]
    turns.add("reader", "page")
    assert started(turns) == ["page"]


def test_who_has_used_less_goes_first(turns):
    use(turns, "a", 2)
    use(turns, "b", 1)
    flood(turns, "a", 1)
    flood(turns, "b", 1)
    flood(turns, "c", 1)
    assert started(turns) == ["c", "b", "a"]


def test_those_that_use_much_share_a_quarter_of_the_threads(turns):
    for client in "abcd":
        use(turns, client, 10 * MUCH)
    use(turns, "reader", 0.01)
    for client in "abcd":
        flood(turns, client, 20)
    assert len(started(turns)) == 2
    flood(turns, "reader", 20)
    assert started(turns) == ["reader"] * 2
    turns.done("reader", 0.01)
    assert started(turns) == ["reader"]


def test_where_all_use_much_nobody_is_held_back(turns):
    for client in "ab":
        use(turns, client, 10 * MUCH)
        flood(turns, client, 20)
    assert len(started(turns)) == 5


def test_use_fades(turns, clock):
    use(turns, "a", 10 * MUCH)
    clock.now += 6 * HALF_LIFE
    use(turns, "reader", 0.01)
    flood(turns, "a", 20)
    assert len(started(turns)) == 4


def test_a_flood_of_addresses_is_forgotten_but_nothing_that_is_under_way(turns):
    flood(turns, "a", 2)
    assert started(turns) == ["a", "a"]
    for number in range(2 * MOST_KNOWN):
        turns.add(f"flood {number}", number)
        if (request := turns.next()) is not None:
            turns.done(f"flood {request}", 0.001)
    turns.done("a", 1)
    turns.done("a", 1)
