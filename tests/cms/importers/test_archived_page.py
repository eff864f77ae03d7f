import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.importers import parse_page, read_pages
from cms.importers.archived_page import captured_at
from cms.importers.labels import Vocabulary, folded
from cms.importers.record import KeyFigure, Section
from cms.importers.source import UnreadableSource

PAGES = Path(__file__).parents[4] / "shared/inputs/archived-pages"
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
KNOWN = Vocabulary(
    themes=folded(
        ["Advocacy", "Workshops", "Training Materials", "Research", "Policy Design"]
        + ["Cultural Industries Support", "Contributing to the SDGs"]
        + ["Expert Facility"]
    ),
    project_types=folded(
        ["Awareness Raising", "Capacity Development", "Monitoring"] + ["Research and Data Collection"]
    ),
    countries=folded(["Chad", "Togo", "Lao PDR", "Republic of Korea"]),
    organisations=folded(["European Union"]),
)


def parse(text, url="https://example.org/projects/a-page"):
    return parse_content(text.encode(), url)


def parse_content(content, url=""):
    _, [page] = read_pages(content)
    return parse_page(page, KNOWN, url=url)


def page(*, summary="", full="", title="Songs of the river"):
    """A page in the shape of the old site's, in our own words."""
    head = "Theme:\nAdvocacy, Research\nType of project:\nMonitoring\n"
    tail = f"\n{title}\n\nEnglish\nPhoto Gallery: \n" if full else ""
    return f"{head}{summary}\n{tail}{full}"


# The pages of the programme's old site.


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


# Pages in our own words.


def test_a_value_that_one_rendering_lacks_is_taken_from_the_other():
    record = parse(
        page(
            summary="Local Partner(s):\nStart date\nMay 2019\n\nResults\n\nIt worked.",
            full="Local Partner:\nRiver Choir\nDonors:\nEuropean Union\nGeneral Aim:\n\nTo sing together.\n",
        )
    )
    assert record.partners == ("River Choir",)
    assert record.donors == ("European Union",)
    assert (record.start, record.results) == ("May 2019", "It worked.")
    assert record.aim == "To sing together."


def test_a_text_cut_short_in_one_rendering_is_taken_whole_and_once():
    record = parse(
        page(
            summary="Context/Overview\n\nFirst paragraph here.\n\nSecond para",
            full="Context/Overview:\n\nFirst  paragraph here.\n\nSecond paragraph here.\n",
        )
    )
    assert record.overview == "First paragraph here.\n\nSecond paragraph here."
    assert record.unplaced == ()


def test_a_paragraph_that_only_the_shorter_text_has_is_kept_unplaced():
    record = parse(
        page(
            summary="Results\n\nTwo songs were sung.",
            full="Results:\n\nNine hundred songs were sung by the river.\n",
        )
    )
    assert record.results == "Nine hundred songs were sung by the river."
    assert record.unplaced == (("Results", "Two songs were sung."),)


def test_title_and_language_stand_above_the_full_list_of_fields():
    text = page(full="Countries:\nChad\n").replace("English", "Français")
    record = parse(text)
    assert (record.title, record.title_is_provisional) == ("Songs of the river", False)
    assert record.language == "fr"


def test_without_a_title_the_address_gives_a_provisional_one():
    record = parse(page(), url="https://fr.example.org/projects/la-voix_du%20fleuve/")
    assert (record.title, record.title_is_provisional) == ("La voix du fleuve", True)
    assert record.language == "fr"


def test_without_title_and_address_the_page_is_refused():
    with pytest.raises(UnreadableSource, match="--url"):
        parse(page(), url="")


def test_known_terms_are_split_and_an_unknown_one_stays_whole():
    record = parse(
        "Theme:\nAdvocacy, Film, Music and Dance, SDG's, research\n"
        "Type of project:\nMonitoring, Research and Data Collection\n"
    )
    assert record.themes == ("Advocacy", "Film, Music and Dance, SDG's", "research")
    assert record.project_types == ("Monitoring", "Research and Data Collection")


