"""The pages of the programme's old site: what a person read there comes out, and nothing else."""

import json
from pathlib import Path

import pytest

from tests.cms.importers.parsing import parse_content

PAGES = Path(__file__).parents[5] / "shared/inputs/archived-pages"
SEED = "003_3bcc575e69d94dc3.txt"
PROJECTS = [
    SEED,
    "asean-2021.layout.txt",
    "strengthening-regional-national-capacities.layout.txt",
    "policy-monitoring-platform.layout.txt",
    "reshaping-colombia.layout.txt",
    "reshaping-zimbabwe-live.layout.txt",
    "indonesia-data-collection.layout.txt",
]


@pytest.fixture(scope="module")
def expected():
    source = PAGES / "expected.json"
    if not source.exists():
        pytest.skip(f"the archived pages are not there: {PAGES}")
    return json.loads(source.read_text(encoding="utf-8"))["pages"]


def record_of(name):
    return parse_content((PAGES / name).read_bytes())


@pytest.mark.parametrize("name", PROJECTS)
def test_labelled_facts_of_an_archived_page_come_out_as_written(name, expected):
    facts, record = expected[name], record_of(name)
    assert list(record.themes) == facts["themes"]
    assert list(record.project_types) == facts["types"]
    assert list(record.partners) == facts["local_partners"]
    assert list(record.countries) == (facts["countries_as_written"] or [])
    assert list(record.donors) == (facts["donors"] or [])
    assert list(record.related_activities) == facts.get("related_activity", [])
    assert record.start == facts["start_as_written"]
    assert record.end == facts["end_as_written"]
    figures = [f"{figure.value} {figure.label}" for figure in record.key_figures]
    assert figures == facts["key_figures"]
    assert record.unplaced == ()


@pytest.mark.parametrize("name", PROJECTS)
def test_title_language_addresses_and_capture_time_come_out(name, expected):
    facts, record = expected[name], record_of(name)
    stamp = record.captured_at and record.captured_at.replace(tzinfo=None).isoformat()
    assert stamp == facts["captured_at"]
    assert record.title_is_provisional == (facts["title"] is None)
    if facts["title"]:
        assert record.title == facts["title"]
    if name != SEED:
        assert record.source_url == facts["source_url"]
        assert record.archive_url == (facts["url"] if facts["captured_at"] else "")
    assert record.language == facts["language"]


@pytest.mark.parametrize("name", PROJECTS)
def test_every_heading_of_an_archived_page_becomes_a_text_or_a_section(name, expected):
    record = record_of(name)
    found = {section.title for section in record.sections}
    texts = {
        "Context/Overview": record.overview,
        "General Aim": record.aim,
        "Results": record.results,
        "Section for activities": [s for s in record.sections if s.position],
    }
    found |= {heading for heading, text in texts.items() if text}
    assert found == set(expected[name]["headings"])


def test_the_given_address_of_a_page_without_one_is_taken(expected):
    facts = expected[SEED]
    content = (PAGES / SEED).read_bytes()
    record = parse_content(content, facts["url"])
    assert (record.source_url, record.archive_url) == (
        facts["source_url"],
        facts["url"],
    )


def test_texts_that_stand_twice_in_a_page_come_out_once(expected):
    source = " ".join((PAGES / SEED).read_text(encoding="utf-8").split())
    record = record_of(SEED)
    [activities] = record.sections
    assert (activities.position, activities.style) == ("Bottom Left", "collapsed")
    for text in (record.overview, record.aim, record.results):
        paragraphs = text.split("\n\n")
        assert len(paragraphs) == len(set(paragraphs))
        for paragraph in paragraphs:
            assert source.count(paragraph) == 2
    for paragraph in activities.description.split("\n\n"):
        assert source.count(paragraph) == 1
