"""What is drawn over time, and three-valued answers about memberships, without a database."""

import pytest

from graph.declarations.partial_dates import PartialDate
from graph.presentation.growth import growth
from graph.presentation.membership import belonged
from graph.presentation.model import Item, Table
from graph.presentation.timeline import Axis, Dates, Event, Lane, drawn


def date(text):
    return PartialDate.parse(text) if text else None


def span(start, end):
    return Dates(date(start), date(end), is_span=True)


def pieces(dates, first=2010, last=2020):
    return [(bar.style, float(bar.begin), float(bar.length)) for bar in Axis(first, last).bars(dates)]


def test_years_are_pale_for_as_long_as_they_leave_open_and_dark_between():
    (first, *_), (certain, begin, length), (last, *_) = pieces(span("2012", "2015"))
    assert (first, certain, last) == ("possible", "certain", "possible")
    assert begin == pytest.approx(30, abs=0.1)
    assert length == pytest.approx(20, abs=0.1)


def test_an_open_end_goes_on_to_the_end_of_the_axis():
    style, begin, length = pieces(span("2015", ".."))[-1]
    assert style == "open"
    assert begin + length == pytest.approx(100)


def test_an_end_that_is_not_stated_is_not_drawn():
    assert [style for style, *_ in pieces(span("2015-03", ""))] == ["possible"]
    assert [style for style, *_ in pieces(span("", "2015-03"))] == ["possible"]
    assert pieces(span("", "..")) == []


def test_a_day_is_a_point_and_a_year_as_long_as_the_year():
    assert [style for style, *_ in pieces(Dates(date("2015-03-01")))] == ["day"]
    [(style, begin, length)] = pieces(Dates(date("2015")))
    assert (style, begin, length) == ("possible", pytest.approx(50, abs=0.1), pytest.approx(10, abs=0.1))


@pytest.mark.parametrize("start", ["", "2010", "2012-02", "2012-02-29", "9999"])
@pytest.mark.parametrize("end", ["", "..", "2012", "2012-02", "2012-02-29", "2010-01-01", "9999-12-31"])
def test_no_bar_leaves_the_axis(start, end):
    axis = Axis.of([span(start, end)]) or Axis(2010, 2020)
    for bar in axis.bars(span(start, end)):
        assert 0 <= float(bar.begin) <= 100
        assert 0 <= float(bar.begin) + float(bar.length) <= 100.01


def test_there_are_few_ticks_however_long_the_time_is():
    for first, last in ((2019, 2020), (2000, 2020), (1950, 2026), (1200, 2026)):
        assert 1 <= len(Axis(first, last).ticks) <= 20


def test_a_single_day_has_nothing_to_be_compared_with():
    lane = Lane("news", "News", "", 1, "", (Event(Item("A"), Dates(date("2020-01-01")), ""),))
    assert drawn([lane]).ticks == ()


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (span("2020-02", ".."), "Feb 2020 – ongoing"),
        (span("2020", "2020"), "2020"),
        (span("2021-10", ""), "from Oct 2021, end not stated"),
        (span("", "2021"), "until 2021, start not stated"),
        (Dates(date("2007-12-19"), lasts=True), "since 19 Dec 2007"),
        (span("2018~", "2020"), "c. 2018 – 2020"),
        (span("", ""), ""),
    ],
)
def test_dates_in_words(dates, words):
    assert dates.words("en") == words


@pytest.mark.parametrize(
    ("since", "complete", "day", "answer"),
    [
        (["2007-12-19"], False, "2010", "yes"),
        (["2010-06"], False, "2010", "unknown"),
        (["2010"], False, "2009-12-31", "no"),
        (["2010"], False, "2010-12-30", "unknown"),
        (["2010-01-01"], False, "2010-01-01", "yes"),
        (["2009~"], False, "2010-06-01", "unknown"),
        (["2007~"], False, "2010-06-01", "yes"),
        ([""], True, "2010", "unknown"),
        ([], False, "2010", "unknown"),
        ([], True, "2010", "no"),
        (["2007"], True, "", "unknown"),
        (["2020", "2007"], True, "2010", "yes"),
    ],
)
def test_whether_a_membership_had_begun_is_yes_no_or_unknown(since, complete, day, answer):
    assert belonged([date(each) for each in since], complete, date(day)) == answer


def test_a_list_that_grows_is_a_line_that_ends_at_its_number():
    table = Table("participations", "Participations", "", (), ())
    drawing = growth(table, map(date, ["2007", "2007-03", "2009", "2012", ""]))
    assert (drawing.most, drawing.undated) == (4, 1)
    assert "V 0.0 H 720.0" in drawing.path
    assert growth(table, map(date, ["2007", "2008"])) is None
