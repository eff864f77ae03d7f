"""Define partial dates, which are known to the year, the month or the day, or "ongoing".

The text form is a subset of EDTF level 1 (ISO 8601-2): `2020`, `2020-02`, `2020-02-03`,
each with `~` when it is approximate, and `..` for an end that is still open.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cache, lru_cache, total_ordering
from typing import Literal

from babel import Locale
from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from rdflib.namespace import XSD

from graph.declarations.languages import LANGUAGES, django_language, primary_language

Precision = Literal["year", "month", "day", "open"]

OPEN = ".."

# Translators: an end date that is still open, as in "Feb 2020 – ongoing"
ONGOING = gettext_lazy("ongoing")
# Translators: an approximate date, as in "c. 2020"
APPROXIMATELY = gettext_lazy("c. %(date)s")

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day; a date without a year is open ("ongoing")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        parts = (self.year, self.month, self.day)
        known = [part for part in parts if part is not None]
        if parts[: len(known)] != tuple(known) or (self.approximate and not known):
            raise ValueError(_("A date needs a year before a month or a day."))
        if known:
            datetime.date(*(*known, 1, 1)[:3])

    @classmethod
    @lru_cache(maxsize=10_000)
    def parse(cls, text: str) -> PartialDate:
        """Return the date of an EDTF text; raises ValueError for any other text."""
        if text == OPEN:
            return cls()
        match = _EDTF.fullmatch(text)
        if not match:
            message = _("“%(text)s” is not a date: write 2020, 2020-02 or 2020-02-03.")
            raise ValueError(message % {"text": text[:40]})
        year, month, day = (int(part) if part else None for part in match.groups()[:3])
        try:
            return cls(year, month, day, approximate=bool(match[4]))
        except ValueError as error:
            message = _("“%(text)s” is not in the calendar: check month and day.")
            raise ValueError(message % {"text": text}) from error

    @property
    def edtf(self) -> str:
        return f"{self._plain or OPEN}{'~' if self.approximate else ''}"

    def __str__(self) -> str:
        return self.edtf

    @property
    def _plain(self) -> str:
        if self.year is None:
            return ""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def is_open(self) -> bool:
        return self.year is None

    @property
    def precision(self) -> Precision:
        if self.year is None:
            return "open"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def earliest(self) -> datetime.date | None:
        """The first day that the date can mean, or None if it is open; an approximate date counts as its plain date."""
        if self.year is None:
            return None
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date | None:
        """The last day that the date can mean, or None if it is open; an approximate date counts as its plain date."""
        if self.year is None:
            return None
        month = self.month or 12
        day = self.day or calendar.monthrange(self.year, month)[1]
        return datetime.date(self.year, month, day)

    @property
    def first(self) -> datetime.date:
        """The first day, for comparisons, in which an open date is later than any other."""
        return self.earliest or datetime.date.max

    @property
    def last(self) -> datetime.date:
        return self.latest or datetime.date.max

    def overlaps(self, start: PartialDate, end: PartialDate) -> bool:
        """Return whether any possible day lies between the first day of the start and the last day of the end."""
        return self.first <= end.last and self.last >= start.first

    def lies_within(self, start: PartialDate, end: PartialDate) -> bool:
        """Return whether all possible days lie between the first day of the start and the last day of the end."""
        return self.first >= start.first and self.last <= end.last

    @property
    def sort_key(self) -> str:
        """The text by which databases sort dates: a year before its months, open dates last."""
        return "9999-99-99" if self.is_open else f"{self._plain}-00-00"[:10]

    @property
    def rdf_lexical(self) -> tuple[str, str] | None:
        """The lexical form and the IRI of the datatype; None for an open date."""
        if self.precision == "open":
            return None
        datatypes = {"year": "gYear", "month": "gYearMonth", "day": "date"}
        return self._plain, str(XSD[datatypes[self.precision]])

    def __lt__(self, other: PartialDate) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[bool, datetime.date, datetime.date, bool]:
        return self.is_open, self.first, self.last, self.approximate

    def possibly_before(self, other: PartialDate) -> bool:
        """Return whether any possible day of this date comes before any possible day of the other."""
        if self.earliest is None:
            return False
        return other.latest is None or self.earliest < other.latest

    def display(self, language: str) -> str:
        """Return the date formatted for a language; formatted for English if the language is not in `LANGUAGES`."""
        language = primary_language(language)
        if language not in LANGUAGES:
            language = "en"
        text = "" if self.is_open else _formatted(self, language)
        if text and not self.approximate:
            return text
        with override(django_language(language)):
            return str(APPROXIMATELY) % {"date": text} if text else str(ONGOING)


@lru_cache(maxsize=10_000)
def _formatted(date: PartialDate, language: str) -> str:
    """Return the known part of a date. It is kept, because an answer of the API shows hundreds of dates."""
    if date.earliest is None or date.precision == "open":
        return ""
    locale, pattern = _pattern(language, date.precision)
    return format_date(date.earliest, pattern, locale)


def period_is_reversed(start: PartialDate | None, end: PartialDate | None) -> bool:
    """Return whether the end is certainly before the start: all its possible days are earlier."""
    if start is None or end is None or start.earliest is None or end.latest is None:
        return False
    return end.latest < start.earliest


@cache
def _pattern(language: str, precision: Literal["year", "month", "day"]) -> tuple[Locale, str]:
    """Return the locale and the date pattern: short month names in English, full ones in other languages."""
    english = language == "en"
    # World English ("en_001") puts the day before the month.
    locale = Locale.parse("en_001" if english else language)
    if precision == "day":
        pattern = locale.date_formats["medium" if english else "long"].pattern
    else:
        month = "yMMM" if english else "yMMMM"
        skeleton = "y" if precision == "year" else month
        pattern = str(locale.datetime_skeletons[skeleton])
    # Years have four digits, so that the year 20 cannot be read as a day.
    return locale, pattern.replace("y", "yyyy")
