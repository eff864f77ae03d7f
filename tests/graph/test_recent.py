"""What is kept in memory against a list of pairs, the newest last: never more than may be kept."""

from hypothesis import given
from hypothesis import strategies as st

from graph.replica import Recent

MOST = 10
ADDED = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 9), st.integers(0, MOST + 2)))


@given(ADDED)
def test_the_oldest_go_when_there_is_too_much(added):
    recent, expected = Recent(MOST), []
    for key, value, size in added:
        recent.add(key, value, size)
        expected = [each for each in expected if each[0] != key] + [(key, value, size)] * (size <= MOST)
        while sum(each[2] for each in expected) > MOST:
            expected.pop(0)
    assert {key: recent.get(key) for key in "abcde"} == dict.fromkeys("abcde") | {
        key: each for key, each, _ in expected
    }
    assert recent.size == sum(each[2] for each in expected)


def test_what_is_asked_for_once_is_made_once():
    recent, made = Recent(1), []
    for _ in range(2):
        assert recent.once("a", lambda: made.append("a") or 7) == 7
    assert made == ["a"]
