"""Several processes publish and read at once: one common order, nothing torn, nothing late, and nobody gets an error.

On SQLite they wait for each other instead of failing.
"""

import logging
import time
from itertools import pairwise

import pytest

from tests.load import children, traffic
from tests.load.processes import Child, ask

logger = logging.getLogger(__name__)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECONDS = 10
UNTIL_READY = 8
LONGEST_WAIT = 20
"""SQLite's timeout, at whose end it would say "database is locked"."""


@pytest.mark.parametrize(
    ("editors", "readers", "threads", "rebuilding"),
    [
        pytest.param(children.WRITERS, 3, 1, 0, id="three editing, three reading processes"),
        pytest.param(1, 1, 6, 0, id="one editing process, one reading in six threads"),
        pytest.param(1, 1, 1, 1, id="one editing, one reading, one rebuilding process"),
    ],
)
def test_every_reader_sees_whole_states_in_one_order_and_never_an_old_one(
    database, editors, readers, threads, rebuilding
):
    start = time.time() + (UNTIL_READY if rebuilding else 3)
    editing = [Child(traffic.edit, database, number, start, SECONDS) for number in range(editors)]
    editing += [Child(traffic.rebuild_again_and_again, database, start, SECONDS) for _ in range(rebuilding)]
    reading = [Child(traffic.read, database, threads, start, SECONDS) for _ in range(readers)]
    edited, read = ([child.finish() for child in group] for group in (editing, reading))
    report(edited, read)
    histories = ask(children.journal, database)
    pairs = [pair for notes in edited for pair in notes.pairs]
    edits = [edit for notes in edited for edit in notes.edits]
    for observations in (each for notes in read for each in notes.observations):
        assert all(earlier.sequence <= later.sequence for earlier, later in pairwise(observations))
        for observation in observations:
            assert_in_journal(observation, histories)
            assert_whole(observation, pairs)
            assert_not_late(observation, edits)
    answer = ask(children.first_answer, database)
    assert answer["shown"] == answer["expected"]
    assert answer["differences"] == []
    assert max(notes.longest for notes in [*edited, *read]) < LONGEST_WAIT


def assert_in_journal(observation, histories):
    """It is what the journal says of that number."""
    expected = {}
    for page, history in histories.items():
        titles = [title for sequence, title in history if sequence <= observation.sequence]
        if titles and titles[-1] is not None:
            expected[page] = titles[-1]
    assert {page: seen["title"] for page, seen in observation.pages.items()} == expected


def assert_whole(observation, pairs):
    """What changes in one transaction is never seen apart, within a page or between two."""
    for seen in observation.pages.values():
        assert seen["title"] in seen["overview"]
        assert "n" not in seen["title"] or seen["title"].endswith(f"n{seen['amount']:.0f}")
    for one, other in pairs:
        before = observation.pages.get(one), observation.pages.get(other)
        if None in before or "n" in before[0]["title"]:
            assert before[0] == before[1]


def assert_not_late(observation, edits):
    """What had been committed when the reader asked is there, and nothing that nobody had begun."""
    for page in {edit.page for edit in edits}:
        own = [edit for edit in edits if edit.page == page]
        done = [edit for edit in own if edit.committed < observation.begun]
        under_way = [edit for edit in own if edit.committed >= observation.begun and edit.begun <= observation.ended]
        if done:
            seen = observation.pages.get(page, {}).get("title")
            assert seen in {edit.title for edit in [done[-1], *under_way]}


def report(edited, read):
    edits = sum(len(notes.edits) for notes in edited)
    answers = sum(len(each) for notes in read for each in notes.observations)
    waits = [max(notes.longest for notes in group) for group in (edited, read)]
    logger.info("%d edits, %d answers; longest: edit %.2f s, answer %.2f s", edits, answers, *waits)
