"""Titles, texts, sections, dates and furniture of pages in our own words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.importers import UnreadableSource
from cms.importers.old_site.pages import captured_at
from cms.importers.record import Section
from tests.cms.importers.parsing import page, parse


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


@pytest.mark.parametrize(
    "summary",
    [
        "Start date Feb 2020\nEnd date Ongoing",
        "Period:\nFeb 2020 – Ongoing",
        "START DATE :\n\nFeb 2020\n\nEND DATE :\n\nOngoing",
        "Date de début\xa0: Feb 2020\r\nDate de fin\xa0: Ongoing",
    ],
)
def test_a_period_is_read_however_it_is_laid_out(summary):
    record = parse(page(summary=summary))
    assert (record.start, record.end, record.unplaced) == ("Feb 2020", "Ongoing", ())


def test_years_of_one_date_are_a_period():
    assert parse(page(summary="Date:\n2018–2021")).end == "2021"


URL = "https://example.org/p/songs-river-their-sing-2"


@pytest.mark.parametrize(
    ("above", "url", "title"),
    [
        ("Songs of the River and their Singers", URL, "Songs of the River and their Singers"),
        ("Home\nActivities\nSongs of the River and their Singers\n", URL, "Songs of the River and their Singers"),
        ("Songs of the River", "", "Songs of the River"),
        ("Activities", URL, "Songs river their sing 2"),
    ],
)
def test_a_line_above_the_labels_that_the_address_repeats_is_the_title(above, url, title):
    record = parse(f"{above}\n{page()}", url=url)
    assert (record.title, record.title_is_provisional) == (title, title.endswith("2"))


def test_entities_that_were_saved_as_text_are_the_characters_that_they_mean():
    text = page(
        summary="Local Partner(s):\nSongs &amp; Dance&nbsp;House\nEnd date\n2020\n\nResults\n\nIt&#8217;s AT&T;"
    )
    record = parse(text)
    assert (record.partners, record.results) == (("Songs & Dance House",), "It’s AT&T;")


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("9-10 December 2021", "9 December 2021", "10 December 2021"),
        ("July – August 2021", "July 2021", "August 2021"),
        ("Feb 2020 to Mar 2021", "Feb 2020", "Mar 2021"),
        ("Feb 2020", "Feb 2020", ""),
    ],
)
def test_what_two_dates_share_is_written_once(written, start, end):
    record = parse(page(full=f"Date:\n{written}\n"))
    assert (record.start, record.end) == (start, end)


def test_a_heading_with_a_colon_is_no_label_and_value():
    html = "<html><h1>Songs: a study</h1><p>Theme:<br>Advocacy</p><p>Type of project:<br>Monitoring</p></html>"
    record = parse(html)
    assert (record.title, record.unplaced) == ("Songs: a study", ())
