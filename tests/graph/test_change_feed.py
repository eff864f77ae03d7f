"""A copy that follows the change feed is the dataset to the byte, whatever editors do and whenever its client dies."""

import copy
import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.graph.copying import Copy, KilledError, exported_lines
from tests.graph.test_state_machine import ACTS, Acts
from tests.kept import kept

DAMAGE = {
    "migrate_and_fail",
    "restore_without_triggers",
    "lose_the_state_row",
    "set_the_sequence_back",
    "lose_rows_of_the_journal",
}
"""Acts after which clients have to begin again, so that little would be followed."""
EDITS = [name for name in ACTS if name not in DAMAGE]


@kept
def room():
    return Acts()


@pytest.mark.parametrize("edits", [30, pytest.param(1_000, marks=pytest.mark.slow)])
def test_a_client_that_is_killed_and_goes_on_has_exactly_the_dataset(room, client, edits):
    chance = random.Random(edits)  # noqa: S311 reproducible, not secret
    kept, killed = Copy(client, first=4), 0
    saved = copy.copy(kept)
    for number in range(edits):
        # What the forms would refuse, such as a slug that is taken, changes nothing.
        with suppress(ValidationError), transaction.atomic():
            room.act(chance.choice(EDITS), number)
        if chance.random() < 0.5:
            with suppress(KilledError):
                kept.read_page(killed_after=chance.choice([None, None, 1, 3]))
        if chance.random() < 0.2:
            # The client starts again from what it wrote to its disk some time ago.
            kept, killed = saved, killed + 1
        if chance.random() < 0.3:
            saved = copy.copy(kept)
            saved.documents = dict(kept.documents)
    assert kept.catch_up().lines() == exported_lines(client)
    assert kept.restarts == 0
    assert killed > edits / 10 and kept.withdrawals and kept.documents


def test_it_is_so_when_the_graph_was_damaged_and_repaired(room, client):
    chance = random.Random(1)  # noqa: S311 reproducible, not secret
    kept = Copy(client).catch_up()
    for number, damage in enumerate(sorted(DAMAGE)):
        room.act(damage, number)
        room.act(chance.choice(EDITS), number)
        kept.catch_up()
    assert kept.lines() == exported_lines(client)
    assert kept.restarts
