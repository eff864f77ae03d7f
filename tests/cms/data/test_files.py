"""Mistakes in data files: the error names the place and says what is expected."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.data.reference import facts
from cms.data.shapes import DataError

CACHED = [function for function in vars(facts).values() if hasattr(function, "cache_clear")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Yield a copy of the reference data's files that may be edited."""
    for file in facts.FOLDER.iterdir():
        if file.suffix in (".csv", ".toml"):
            (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(facts, "FOLDER", tmp_path)
    for function in CACHED:
        function.cache_clear()
    yield tmp_path
    for function in CACHED:
        function.cache_clear()


def edit(path: Path, line: int, **cells: str) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[line - 2].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("file", "line", "cells", "read", "message"),
    [
        (
            "country_groups.csv",
            3,
            {"kind": "area"},
            facts.groups,
            "country_groups.csv, line 3, kind: “area” is not one of region, listed, unesco-region,",
        ),
        (
            "country_groups.csv",
            3,
            {"countries": "DZ XX"},
            facts.groups,
            "country_groups.csv, line 3, countries: there is no country “XX”.",
        ),
        (
            "country_groups.csv",
            2,
            {"part_of": "m49-015"},
            facts.groups,
            "country_groups.csv, line 2, part_of: there is no country group “m49-015”.",
        ),
        (
            "country_groups.csv",
            3,
            {"m49": "15"},
            facts.groups,
            "country_groups.csv, line 3, m49: “15” is not an M49 code: write three digits",
        ),
        ("themes.csv", 3, {"name": "advocacy"}, facts.themes, "themes.csv, line 3, name: “advocacy” is there twice."),
        ("themes.csv", 4, {"name": " "}, facts.themes, "themes.csv, line 4: “name” is missing."),
        (
            "conventions.csv",
            2,
            {"adopted": "14 May 1954"},
            facts.conventions,
            "conventions.csv, line 2, adopted: “14 May 1954” is not a date: write 2020, 2020-02 or 2020-02-03.",
        ),
        (
            "participations.csv",
            45,
            {"organisation": "the-eu"},
            lambda: facts.participations("2005-convention"),
            "participations.csv, line 45, organisation: there is no organisation “the-eu”.",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_what_is_expected(
    folder: Path, file: str, line: int, cells: dict[str, str], read: Callable[[], object], message: str
):
    edit(folder / file, line, **cells)
    with pytest.raises(DataError) as error:
        read()
    assert str(error.value).startswith(message)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'targets = "4.4 8.3',
            'targets = "4.4 8.33',
            "monitoring.toml, goals 1, areas 1, targets: there is no sustainable development target “8.33”.",
        ),
        ("number = 1", 'number = "1"', "monitoring.toml, goals 1, number: '1' is not a whole number."),
        ("edition =", "editon =", "monitoring.toml: “editon” is not known here. What can be given: edition,"),
        ("labels.en", "labels.english", "monitoring.toml, goals 1, labels: “english” is not one of en, fr, es,"),
        ("[[goals]]", "[[goals]", "monitoring.toml: this is not TOML:"),
    ],
)
def test_a_wrong_key_is_named_with_its_place_and_what_is_expected(folder: Path, old: str, new: str, message: str):
    replace(folder / "monitoring.toml", old, new)
    with pytest.raises(DataError) as error:
        facts.framework()
    assert str(error.value).startswith(message)


def test_a_column_that_is_not_known_and_a_row_of_another_length_are_told(folder: Path):
    replace(folder / "organisations.csv", "acronym", "akronym")
    with pytest.raises(DataError, match="organisations.csv, line 2: “akronym” is not known here"):
        facts.organisations()
    replace(folder / "themes.csv", "workshops,", "")
    with pytest.raises(DataError, match="themes.csv, line 3: write a cell for each of the 14 columns"):
        facts.themes()


def test_a_file_saved_by_a_spreadsheet_is_read_as_well(folder: Path):
    path = folder / "themes.csv"
    before = facts.themes()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    facts.themes.cache_clear()
    assert facts.themes() == before


@pytest.mark.django_db
def test_the_command_says_so_without_a_traceback(folder: Path):
    edit(folder / "themes.csv", 3, name="advocacy")
    with pytest.raises(CommandError, match="themes.csv, line 3, name"):
        call_command("load_reference_data")