def test_partners_are_separated_by_bullets_and_never_by_commas():
    record = parse(
        page(
            summary="Local Partner(s):\n"
            "  • Ministry of Songs, Dance and Film\n"
            "  • House of the River,\n    Lower Bank\n"
            "  • 36\n    workshops\n\n  • 600+ \n    professionals\n"
            "  • 1.72\n    million EUR\nStart date\n2019"
        )
    )
    assert record.partners == (
        "Ministry of Songs, Dance and Film",
        "House of the River, Lower Bank",
    )
    assert record.key_figures == (
        KeyFigure("36", "workshops"),
        KeyFigure("600+", "professionals"),
        KeyFigure("1.72", "million EUR"),
    )


@pytest.mark.parametrize(
    "lines",
    ["• 158 \n    reports", "• 158 reports", "158\nreports", "•\n  158\n  reports"],
)
def test_a_number_with_its_label_in_a_list_is_a_key_figure(lines):
    record = parse(page(summary=f"Local Partner(s):\n{lines}\nEnd date\n2020"))
    assert record.key_figures == (KeyFigure("158", "reports"),)
    assert record.partners == ()


def test_a_key_figure_that_stands_twice_is_taken_once():
    figures = "Local Partner(s):\n• 12\n  countries\n"
    record = parse(page(summary=figures, full=figures))
    assert record.key_figures == (KeyFigure("12", "countries"),)


def test_key_figures_after_a_date_leave_the_date_alone():
    record = parse(page(summary="End date\nJul 2021\n\n  • 12\n    countries\n"))
    assert (record.end, record.key_figures) == (
        "Jul 2021",
        (KeyFigure("12", "countries"),),
    )


def test_donors_are_split_only_where_every_one_is_known():
    full = "Donors:\nEuropean Union, Republic of Korea\nFund for Songs, Chad\n"
    record = parse(page(full=full))
    assert record.donors == (
        "European Union",
        "Republic of Korea",
        "Fund for Songs, Chad",
    )


def test_names_in_running_prose_are_never_facts():
    record = parse(
        page(
            summary="Countries:\n\nChad and Togo signed the treaty in May of that year."
            "\n\nContext/Overview\n\nDonors: the European Union paid for all of it."
            "\n\nPartners\n\nThe River Choir sang in Chad."
        )
    )
    assert (record.countries, record.donors, record.partners) == ((), (), ())
    assert record.overview == "Donors: the European Union paid for all of it."
    assert record.sections == (Section("Partners", "The River Choir sang in Chad."),)
    assert record.unplaced == (("Countries", "Chad and Togo signed the treaty in May of that year."),)


def test_an_unknown_heading_with_prose_below_becomes_a_section():
    record = parse(
        page(
            summary="Context/Overview\n\nA river runs here.\n\nHow we choose"
            "\n\nThe choir votes.\n\nIt votes twice.\n\nResults\n\nSongs."
        )
    )
    assert record.overview == "A river runs here."
    assert record.sections == (Section("How we choose", "The choir votes.\n\nIt votes twice."),)
    assert record.results == "Songs."


def test_a_section_of_the_full_list_is_joined_with_its_heading_in_the_summary():
    record = parse(
        page(
            summary="Context/Overview\n\nA river.\n\nRehearsals\n\n"
            "They meet on Mondays.\n\nWarming up\n\nThey hum for an hour.",
            full="Section for activities:\nTitle of the section:\nRehearsals\n"
            "Short Description:\n\nThey meet on Mondays.\n\nWarming up\n\n"
            "They hum for an hour.\n\nPosition:\nTop\nStyle:\nopen\n"
            "Title of the section:\nResults\nShort Description:\n\nA record.\n"
            "Position:\nBottom\n",
        )
    )
    assert record.sections == (
        Section(
            "Rehearsals",
            "They meet on Mondays.\n\nWarming up\n\nThey hum for an hour.",
            "Top",
            "open",
        ),
        Section("Results", "A record.", "Bottom"),
    )


def test_two_sections_of_one_title_with_different_texts_both_stay():
    full = (
        "Title of the section:\nSongs\nShort Description:\n\nOld ones.\nStyle:\nopen\n"
        "Title of the section:\nSongs\nShort Description:\n\nNew ones.\n"
    )
    assert len(parse(page(full=full)).sections) == 2


def test_labels_that_are_not_known_are_kept_with_their_values():
    record = parse(
        page(
            summary="Budget:\nUSD 100,000\nEnd date\nOngoing\nDuration\n12 months\n\n"
            "Context/Overview\n\nA river.\n\nContact:\nA. Singer\n",
            full="Implementing unit: River office\nDonors:\nEuropean Union\n",
        )
    )
    assert set(record.unplaced) == {
        ("Budget", "USD 100,000"),
        ("Duration", "12 months"),
        ("Contact", "A. Singer"),
        ("Implementing unit", "River office"),
    }
    assert record.overview == "A river."


