import datetime

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from cms.fields.date_input import as_written, may_be_two_years, read_partial_date
from graph.declarations import LANGUAGES
from graph.declarations.partial_dates import PartialDate
from tests import trial

OPEN = PartialDate()

dates = st.just(OPEN) | st.builds(
    lambda date, precision, approximate: PartialDate(
        *(date.year, date.month, date.day)[:precision], approximate=approximate
    ),
    st.dates(),
    st.integers(1, 3),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2020", "2020"),
        ("2020-02", "2020-02"),
        ("2020-02-03", "2020-02-03"),
        ("2020-02~", "2020-02~"),
        ("Feb 2020", "2020-02"),
        ("  FEBRUARY   2020 ", "2020-02"),
        ("Feb. 2020", "2020-02"),
        ("Sept 2020", "2020-09"),
        ("3 Feb 2020", "2020-02-03"),
        ("3rd of February, 2020", "2020-02-03"),
        ("February 3, 2020", "2020-02-03"),
        ("03-Feb-2020", "2020-02-03"),
        ("about 2020", "2020~"),
        ("c. 2020", "2020~"),
        ("c2020", "2020~"),
        ("~2020", "2020~"),
        ("ca. Feb 2020", "2020-02~"),
        ("févr. 2020", "2020-02"),
        ("fevrier 2020", "2020-02"),
        ("1er août 2020", "2020-08-01"),
        ("vers 2020", "2020~"),
        ("3 de febrero de 2020", "2020-02-03"),
        ("hacia febrero de 2020", "2020-02~"),
        ("٣ فبراير ٢٠٢٠", "2020-02-03"),
        ("اغسطس 2020", "2020-08"),
        ("نحو 2020", "2020~"),
        ("октябрь 2020 г.", "2020-10"),
        ("ок. 3 октября 2020 г.", "2020-10-03~"),
        ("2020年", "2020"),
        ("2020年2月", "2020-02"),
        ("２０２０年二月３日", "2020-02-03"),
        ("约2020年2月", "2020-02~"),
    ],
)
def test_what_people_write_is_read(text, edtf):
    assert str(read_partial_date(text)) == edtf


def month_names():
    for language in LANGUAGES:
        for context, widths in Locale.parse(language).months.items():
            for width in ("wide", "abbreviated"):
                for month, name in widths[width].items():
                    yield pytest.param(name, month, id=f"{language}-{context}-{width}-{month}")


@pytest.mark.parametrize(("name", "month"), [*month_names()])
def test_every_month_name_of_the_six_languages_is_read(name, month):
    assert read_partial_date(f"{name} 2020") == PartialDate(2020, month)


@pytest.mark.parametrize(
    "text",
    ["..", "ongoing", "Ongoing", "en cours", "en curso", "مستمر", "جارٍ", "продолжается", "进行中"],
)
def test_ongoing_is_read_in_the_six_languages(text):
    assert read_partial_date(text) == OPEN


@pytest.mark.parametrize("text", ["02/2020", "2/2020", "2.2020", "02-2020"])
def test_a_month_in_numbers_before_a_year_can_be_nothing_else(text):
    assert read_partial_date(text).edtf == "2020-02"


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_blank_text_states_no_date(text):
    assert read_partial_date(text) is None


@pytest.mark.parametrize("text", ["ongoing", ".."])
def test_ongoing_is_refused_where_it_is_not_allowed(text):
    with pytest.raises(ValueError, match="only an end can be “ongoing”"):
        read_partial_date(text, allow_open=False)


@pytest.mark.parametrize("text", ["03/02/2020", "3.2.2020", "03-02-2020", "~03/02/2020"])
def test_a_date_of_numbers_is_refused_with_both_readings(text):
    with pytest.raises(ValueError) as refusal:
        read_partial_date(text)
    assert str(refusal.value) == f"“{text}” may be 3 Feb 2020 or 2 Mar 2020: write the month as a word."


@pytest.mark.parametrize("text", ["3/2/20", "13/13/2020", "31/12/20"])
def test_a_date_of_numbers_without_a_whole_year_or_month_is_refused(text):
    with pytest.raises(ValueError, match="may put the day or the month first"):
        read_partial_date(text)


@pytest.mark.skipif(not (trial.CASES / "dates.csv").is_file(), reason=trial.ABSENT)
def test_dates_with_one_reading_are_read_as_people_wrote_them():
    wrong = []
    for row in trial.rows("dates.csv"):
        written, expected = row["as written"], row["expected EDTF (empty: not stated)"]
        try:
            date = read_partial_date(written)
            found = date.edtf if date else ""
        except ValueError as refusal:
            found = f"(refused: {refusal})"
        if found != expected and not (expected.startswith("(refused") and found.startswith("(refused")):
            wrong.append((written, expected, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("31/12/2020", "2020-12-31"),
        ("12/31/2020", "2020-12-31"),
        ("05/05/2020", "2020-05-05"),
        ("2020.7.2", "2020-07-02"),
        ("كانون الثاني 2020", "2020-01"),
        ("2nd quarter 2020", "2020~"),
        ("mid-2020", "2020~"),
        ("2019年初", "2019~"),
        ("Ongoing (phase 2)", ".."),
    ],
)
def test_one_reading_is_enough(text, edtf):
    assert read_partial_date(text).edtf == edtf


