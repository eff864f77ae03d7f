"""Make the lanes of a timeline: each list of what has dates is one, with what is asked of its events."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.declarations import Inverse, Link, registry
from graph.description import Description
from graph.identity import ResourceId, split
from graph.presentation.kinds import KINDS, fact
from graph.presentation.membership import memberships
from graph.presentation.model import Fact, Item, Presentation
from graph.presentation.reader import Reader, inverse_label, label
from graph.presentation.shortcuts import repeats
from graph.presentation.timeline import Answer, Dates, Event, Lane, dates_of, has_period
from graph.replica import view_address

LONGEST = 20
"""The number of events that a page shows of a list of what links to it; the latest ones."""


def is_dated(link: Link | Inverse) -> bool:
    """Tell whether a list is drawn over time: what links here and has dates, or targets that take time."""
    if isinstance(link, Inverse):
        types = [registry().types[each] for each in link.sources]
        return all(each.when and (not each.is_part or each.when.lasts) for each in types)
    return takes_time(link)


def takes_time(link: Link) -> bool:
    names = [name for name in link.target_types if name in registry().types]
    return bool(names) and link.many and all(has_period(registry().types[name].when) for name in names)


class Lanes:
    """The lanes on the page of one resource."""

    def __init__(self, description: Description, reader: Reader) -> None:
        self.resource, self.declared, self.reader = description.id, description.declared, reader
        self.values = description.nodes[description.id].values
        public = description.id in reader.replica
        self.asked = list(memberships(self.declared, description.id, reader)) if public else []

    def lane(self, name: str, link: Link | Inverse) -> Lane | None:
        """Return the lane of a list, or None if this reader may see nothing of it."""
        if isinstance(link, Inverse):
            resources = self.reader.replica.inverse(self.resource, link)
            most, words, definition = LONGEST, self._label(link), link.stated_definition
        else:
            resources = [each for each in self.values[name] if self.reader.item(each)]
            most, words, definition = len(resources), label(self.declared, link), self.declared.definition(link)
        events = tuple(self._event(*each) for each in self._latest(resources, most))
        more = self._address(link.name) if len(resources) > most else ""
        lane = Lane(name, words, definition, len(resources), more, events)
        return self._with_question(lane) if events else None

    def own(self, shown: Presentation, lanes: Iterable[Lane]) -> Iterator[Lane]:
        """Yield the resource itself, if it takes time, above what it is compared with."""
        dates = dates_of(self.declared, self.values)
        compared = any(event.dates.is_span and event.dates.known for lane in lanes for event in lane.events)
        if dates and dates.is_span and dates.known and compared:
            event = Event(replace(shown.title, url=""), dates, dates.words(self.reader.language))
            yield Lane("", shown.kind.label, "", 1, "", (event,))

    def _label(self, inverse: Inverse) -> str:
        """Return the label of a list, or that of its only shortcut: “Conventions” rather than “Participations”."""
        short = [each for each in self.declared.inverses.values() if repeats(each, inverse)]
        return inverse_label(short[0] if len(short) == 1 else inverse)

    def _address(self, name: str) -> str:
        return f"{view_address('related', *split(self.resource), name)}?lang={self.reader.language}"

    def _latest(self, resources: list[ResourceId], most: int) -> list[tuple[ResourceId, Dates]]:
        """Return the latest resources of a list, in the order of their dates."""
        dated = [(each, self._dates(each)) for each in resources]
        latest = heapq.nlargest(most, dated, key=lambda pair: (bool(pair[1].known), pair[1].sort_key[1]))
        return sorted(latest, key=lambda pair: (pair[1].sort_key, pair[0]))

    def _dates(self, resource: ResourceId) -> Dates:
        if resource not in self.reader.replica:
            return Dates(None)
        values = self.reader.replica.graph.values(resource)
        return dates_of(self.reader.replica.declared(resource), values) or Dates(None)

    def _event(self, resource: ResourceId, dates: Dates) -> Event:
        item = self.reader.item(resource) or Item(split(resource)[1])
        facts: tuple[Fact, ...] = ()
        answers: tuple[Answer, ...] = ()
        if resource in self.reader.replica and self.reader.replica.is_part(resource):
            facts = tuple(self._details(resource))
        elif resource in self.reader.replica and dates.is_span:
            answers = tuple(answer for each in self.asked for answer in each.answers(resource, dates))
        return Event(item, dates, dates.words(self.reader.language), facts, answers)

    def _details(self, part: ResourceId) -> Iterator[Fact]:
        """Yield what a part says beyond its date and the two resources that it connects."""
        declared, values = self.reader.replica.declared(part), self.reader.replica.node(part)["values"]
        for name, field in declared.fields.items():
            told = declared.when and name in declared.when.names
            if name not in values or told or isinstance(field, Link) or not KINDS[field].in_line:
                continue
            if found := fact(declared, field, values[name], self.reader):
                yield found

    def _with_question(self, lane: Lane) -> Lane:
        """Return a lane with the question that its answers answer, and what it is about if that is the same for all."""
        about = {answer.about for event in lane.events for answer in event.answers}
        if not about:
            return lane
        same = all(len(event.answers) == 1 for event in lane.events) and len(about) == 1
        return replace(lane, question=self.asked[0].question, about=tuple(about) if same else ())