def test_prose_that_ends_with_a_colon_stays_prose():
    overview = "The choir wants:\n• to sing\n• to travel\n\nOur aims:\nsinging\n\nMore text."
    record = parse(page(summary=f"Context/Overview\n\n{overview}"))
    assert record.overview == overview


@pytest.mark.parametrize(
    ("fields", "period", "unplaced"),
    [
        ("Date:\n2019\n", ("2019", ""), ()),
        ("Date:\nMay 2019 - Ongoing\n", ("May 2019", "Ongoing"), ()),
        ("Start date\nMay 2019\nDate:\n2019\n", ("May 2019", ""), ()),
        ("Start date\nMay 2019\nDate:\n2015\n", ("May 2019", ""), (("Date", "2015"),)),
        (
            "Start date\n2019\nStart date\n2018\n",
            ("2019", ""),
            (("Start date", "2018"),),
        ),
    ],
)
def test_start_and_end_win_over_a_plain_date(fields, period, unplaced):
    record = parse(page(full=fields))
    assert ((record.start, record.end), record.unplaced) == (period, unplaced)


def test_the_title_of_a_related_page_may_hold_a_colon():
    full = "Related activity:\nRiver songs: a second life\nResults and more\n"
    record = parse(page(full=full))
    assert record.related_activities == (
        "River songs: a second life",
        "Results and more",
    )


def test_text_after_the_titles_of_related_pages_is_no_title():
    full = "Related activity:\nRiver songs\n\nShare this page\n"
    record = parse(page(full=full))
    assert record.related_activities == ("River songs",)
    assert record.unplaced == (("Related activity", "Share this page"),)


def test_two_pages_in_one_file_are_refused_rather_than_mixed():
    one = f"URL: https://example.org/one\n\n{page()}"
    with pytest.raises(UnreadableSource, match="several pages"):
        parse(f"{one}\n{one.replace('one', 'two')}")


def test_a_file_with_more_labels_than_a_page_is_refused():
    with pytest.raises(UnreadableSource, match="more labels than a page"):
        parse(page(full="Results:\n\nSong.\n\n" * 1000))


def test_the_furniture_of_archive_and_gallery_is_taken_away():
    banner = (
        "<\n\xa0\n×\n>\nYou are viewing an archived web page, collected at the request "
        "of somebody. This page was captured on 01:02:03 Feb 04, 2020, and is old. "
        "See All versions of this archived page.\nLoading media information hide\n"
    )
    record = parse(banner + page())
    assert record.captured_at.isoformat() == "2020-02-04T01:02:03+00:00"
    assert record.unplaced == ()


@pytest.mark.parametrize("day", ["Feb 31, 2020", "Foo 01, 2020"])
def test_a_capture_time_that_does_not_exist_is_not_made_up(day):
    assert captured_at(f"This page was captured on 01:02:03 {day}, and") is None


LABELS = [
    "Theme:", "Type of project:", "Local Partner(s):", "Countries:", "Donors:",
    "Start date", "End date", "Date:", "Context/Overview", "Results:", "General Aim:",
    "Section for activities:", "Title of the section:", "Short Description:",
    "Position:", "Style:", "Related activity:", "Photo Gallery:", "English",
]  # fmt: skip
WORD = st.integers(min_value=100_000, max_value=999_999).map(lambda n: f"Word{n}")
LINES = st.one_of(
    st.sampled_from([*LABELS, ""]),
    WORD,
    WORD.map(lambda word: f"  • {word}"),
    WORD.map(lambda word: f"{word}:"),
    WORD.map(lambda word: f"Label: {word}"),
    WORD.map(lambda word: f"7\n{word}"),
    WORD.map(lambda word: f"The whole of this is about {word}, it seems."),
)


@given(st.lists(LINES, max_size=30))
def test_no_word_of_a_page_is_lost(lines):
    text = page(summary="\n".join(lines))
    # A label without a value states nothing; every other word must be somewhere.
    stated = set(re.findall(r"Word\d+(?!\d*:)", text))
    assert stated <= set(re.findall(r"Word\d+", repr(parse(text))))
