"""Find what a question to a list asks for, and count it by facet.

The counts of a facet are those of the list without the facet's own choices, so that each says how many more, or how
many at all, its value would bring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from graph import presentation
from graph.declarations import registry
from graph.identity import ResourceId
from graph.presentation import ALL, Item, lists
from graph.presentation.lists import Given, Value
from graph.presentation.reader import Reader
from graph.replica import Replica
from home.lists.asked import NAMES, Asked, period_of
from search.results import Results, search

KEPT = 2_000
"""How many counts of facets one state of the graph keeps."""
PERIOD, WORDS = "period", "words"
"""Names of the conditions that are no facets."""


@dataclass(frozen=True)
class Chosen:
    """Something that narrows a list: the parameter that says it, with its value, or None for all its values."""

    label: str
    item: Item
    parameter: str
    value: str | None = None

    @property
    def in_titles(self) -> str:
        """The words that say this in the title of a list: a date needs to say what it is, a name does not."""
        return f"{self.label} {self.item.text}" if self.parameter in ("since", "until") else self.item.text


class Result:
    """The resources that a question asks for."""

    def __init__(self, replica: Replica, asked: Asked, language: str) -> None:
        self.replica, self.asked, self.language = replica, asked, language

    @cached_property
    def resources(self) -> Set[ResourceId]:
        return self._among(without="")

    @cached_property
    def ordered(self) -> Sequence[ResourceId]:
        """The resources in the order that is asked for: by relevance to the words, or else by name."""
        asked = self.asked
        if asked.order == NAMES or not (asked.order or self.searched):
            found = presentation.by_name(self.replica, asked.type_name, self.resources, self.language)
            return found[::-1] if asked.descending else found
        if not asked.order and self.searched:
            return [each for each in self.searched.ranked() if each in self.resources]
        return lists().ordered(
            self.replica,
            asked.type_name,
            self.resources,
            asked.order,
            descending=asked.descending,
            language=self.language,
        )

    @cached_property
    def searched(self) -> Results | None:
        """The results of the search for the words; None if there are none. Raise QueryError if they are too many."""
        types = None if self.asked.type_name == ALL else [self.asked.type_name]
        return search(self.replica, self.asked.words, language=self.language, types=types) if self.asked.words else None

    def chosen(self, reader: Reader) -> Iterator[Chosen]:
        """Yield all that narrows the list."""
        asked = self.asked
        if asked.words:
            yield Chosen(gettext("Words"), Item(asked.words), "q")
        for name, values in asked.chosen.items():
            facet = asked.facets[name]
            yield from (Chosen(facet.label, facet.item(each, reader), name, facet.write(each)) for each in values)
        for name, date, meaning in (("since", asked.since, gettext("From")), ("until", asked.until, gettext("Until"))):
            if date:
                yield Chosen(meaning, Item(date.display(self.language)), name)

    @cached_property
    def conditions(self) -> Mapping[str, Given]:
        """The filters that the question consists of, by facet."""
        asked = self.asked
        found = {name: asked.facets[name].condition(self.replica, values) for name, values in asked.chosen.items()}
        period = period_of(asked.type_name)
        if period and (asked.since or asked.until):
            found[PERIOD] = lists().under_way(*period, asked.since, asked.until)
        return found

    @property
    def filter(self) -> Given:
        """The conditions as one filter of GraphQL."""
        several = list(self.conditions.values())
        if self.asked.type_name == ALL and "type" not in self.conditions:
            several.append(lists().of_types([each.name for each in registry().resources]))
        return several[0] if len(several) == 1 else {"and": several} if several else {}

    def counts(self, facet: str) -> Mapping[Value, int]:
        """Return how many resources of the list have each value of a facet, whatever is chosen of the facet itself."""
        kept = self.replica.derived("counts of lists", KEPT)
        found: Mapping[Value, int] = kept.once((self._question, facet), lambda: dict(self._counted(facet)))
        return found

    def _counted(self, facet: str) -> Iterator[tuple[Value, int]]:
        among = self._among(without=facet)
        for value, held in self.asked.facets[facet].holders(self.replica).items():
            if number := len(held & among):
                yield value, number

    @property
    def _question(self) -> Any:
        asked = self.asked
        chosen = tuple((name, *sorted(map(str, values))) for name, values in sorted(asked.chosen.items()))
        return asked.type_name, chosen, asked.words, asked.since, asked.until, self.language if asked.words else ""

    @cached_property
    def _sets(self) -> Mapping[str, Set[ResourceId]]:
        found: dict[str, Set[ResourceId]] = {
            name: lists().passing(self.replica, self.asked.type_name, each) for name, each in self.conditions.items()
        }
        if self.searched:
            found[WORDS] = self.searched.hits.keys()
        return found

    def _among(self, without: str) -> Set[ResourceId]:
        """Return the resources that meet all conditions but that of one facet."""
        several = sorted((each for name, each in self._sets.items() if name != without), key=len)
        if not several:
            return self._everything
        found = set(several[0]).intersection(*several[1:])
        return found & self._everything if self.asked.type_name == ALL else found

    @cached_property
    def _everything(self) -> Set[ResourceId]:
        """All resources of the type or, in lists of all types, all that are no parts of others."""
        name = self.asked.type_name
        names = [each.name for each in registry().resources] if name == ALL else [name]
        found: Set[ResourceId] = self.replica.derived("resources of lists", 100).once(
            name, lambda: frozenset(each for several in names for each in self.replica.of_type(several))
        )
        return found


def result_of(replica: Replica, asked: Asked, language: str) -> Result:
    return Result(replica, asked, language)
