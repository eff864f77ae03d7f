"""Recognise dates and periods as people write them: "Feb 2020 – Ongoing", "2018-2021", "9-10 December 2021"."""

import re
from collections.abc import Iterator

from cms.fields.date_input import read_partial_date
from graph.declarations import PartialDate

# The lookbehind makes a run of spaces match from its start only; otherwise time is quadratic in the run's length.
_BETWEEN = re.compile(r"(?<!\s)\s+(?:-|–|—|to|until)\s+|(?<=^\d{4})[-–—/](?=\d{4}$)", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,2})\s?[-–—]\s?(\d{1,2}) (\D+ \d{4})")
_MONTHS = re.compile(r"([^\W\d]+)\s?[-–—]\s?([^\W\d]+) (\d{4})")
_DAY_IN_TEXT = re.compile(
    r"\b\d{1,2}(?:er|º|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,12}\.?\s+(?:de\s+)?\d{4}\b"
    r"|\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b|\b\d{4}年\d{1,2}月\d{1,2}日"
)


def split_period(written: str) -> tuple[str, str]:
    """Return start and end as written; the end is empty for a single date."""
    if shared := _DAYS.fullmatch(written) or _MONTHS.fullmatch(written):
        return f"{shared[1]} {shared[3]}", f"{shared[2]} {shared[3]}"
    start, *end = _BETWEEN.split(written, maxsplit=1)
    return start, "".join(end)


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