@pytest.mark.parametrize("text", ["2017-18", "2019-20", "2010/11"])
def test_two_years_are_no_date(text):
    with pytest.raises(ValueError, match="two years"):
        read_partial_date(text)


@pytest.mark.parametrize(
    "text",
    ["Feb", "Feb 20", "3 2020", "2020 2021", "2020-2021", "2020-", "-2020"]
    + ["2020..", "../2020", "2020?", "20200203", "10000", "Feb Mar 2020", "3 4 Feb 2020"]
    + ["next year", "2020 or later", "c. 2020~", "2020\x00", "13/2020", "Feb / 2020"],
)
def test_other_texts_are_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="cannot be read as a date: write a year, a month"):
        read_partial_date(text)


@pytest.mark.parametrize("text", ["31 Feb 2020", "2020-13", "0000", "0 Feb 2020"])
def test_days_and_months_outside_the_calendar_are_refused(text):
    with pytest.raises(ValueError, match="is not in the calendar"):
        read_partial_date(text)


@pytest.mark.parametrize("start", ["ongoing", "2020", "\u200b"])
def test_the_end_of_a_long_text_is_never_overlooked(start):
    with pytest.raises(ValueError, match="cannot be read as a date") as refusal:
        read_partial_date(f"{start}{' ' * 100_000}until the funds are spent")
    assert len(str(refusal.value)) < 250


def test_a_text_longer_than_any_date_is_refused():
    with pytest.raises(ValueError, match="cannot be read as a date"):
        read_partial_date("\u200b" * 100 + "2020")


@given(st.text())
def test_any_text_gives_a_date_nothing_or_one_sentence(text):
    try:
        date = read_partial_date(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert date is None or PartialDate.parse(str(date)) == date


@pytest.mark.parametrize("language", LANGUAGES)
@given(date=dates)
def test_reading_what_is_shown_gives_the_same_date(language, date):
    assert read_partial_date(date.display(language)) == date


@given(dates)
def test_reading_edtf_gives_the_same_date_or_asks_which_is_meant(date):
    if may_be_two_years(str(date).rstrip("~")):
        with pytest.raises(ValueError, match="may be two years or a month"):
            read_partial_date(str(date))
    else:
        assert read_partial_date(str(date)) == date


@given(dates)
def test_what_a_sheet_writes_gives_the_same_date(date):
    assert read_partial_date(as_written(date)) == date


@pytest.mark.parametrize("text", ["2010-11", "about 2010-11", "2000-01", "2009-10~"])
def test_figures_that_may_be_two_years_are_no_month(text):
    with pytest.raises(ValueError, match="may be two years or a month"):
        read_partial_date(text)


@pytest.mark.parametrize("text", ["2010-10", "2010-12", "Nov 2010", "11/2010"])
def test_a_month_that_can_be_nothing_else_is_read(text):
    assert read_partial_date(text).month


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_of_numbers_is_never_guessed(date):
    written = date.strftime("%d/%m/%Y")
    if date.day > 12 or date.day == date.month:
        assert read_partial_date(written) == PartialDate(date.year, date.month, date.day)
        return
    with pytest.raises(ValueError, match=" may be .* or "):
        read_partial_date(written)


@pytest.fixture
def translated(tmp_path, settings):
    """Translations whose words are not in the reader's own lists."""
    for locale, ongoing, approximately in [
        ("fr", "toujours en vigueur", "%(date)s environ"),
        ("zh_Hans", "至今", "%(date)s左右"),
        ("ru", "по сей день", "%(date)s"),
    ]:
        catalog = Catalog(locale=locale)
        catalog.add("ongoing", ongoing)
        catalog.add("c. %(date)s", approximately)
        path = tmp_path / locale / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalog)
    settings.LOCALE_PATHS = [tmp_path]


@pytest.mark.parametrize(("language", "ongoing"), [("fr", "toujours en vigueur"), ("zh", "至今")])
def test_the_words_of_our_translators_are_shown_and_read(translated, language, ongoing):
    assert OPEN.display(language) == ongoing
    assert read_partial_date(ongoing) == OPEN
    about = PartialDate(2020, 2, approximate=True)
    assert "c." not in about.display(language)
    assert read_partial_date(about.display(language)) == about


def test_a_translation_without_a_word_for_approximate_makes_no_date_approximate(translated):
    assert read_partial_date("Feb 2020") == PartialDate(2020, 2)
