import datetime
import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.declarations.partial_dates import PartialDate, period_is_reversed

OPEN = PartialDate()


def dates_between(first: datetime.date, last: datetime.date) -> st.SearchStrategy:
    return st.builds(
        lambda date, precision, approximate: PartialDate(
            *(date.year, date.month, date.day)[:precision], approximate=approximate
        ),
        st.dates(first, last),
        st.integers(1, 3),
        st.booleans(),
    )


dates = dates_between(datetime.date.min, datetime.date.max)
dates_or_open = dates | st.just(OPEN)


def days_of(date: PartialDate) -> set[datetime.date]:
    """Return every day that the date can mean, found by comparing texts of days."""
    plain = date.edtf.removesuffix("~")
    first = datetime.date(date.year, 1, 1)
    year = (first + datetime.timedelta(days) for days in range(366))
    return {day for day in year if day.isoformat().startswith(plain)}


@given(dates_or_open)
def test_parsing_what_a_date_prints_gives_the_same_date(date):
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize(
    ("text", "precision", "approximate"),
    [
        ("2020", "year", False),
        ("2020~", "year", True),
        ("2020-02", "month", False),
        ("2020-02~", "month", True),
        ("2020-02-29", "day", False),
        ("2020-02-29~", "day", True),
        ("..", "open", False),
    ],
)
def test_edtf_text_gives_its_precision_and_approximation(text, precision, approximate):
    date = PartialDate.parse(text)
    assert (date.precision, date.approximate) == (precision, approximate)
    assert date.is_open is (precision == "open")


@pytest.mark.parametrize(
    "text",
    ["", " 2020", "2020\n", "20", "02020", "2020-2", "2020-02-3", "2020/2021", "2020?"]
    + ["2020%", "-2020", "../2020", "..~", "~2020", "Feb 2020", "٢٠٢٠", "2020-02-03-04"],
)
def test_text_outside_the_subset_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="is not a date: write 2020, 2020-02 or"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["0000", "2020-00", "2020-13", "2021-02-29", "2020-04-31", "2020-01-00"])
def test_dates_outside_the_calendar_are_refused(text):
    with pytest.raises(ValueError, match=f"“{text}” is not in the calendar"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    "parts",
    [{"month": 2}, {"year": 2020, "day": 3}, {"approximate": True}, {"year": 10000}],
)
def test_parts_that_make_no_date_are_refused(parts):
    with pytest.raises(ValueError):
        PartialDate(**parts)


# The year 9999 has no day after it to count to.
@given(dates_between(datetime.date.min, datetime.date(9998, 12, 31)))
def test_earliest_and_latest_are_the_ends_of_the_days_it_can_mean(date):
    assert (date.earliest, date.latest) == (min(days_of(date)), max(days_of(date)))


def test_latest_of_the_last_year_is_the_last_day():
    assert PartialDate(9999).latest == datetime.date.max
    assert (OPEN.earliest, OPEN.latest) == (None, None)


@given(st.lists(dates_or_open))
def test_dates_are_ordered_by_earliest_then_latest_and_open_last(some):
    in_order = sorted(some)
    for one, next_one in itertools.pairwise(in_order):
        if one.is_open:
            assert next_one.is_open
        elif not next_one.is_open:
            days = (one.earliest, one.latest), (next_one.earliest, next_one.latest)
            assert days[0] <= days[1]


@given(dates_or_open, dates_or_open)
@example(PartialDate(2020), PartialDate(2020, approximate=True))
def test_of_two_dates_one_comes_first_unless_they_are_equal(one, other):
    assert [one < other, one == other, other < one].count(True) == 1


@given(dates_or_open, dates_or_open)
def test_sort_keys_order_as_dates_do_but_a_year_before_its_own_months(one, other):
    assert len(one.sort_key) == 10
    nested = one.sort_key.rstrip("-0"), other.sort_key.rstrip("-0")
    if one.earliest != other.earliest:
        assert (one.sort_key < other.sort_key) == (one < other)
    elif one.precision != other.precision:
        assert (one.sort_key < other.sort_key) == (len(nested[0]) < len(nested[1]))


near_2020 = dates_between(datetime.date(2019, 10, 1), datetime.date(2021, 3, 31))


@given(near_2020, near_2020)
def test_a_period_is_reversed_when_no_day_of_its_end_reaches_its_start(start, end):
    reversed_ = max(days_of(end)) < min(days_of(start))
    assert period_is_reversed(start, end) is reversed_


@pytest.mark.parametrize(
    ("start", "end"),
    [(None, "2020"), ("2020", None), ("2020", ".."), ("..", "2020"), ("2020-05", "2020")],
)
def test_a_period_with_an_open_unstated_or_overlapping_end_is_not_reversed(start, end):
    start, end = (text and PartialDate.parse(text) for text in (start, end))
    assert not period_is_reversed(start, end)


@given(near_2020, near_2020)
def test_possibly_before_needs_one_day_before_one_day_of_the_other(one, other):
    possible = min(days_of(one)) < max(days_of(other))
    assert one.possibly_before(other) is possible


def test_every_date_is_possibly_before_an_open_end_and_an_open_end_before_none():
    assert PartialDate(9999, 12, 31).possibly_before(OPEN)
    assert not OPEN.possibly_before(PartialDate(9999))
    assert not OPEN.possibly_before(OPEN)


@pytest.mark.parametrize(
    ("text", "lexical"),
    [
        ("2020", ("2020", "gYear")),
        ("2020-02~", ("2020-02", "gYearMonth")),
        ("0020-02-03", ("0020-02-03", "date")),
    ],
)
def test_rdf_has_the_datatype_of_the_precision(text, lexical):
    form, datatype = PartialDate.parse(text).rdf_lexical
    assert (form, datatype) == (lexical[0], f"http://www.w3.org/2001/XMLSchema#{lexical[1]}")


@given(dates)
def test_rdf_has_the_lexical_form_of_its_datatype_without_the_approximation(date):
    form, datatype = date.rdf_lexical
    # XML Schema part 2, sections 3.2.9 to 3.2.11, without time zones.
    patterns = {"gYear": r"\d{4}", "gYearMonth": r"\d{4}-\d\d", "date": r"\d{4}(-\d\d){2}"}
    assert re.fullmatch(patterns[datatype.rpartition("#")[2]], form)
    assert date.edtf in (form, f"{form}~")


def test_rdf_states_nothing_of_an_open_end():
    assert OPEN.rdf_lexical is None


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2020", "en", "2020"),
        ("2020-02", "en", "Feb 2020"),
        ("2020-02-03", "en", "3 Feb 2020"),
        ("2020~", "en", "c. 2020"),
        ("..", "en", "ongoing"),
        ("2020-02", "fr", "février 2020"),
        ("2020-02", "fr-CA", "février 2020"),
        ("2020-02-03", "es", "3 de febrero de 2020"),
        ("2020-02", "ar", "فبراير 2020"),
        ("2020-02-03", "ru", "3 февраля 2020\u202fг."),
        ("2020-02-03", "zh", "2020年2月3日"),
        ("2020", "zh-hans", "2020年"),
        ("0020-02", "en", "Feb 0020"),
        ("2020-02", "de", "Feb 2020"),
    ],
)
def test_dates_are_shown_as_the_language_writes_them(text, language, shown):
    assert PartialDate.parse(text).display(language) == shown
