"""Find countries, conventions and dates that a source only mentions in running text: suggestions, never facts.

A person who reads "Cambodia has ratified the 2005 Convention" knows whether the project works in Cambodia. A program
does not, so it quotes the sentence and leaves the decision to an editor.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cms.importers.matching.dates import days_in
from cms.importers.matching.references import References
from cms.models import ReferenceData

_SENTENCES = re.compile(r"(?<=[.!?。؟])\s+(?=[^\W\d_a-zà-öø-ÿ“\"«])|\n+")
# Shorter names, such as acronyms, may also be words of some language.
_SHORTEST_NAME = 4
_CONTEXT = 300


@dataclass(frozen=True)
class Mention:
    """A name as the site writes it, the field to which it would belong, and the sentence that mentions it."""

    field: str
    name: str
    context: str
    target: ReferenceData | None = None


def mentions(prose: str, references: References, date_field: str) -> Iterator[Mention]:
    """Yield the first mention of each country and convention, and of each date to the day if `date_field` is given."""
    sentences = [sentence.strip() for sentence in _SENTENCES.split(prose) if sentence.strip()]
    yield from _named(sentences, "countries", _spellings(references.all_countries, str))
    yield from _named(sentences, "conventions", _spellings(references.all_conventions, str.casefold), re.IGNORECASE)
    if date_field:
        yield from _dated(sentences, date_field)


def _spellings(things: Iterable[ReferenceData], key: Callable[[str], str]) -> dict[str, ReferenceData]:
    """Return the reference data by spelling; a main name takes precedence over the same alternative name of another."""
    main = [(label, thing) for thing in things for label in thing.labels.values()]
    others = [(label, thing) for thing in things for several in thing.alternative_labels.values() for label in several]
    found: dict[str, ReferenceData] = {}
    for name, thing in main + others:
        if len(name) >= _SHORTEST_NAME or not name.isascii():
            found.setdefault(key(_straight(name)), thing)
    return found


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _named(sentences: list[str], field: str, names: dict[str, ReferenceData], flags: int = 0) -> Iterator[Mention]:
    if not names:
        return
    # The longest names come first, so that "Papua New Guinea" is not read as a mention of "Guinea".
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", flags)
    seen = set()
    for sentence in sentences:
        for match in pattern.finditer(_straight(sentence)):
            thing = names[match[0].casefold() if flags else match[0]]
            if thing.pk not in seen:
                seen.add(thing.pk)
                yield Mention(field, thing.labels["en"], sentence[:_CONTEXT], thing)


def _dated(sentences: list[str], field: str) -> Iterator[Mention]:
    seen = set()
    for sentence in sentences:
        for date in days_in(sentence):
            if date not in seen:
                seen.add(date)
                yield Mention(field, date.edtf, sentence[:_CONTEXT])
