"""Fifty connections send mixed queries to the web server while an editor publishes and hides.

No answer is an error, none is older than what was committed before its request, and memory does not grow.
"""

import json
import logging
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import connection

from benchmarks.server import Client, served
from cms.settings.environment import env
from tests.load import traffic
from tests.load.processes import Child
from tests.load.test_many_processes import assert_not_late, assert_whole
from tests.load.traffic import Observation

logger = logging.getLogger(__name__)
pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SECONDS = 60
CONNECTIONS = 50
PAUSE = (0.02, 0.2)
WARM = 20
"""Seconds after which memory must not grow any more."""
MOST_GROWTH = 1.1

ALL = """{ projects(first: 100) { nodes { id title overview { html }
    fundings(first: 5) { nodes { amount { value } } } } } }"""
OTHERS = (
    "{ projects(first: 5, orderBy: TITLE_ASC) { totalCount nodes { title countries(first: 5) { nodes { title } } } } }",
    "{ projects(first: 1) { facets { countries { values(first: 10) { label count } } } } }",
    '{ countries(filter: { code: { eq: "KH" } }) { nodes { title projects(first: 20) { nodes { title } } } } }',
    "{ changes(first: 20) { nodes { id version } } }",
    '{ search(query: "w0n1") { totalCount } }',
)


@dataclass
class Asked:
    """What all connections saw."""

    observations: list[Observation] = field(default_factory=list)
    faults: Counter = field(default_factory=Counter)
    count: int = 0


@pytest.fixture
def server(database, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", database)
    monkeypatch.setenv("DATABASE_URL", env.text("TEST_DATABASE"))
    with served() as it:
        yield it


def test_fifty_connections_get_fresh_answers_without_errors_in_steady_memory(database, server):
    start, asked = time.time() + 3, Asked()
    editor = Child(traffic.edit, database, 0, start, SECONDS)
    readers = [
        threading.Thread(target=ask, args=(server.client(), asked, start + SECONDS, number))
        for number in range(CONNECTIONS)
    ]
    for reader in readers:
        reader.start()
    time.sleep(3 + WARM)
    warm = server.memory()
    for reader in readers:
        reader.join()
    notes, at_the_end = editor.finish(), server.memory()
    logger.info("%d answers, %d edits, %.0f then %.0f MB", asked.count, len(notes.edits), warm, at_the_end)
    assert asked.faults == {}
    assert len(asked.observations) > CONNECTIONS
    for observation in asked.observations:
        assert_whole(observation, notes.pairs)
        assert_not_late(observation, notes.edits)
    assert at_the_end < warm * MOST_GROWTH


def ask(client: Client, asked: Asked, until: float, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 chosen, not secret
    while time.time() < until:
        query = chance.choice((ALL, *OTHERS))
        begun = time.time()
        answer = client.graphql(query)
        ended = time.time()
        asked.count += 1
        if answer.status != 200 or b'"errors"' in answer.body:
            asked.faults[answer.status, answer.body[:300]] += 1
        elif query is ALL:
            asked.observations.append(Observation(begun, ended, 0, pages_of(json.loads(answer.body))))
        time.sleep(chance.uniform(*PAUSE))


def pages_of(answer: dict) -> dict[str, dict]:
    return {
        node["id"].partition("/id/")[2]: {
            "title": node["title"],
            "overview": node["overview"]["html"],
            "amount": float(node["fundings"]["nodes"][0]["amount"]["value"]),
        }
        for node in answer["data"]["projects"]["nodes"]
    }
