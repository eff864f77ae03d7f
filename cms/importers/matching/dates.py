"""Recognise dates and periods as people write them: "Feb 2020 – Ongoing", "2018-2021", "9-10 December 2021"."""

import re
from collections.abc import Iterator

from cms.fields.date_input import read_partial_date
from graph.declarations import PartialDate

# The lookbehind makes a run of spaces match from its start only; otherwise time is quadratic in the run's length.
_BETWEEN = re.compile(
    r"(?<!\s)\s+(?:-{1,5}>?|–|—|→|to|until|till|through|au|à|al|hasta|по|до|إلى|حتى|至|到)\s+|(?<!\s)\s*(?:-{1,5}>|→)\s*"
    r"|(?<=^\d{4})[-–—/](?=\d{4}$)|(?<=[年月日])[-–—至到](?=\d)",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:(?:from|between|du|de|entre|desde(?: el)?|del|с|со|от|من)\s+|[从自]\s*)(\S.*?)"
    r"(?:\s+(?:to|until|till|through|and|au|à|et|jusqu'(?:au|à|en)|hasta(?: el)?|al|a|y|по|до|إلى|حتى)\s+"
    r"|\s*[到至]\s*)(\S.*)",
    re.IGNORECASE,
)
_DAYS_OF_MONTHS = re.compile(r"(\d{1,2}\.? [^\W\d]+\.?)\s?[-–—]\s?(\d{1,2}\.? [^\W\d]+\.? (\d{4}))")
_SHORT_YEARS = re.compile(r"(\d{2})(\d{2})\s?[-–—/]\s?(\d{2})")
_DAYS = re.compile(r"(\d{1,2})\s?[-–—]\s?(\d{1,2}) (\D+ \d{4})")
_MONTHS = re.compile(r"([^\W\d]+)\s?[-–—]\s?([^\W\d]+) (\d{4})")
_DAY_IN_TEXT = re.compile(
    r"\b\d{1,2}(?:er|º|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:de\s+)?\d{4}\b"
    r"|\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b|\b\d{4}年\d{1,2}月\d{1,2}日"
)


def split_period(written: str) -> tuple[str, str]:
    """Return start and end as written; the end is empty for a single date."""
    if years := _years(written.strip()):
        return years
    if stated := _FROM.fullmatch(written.strip()):
        return stated[1].strip(), stated[2].strip()
    if days := _DAYS_OF_MONTHS.fullmatch(written):
        return f"{days[1]} {days[3]}", days[2]
    if shared := _DAYS.fullmatch(written) or _MONTHS.fullmatch(written):
        return f"{shared[1]} {shared[3]}", f"{shared[2]} {shared[3]}"
    start, *end = _BETWEEN.split(written, maxsplit=1)
    return start, "".join(end)


def _years(written: str) -> tuple[str, str] | None:
    """Return the years of "2017-18" and of "2010-11", which in a period are two years and no month."""
    found = _SHORT_YEARS.fullmatch(written)
    if found is None:
        return None
    first, last = int(found[2]), int(found[3])
    follows = (first + 1) % 100 == last
    if not follows and last <= max(12, first):
        return None
    end = int(f"{found[1]}{found[3]}") + (100 if last < first else 0)
    return f"{found[1]}{found[2]}", str(end)


def is_period(line: str) -> bool:
    """Return whether a line is two dates with a dash or a word between them."""
    start, end = split_period(line)
    return bool(end) and _read(start) is not None and _read(end) is not None


def is_day(text: str) -> bool:
    """Return whether a whole text is a date to the day."""
    date = _read(text, allow_open=False)
    return date is not None and date.day is not None


def days_in(text: str) -> Iterator[PartialDate]:
    """Yield the dates to the day that a running text mentions."""
    for match in _DAY_IN_TEXT.finditer(text):
        if date := _read(match[0], allow_open=False):
            yield date


def _read(written: str, allow_open: bool = True) -> PartialDate | None:
    try:
        return read_partial_date(written, allow_open)
    except ValueError:
        return None
