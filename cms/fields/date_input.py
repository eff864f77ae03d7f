"""Read dates as people write them in the six languages: "3 février 2020", "ongoing".

The form field and the importers both use it, so that they accept and refuse the same dates.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from babel import Locale
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from graph.declarations import LANGUAGES, django_language
from graph.declarations.partial_dates import APPROXIMATELY, ONGOING, OPEN, PartialDate

LONGEST = 60

_EDTF = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_YEAR_AND_MONTH = re.compile(r"[0-9]{2}([0-9]{2})-(0[1-9]|1[0-2])")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})")
_ALL_NUMBERS = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1([0-9]{4}|[0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er)?")
_BETWEEN = re.compile(r"[\s,،年日号號]+|(?<=\w)\.|(?<=\w)-(?=\w)")

_ONGOING_WORDS = """
    ongoing; on-going; in progress; present; current; to date; en cours; à ce jour; en curso; a la fecha;
    hasta la fecha; مستمر; جار; جارية; продолжается; по настоящее время; 进行中; 進行中; 至今
"""
_APPROXIMATE_WORDS = """
    ~; ≈; about; around; approximately; approx; circa; ca; c; vers; environ; env;
    hacia; alrededor de; aproximadamente; aprox; حوالي; نحو; около; примерно; ок;
    大约; 大約; 约; 約
"""
# Words between the parts of a date in Spanish, English and Russian.
_FILLERS = frozenset({"de", "del", "of", "г", "года", "год"})


def read_partial_date(text: str, allow_open: bool = True) -> PartialDate | None:
    """Return the date that a text states, or None for a blank text.

    Raise ValueError for any other text; its message is one sentence that says what to write.
    """
    written = text.strip()
    if len(written) > LONGEST:
        raise _unreadable(written)
    folded = _fold(written)
    if not folded:
        return None
    if folded in _ongoing_words():
        if allow_open:
            return PartialDate()
        raise ValueError(_("Enter a date here: only an end can be “ongoing”."))
    plain = _without_approximation(folded)
    edtf = _edtf(plain or folded, written)
    return replace(PartialDate.parse(edtf), approximate=plain is not None)


def _edtf(folded: str, written: str) -> str:
    if _ALL_NUMBERS.fullmatch(folded):
        message = _("“%(text)s” may put the day or the month first: write the month as a word, such as “3 Feb 2020”.")
        raise ValueError(message % {"text": written})
    if month := _MONTH_FIRST.fullmatch(folded):
        return f"{month[2]}-{int(month[1]):02}"
    if may_be_two_years(folded):
        message = _("“%(text)s” may be two years or a month: write “%(month)s”, or the year in which it began.")
        raise ValueError(
            message % {"text": written, "month": PartialDate.parse(folded).display(get_language() or "en")}
        )
    edtf = folded if _EDTF.fullmatch(folded) else _edtf_of_words(folded)
    if edtf is None:
        raise _unreadable(written)
    return edtf


def may_be_two_years(figures: str) -> bool:
    """Return whether a month in figures could be two consecutive years, as 2010-11 is in many budgets."""
    found = _YEAR_AND_MONTH.fullmatch(figures)
    return found is not None and (int(found[1]) + 1) % 100 == int(found[2])


def as_written(date: PartialDate) -> str:
    """Return a date as EDTF, or in words if its figures could mean two years; `read_partial_date` reads both back."""
    figures, approximate = date.edtf.rstrip("~"), "~" if date.approximate else ""
    return PartialDate.parse(figures).display("en") + approximate if may_be_two_years(figures) else date.edtf


def _unreadable(written: str) -> ValueError:
    message = _(
        "“%(text)s” cannot be read as a date: write a year, a month or a day, "
        "such as “2020”, “Feb 2020” or “3 Feb 2020”."
    )
    return ValueError(message % {"text": written[:LONGEST]})


def _edtf_of_words(folded: str) -> str | None:
    """Return EDTF for a year with an optional month's name and day, in any order; None for any other text."""
    found: dict[str, str] = {}
    for word in filter(None, _BETWEEN.split(folded.replace("月", "月 "))):
        if word in _MONTHS:
            part, value = "month", f"{_MONTHS[word]:02}"
        elif _YEAR.fullmatch(word):
            part, value = "year", word
        elif day := _DAY.fullmatch(word):
            part, value = "day", f"{int(day[1]):02}"
        elif word in _FILLERS:
            continue
        else:
            return None
        if part in found:
            return None
        found[part] = value
    if "year" not in found or ("day" in found and "month" not in found):
        return None
    return "-".join(found[part] for part in ("year", "month", "day") if part in found)


def _ongoing_words() -> set[str]:
    words = {OPEN, *map(_fold, _ONGOING_WORDS.split(";"))}
    return words | {_fold(label) for label in _in_each_language(ONGOING)}


def _without_approximation(folded: str) -> str | None:
    """Return the text after "about" or before "~"; None if the text is not approximate."""
    for before, after in _approximations():
        # "ок" means "about", but not in "октябрь".
        edge = r"(?![^\W\d_])\.?" if before[-1:].isalpha() else ""
        pattern = rf"{re.escape(before)}{edge}\s*(.+?)\s*{re.escape(after)}"
        if match := re.fullmatch(pattern, folded):
            return match[1]
    return None


def _approximations() -> Iterator[tuple[str, str]]:
    """Yield the texts before and after a date, in folded form, that mark it as approximate."""
    yield "", "~"
    for word in _APPROXIMATE_WORDS.split(";"):
        yield _fold(word), ""
    for pattern in _in_each_language(APPROXIMATELY):
        before, _date, after = map(_fold, pattern.partition("%(date)s"))
        if before or after:
            yield before, after


def _in_each_language(message: object) -> Iterator[str]:
    for language in LANGUAGES:
        with override(django_language(language)):
            yield str(message)


def _fold(text: str) -> str:
    """Return the text without case, accents and direction marks, and with all digits as 0-9."""
    characters = unicodedata.normalize("NFKD", text.casefold())
    kept = (
        str(unicodedata.decimal(character, character))
        for character in characters
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return " ".join("".join(kept).split())


def _months() -> dict[str, int]:
    """Return the numbers of months by folded name, wide and abbreviated, in American and international English."""
    names = {}
    for locale in map(Locale.parse, ("en_001", *LANGUAGES)):
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for month, name in context[width].items():
                    names[_fold(name).rstrip(".")] = month
    return names


_MONTHS = _months()
