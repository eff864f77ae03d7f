"""Split periods that are written on one line: "Feb 2020 – Ongoing", "2018-2021", "9-10 December 2021"."""

import re

from cms.fields.date_input import read_partial_date

# The lookbehind makes a run of spaces match from its start only; otherwise time is quadratic in the run's length.
_BETWEEN = re.compile(r"(?<!\s)\s+(?:-|–|—|to|until)\s+|(?<=^\d{4})[-–—/](?=\d{4}$)", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,2})\s?[-–—]\s?(\d{1,2}) (\D+ \d{4})")
_MONTHS = re.compile(r"([^\W\d]+)\s?[-–—]\s?([^\W\d]+) (\d{4})")


def split_period(written: str) -> tuple[str, str]:
    """Return start and end as written; the end is empty for a single date."""
    if shared := _DAYS.fullmatch(written) or _MONTHS.fullmatch(written):
        return f"{shared[1]} {shared[3]}", f"{shared[2]} {shared[3]}"
    start, *end = _BETWEEN.split(written, maxsplit=1)
    return start, "".join(end)


def is_period(line: str) -> bool:
    start, end = split_period(line)
    return bool(end) and _is_date(start) and _is_date(end)


def _is_date(written: str) -> bool:
    try:
        return read_partial_date(written) is not None
    except ValueError:
        return False
