"""The benchmarks run through and print their table. What they measure is not asserted: machines differ."""

import re
import subprocess
import sys

import pytest

from benchmarks.measuring import Measurement, side_by_side, table


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
