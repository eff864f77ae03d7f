"""How often the first candidate is right, of names in six languages as people write them."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode

import pytest

from graph.replica import reading

pytestmark = [pytest.mark.django_db, pytest.mark.rows_alone]

NAMES = Path(__file__).parent / "names.csv"
SHARE = 0.95


def names():
    with NAMES.open(encoding="utf-8") as file:
        return [*csv.DictReader(file)]


def known_as(resource):
    """Return the key, the acronym and the English name of a resource."""
    with reading() as replica:
        values = replica.node(resource)["values"]
    return {resource.partition("/")[2], values.get("acronym"), values["title"]["en"]}


def ask(client, rows):
    """Return the results for each row, asked in batches as OpenRefine does."""
    results = []
    for start in range(0, len(rows), 10):
        batch = {f"q{at}": {"query": row["written"], "type": row["type"]} for at, row in enumerate(rows[start:][:10])}
        form = urlencode({"queries": json.dumps(batch)})
        answers = client.post("/reconcile", form, content_type="application/x-www-form-urlencoded").json()
        results += [answers[name]["result"] for name in batch]
    return results


def test_nearly_all_names_have_the_right_candidate_first(loaded, client):
    rows = names()
    wrong, surely_wrong = defaultdict(list), []
    for row, result in zip(rows, ask(client, rows), strict=True):
        first = result[0] if result else None
        if first is None or row["means"] not in known_as(first["id"]):
            wrong[row["type"]].append((row["written"], first and first["name"]))
        if first and first["match"] and row["means"] not in known_as(first["id"]):
            surely_wrong.append(row)

    assert len(rows) >= 200
    assert not surely_wrong
    assert sum(map(len, wrong.values())) <= (1 - SHARE) * len(rows), dict(wrong)
