"""Read the parts that only donor pages have: running text without a label, and a list of supported projects."""

from collections.abc import Iterable

from .archived_page_labels import LOOSE
from .archived_page_lines import Field, is_sentence
from .archived_page_periods import is_period
from .archived_page_values import Values
from .labels import all_known


def take_story(read: Iterable[tuple[Field, Values]]) -> str:
    """Return the sentences above all labels and below the donor's type, and remove them from the values read."""
    told: list[str] = []
    for found, values in read:
        if found.label == LOOSE or found.label.field == "donor_type":
            told += [text for text in values.texts if is_sentence(text)]
            for texts in (values.texts, values.certain, values.doubtful):
                texts[:] = [text for text in texts if not is_sentence(text)]
    return "\n\n".join(told)


def projects(lines: Iterable[str], countries: frozenset[str]) -> tuple[str, ...]:
    """Return project titles, each with the period and the countries on the lines below it in brackets."""
    told: list[str] = []
    for line in lines:
        if told and (is_period(line) or all_known(line, countries)):
            told[-1] += f" ({line})"
        else:
            told.append(line)
    return tuple(told)
