"""What only donors' pages have: running text without a label, and a list of projects with what each one is about."""

import re
from collections.abc import Iterable, Iterator

from cms.fields.date_input import read_partial_date

from .archived_page_labels import LOOSE
from .archived_page_lines import Field, is_sentence
from .archived_page_values import Values
from .labels import all_known

PERIOD = re.compile(r"\s+(?:-|–|—|to|until)\s+|(?<=^\d{4})[-–—/](?=\d{4}$)", re.IGNORECASE)
"""What stands between the start and the end of a period on one line."""


def take_story(read: Iterable[tuple[Field, Values]]) -> str:
    """The sentences above all labels and below the donor's type; nothing else finds them there any more."""
    told: list[str] = []
    for found, values in read:
        if found.label == LOOSE or found.label.field == "donor_type":
            told += [text for text in values.texts if is_sentence(text)]
            for texts in (values.texts, values.certain, values.doubtful):
                texts[:] = [text for text in texts if not is_sentence(text)]
    return "\n\n".join(told)


def projects(lines: Iterable[str], countries: frozenset[str]) -> tuple[str, ...]:
    """Titles, each with the period and the countries that stand on the lines below it."""
    told: list[str] = []
    for line in lines:
        if told and (_is_period(line) or all_known(line, countries)):
            told[-1] += f" ({line})"
        else:
            told.append(line)
    return tuple(told)


def _is_period(line: str) -> bool:
    return bool(PERIOD.search(line)) and all(_dates(PERIOD.split(line, maxsplit=1)))


def _dates(parts: Iterable[str]) -> Iterator[bool]:
    for part in parts:
        try:
            yield read_partial_date(part) is not None
        except ValueError:
            yield False
