"""Lists of terms, names and figures on pages in our own words."""

import pytest

from cms.importers.record import KeyFigure, Section
from tests.cms.importers.parsing import page, parse


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


def test_names_may_all_be_set_apart_by_blank_lines():
    summary = "Local Partner(s):\n\nMinistry of Songs\n\nRiver Choir\n\nDonors:\n\nSong Fund\n\nEnd date\n2020\n"
    record = parse(page(summary=summary))
    assert (record.partners, record.donors) == (("Ministry of Songs", "River Choir"), ("Song Fund",))
    assert record.unplaced == ()


def test_what_follows_the_last_label_after_a_blank_line_is_no_name():
    record = parse(page(summary="End date\n2020\nDonors:\n\nBuy cheap songs\n"))
    assert (record.donors, record.unplaced) == ((), (("Donors", "Buy cheap songs"),))


def test_a_name_goes_on_after_a_small_word():
    record = parse(page(summary="Local Partner(s):\nMinistry of Songs and\nDance of\nthe River\nEnd date\n2020"))
    assert record.partners == ("Ministry of Songs and Dance of the River",)


def test_figures_may_have_a_label_of_their_own_and_say_more_than():
    summary = "Key figures:\n36 workshops\n• Over 200\n  singers\n• More than 9 choirs\nEnd date\n2020"
    assert parse(page(summary=summary)).key_figures == (
        KeyFigure("36", "workshops"),
        KeyFigure("Over 200", "singers"),
        KeyFigure("More than 9", "choirs"),
    )


def test_a_number_alone_is_nobody():
    summary = "Local Partner(s):\n• River Choir\n• 600+\n\nprofessionals\n• 12\nEnd date:\n2020"
    record = parse(page(summary=summary))
    assert (record.partners, record.key_figures) == (("River Choir",), (KeyFigure("600+", "professionals"),))
    assert record.unplaced == (("Local Partner(s)", "12"),)


def test_a_semicolon_parts_names():
    record = parse(page(summary="Local Partner(s):\nMinistry of Songs, Dance; River Choir\nEnd date\n2020"))
    assert record.partners == ("Ministry of Songs, Dance", "River Choir")
