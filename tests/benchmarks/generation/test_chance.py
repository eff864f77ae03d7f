"""Chance repeats itself, and is distributed as it says."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generation.chance import chance, day, end, key, partial, rank
from graph.declarations import period_is_reversed


def test_the_same_names_give_the_same_key_and_others_another():
    assert key(1, "project", 2) == key(1, "project", 2)
    assert len({key(seed, kind, 1) for seed in (1, 2) for kind in ("project", "activity")}) == 4


@given(seed=st.integers(), size=st.integers(1, 10**6))
def test_a_rank_is_below_its_size(seed, size):
    assert 0 <= rank(chance(seed), size) < size


def test_the_first_rank_is_drawn_twice_as_often_as_the_second():
    draw = chance("zipf")
    drawn = Counter(rank(draw, 1000) for _ in range(20_000))
    assert 1.5 < drawn[0] / drawn[1] < 2
    assert drawn[999] < 20


@given(seed=st.integers())
def test_no_period_ends_before_it_starts(seed):
    draw = chance(seed)
    start = day(draw)
    assert not period_is_reversed(partial(draw, start), end(draw, start, 100))
