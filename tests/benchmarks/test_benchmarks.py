"""The benchmarks run through and print their table. What they measure is not asserted: machines differ."""

import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from benchmarks import graphql
from benchmarks.measuring import Measurement, side_by_side, table
from benchmarks.peers.asking import CHANGED
from benchmarks.peers.questions import QUESTIONS, titles


def run(projects, *options):
    command = [sys.executable, "-m", "benchmarks", "--projects", str(projects), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
def test_all_benchmarks_run_and_print_a_table():
    finished = run(10)
    assert finished.returncode == 0, finished.stderr
    for line in (
        "publish: with the mirror",
        "rebuild: speed",
        "Turtle of",
        "SPARQL over HTTP: added",
        "GraphQL beside endless SPARQL: p95",
        "panel: what a page says",
        "GraphQL: 20 cards: p95",
        "hide: gone from it",
        "refused: 50,000 aliases",
    ):
        assert line in finished.stdout
    assert re.search(r"visible to the next reader +(\d+) of \1", finished.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_database_that_is_named_is_measured(database):
    """Only SQLite has one lock for all writers."""
    finished = run(10, "--database", database, "--only", "hiding")
    assert finished.returncode == 0, finished.stderr
    assert ("longest write lock" in finished.stdout) == (database == "sqlite")


@pytest.mark.slow
def test_peers_that_are_not_installed_are_named_and_the_others_are_measured():
    finished = run(30, "--only", "graphql")
    assert finished.returncode == 0, finished.stderr
    assert re.search(
        r"20 projects, three levels of links: repeat +[\d.]+ x +[\d.]+ ms of CPU +the floor", finished.stdout
    )
    assert re.search(r"Wagtail's API v2: one project in full +[\d.]+ x", finished.stdout)
    for module, name in (("grapple", "wagtail-grapple"), ("strawberry_django", "strawberry-graphql-django")):
        assert find_spec(module) or re.search(f"{name} +not installed: make peers", finished.stdout)


def test_a_peer_with_other_titles_is_refused():
    accord = {"list": {"titles": ["Two", "One"]}}
    same = {"list": {"titles": ["One", "Two"], "times": {CHANGED: 30.0}, "size": 2000}}
    own = {each: {**accord["list"], "times": {CHANGED: 2.0}} for each in QUESTIONS}
    compared = list(graphql.compared("a peer", same, own))
    assert [(each.ratio, each.figure) for each in compared[:2]] == [("15 x", "30 ms of CPU"), ("", "2 kB")]
    assert {each.figure for each in compared[2:]} == {"not offered"}
    with pytest.raises(AssertionError, match="Two"):
        list(graphql.compared("a peer", {"list": {**same["list"], "titles": ["One"]}}, own))


def test_titles_are_read_at_every_level_but_not_of_pages_above():
    answer = {"title": "A", "meta": {"parent": {"title": "Z"}}, "links": [{"title": "B", "of": {"title": "C"}}]}
    assert list(titles(answer)) == ["A", "B", "C"]


def test_too_few_projects_are_refused_with_a_sentence():
    finished = run(3)
    assert finished.returncode == 2
    assert "at least 10" in finished.stderr


def test_a_table_shows_ratio_and_figures_of_a_peer():
    slower = Measurement("publish", 150.0, "ms", "Wagtail alone", 100.0)
    lines = table([slower, Measurement("load", 0.5, "s")]).splitlines()
    assert lines[0].split() == ["measured", "ratio", "figure", "compared", "with"]
    assert re.split(" {2,}", lines[1]) == ["publish", "1.5 x", "150 ms", "Wagtail alone: 100 ms"]
    assert lines[2].split() == ["load", "0.5", "s"]


def test_several_runs_stand_side_by_side():
    small = [Measurement("rebuild", 1.5, "s"), Measurement("write lock", 0.2, "s")]
    lines = side_by_side([("sqlite", small), ("postgresql", [Measurement("rebuild", 2, "s")])]).splitlines()
    assert [re.split(" {2,}", line) for line in lines] == [
        ["measured", "sqlite", "postgresql"],
        ["rebuild", "1.5 s", "2 s"],
        ["write lock", "0.2 s"],
    ]
