"""Draw what has dates beside each other in time: a row for each resource, with its dates in words and as a bar.

A date that is known to the year is a pale bar as long as that year. What is certain is dark, and an open end is open.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from graph.declarations import DeclaredType, Json, When
from graph.declarations.partial_dates import PartialDate
from graph.presentation.model import Fact, Item

TICKS = 8
"""The largest number of years that the axis names."""
STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Dates:
    """When something happens: from `start` to `end`, or at `start` if it has no duration."""

    start: PartialDate | None
    end: PartialDate | None = None
    is_span: bool = False
    lasts: bool = False

    @property
    def known(self) -> list[PartialDate]:
        return [each for each in (self.start, self.end) if each and not each.is_open]

    @property
    def sort_key(self) -> tuple[bool, datetime.date]:
        """The first possible day; what has no dates comes last."""
        days = [each.first for each in self.known]
        return (not days, min(days, default=datetime.date.max))

    def words(self, language: str) -> str:
        """Return the dates in words, or "" if none is known."""
        start, end = (each.display(language) if each else "" for each in (self.start, self.end))
        if self.lasts:
            return gettext("since %(date)s") % {"date": start} if start else ""
        if not self.is_span or (start and start == end):
            return start
        if start and end:
            return f"{start} – {end}"
        if start:
            return gettext("from %(date)s, end not stated") % {"date": start}
        return gettext("until %(date)s, start not stated") % {"date": end} if self.known else end


@dataclass(frozen=True)
class Bar:
    """A piece of a bar: where it begins and how long it is, in percent of the axis. `style` says how it is drawn."""

    style: str
    begin: str
    length: str


@dataclass(frozen=True)
class Answer:
    """Whether something was so at that time: yes, no or unknown. `about` is what the question is about."""

    about: Item
    code: str
    text: str


@dataclass(frozen=True)
class Event:
    item: Item
    dates: Dates
    words: str
    facts: tuple[Fact, ...] = ()
    answers: tuple[Answer, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Lane:
    """The events of one list. `more` is the address of the whole list, if it has more than these."""

    name: str
    label: str
    definition: str
    count: int
    more: str
    events: tuple[Event, ...]
    question: str = ""
    """What the answers beside the events answer."""
    about: tuple[Item, ...] = ()
    """What the question is about, if it is the same for all events."""


@dataclass(frozen=True)
class Tick:
    year: int
    begin: str


@dataclass(frozen=True)
class Timeline:
    """Lanes with a common axis; without ticks there is too little to draw."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...] = ()


def dates_of(declared: DeclaredType, values: Json) -> Dates | None:
    """Return when a resource or part happens; None for a type without dates."""
    when = declared.when
    if when is None:
        return None
    start, end = _date(when.start, values), _date(when.end, values)
    return Dates(start, end, is_span=bool(when.end), lasts=when.lasts)


def _date(name: str, values: Json) -> PartialDate | None:
    return PartialDate.parse(values[name]) if name and values.get(name) else None


def has_period(when: When | None) -> bool:
    """Tell whether something of this kind takes time, rather than happening on a day."""
    return when is not None and bool(when.end)


@dataclass(frozen=True)
class Axis:
    """The years from the first to the last that any event can mean."""

    first: int
    last: int

    @classmethod
    def of(cls, dates: Iterable[Dates]) -> Axis | None:
        """Return the axis of these dates, or None if they are too few to be compared."""
        several = [each for each in dates if each.known]
        days = [day for each in several for date in each.known for day in (date.first, date.last)]
        if len(several) < 2 and not any(each.is_span for each in several):
            return None
        return cls(min(days).year, max(days).year + 1) if days else None

    def at(self, day: datetime.date, *, after: bool = False) -> float:
        """Return where a day begins, or with `after` where it ends, in percent of the axis."""
        days = 366 if calendar.isleap(day.year) else 365
        years = day.year + (day.timetuple().tm_yday - (0 if after else 1)) / days
        return min(100.0, max(0.0, 100 * (years - self.first) / (self.last - self.first)))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        step = next((each for each in STEPS if (self.last - self.first) / each <= TICKS), STEPS[-1])
        years = range(self.first + -self.first % step, self.last, step)
        return tuple(Tick(year, f"{self.at(datetime.date(year, 1, 1)):.2f}") for year in years)

    def bars(self, dates: Dates) -> Iterator[Bar]:
        """Yield the pieces of a bar: pale where the dates leave it open, dark where it certainly goes on."""
        start, end = dates.start, dates.end
        if start and not start.is_open:
            first, last = self.at(start.first), self.at(start.last, after=True)
            yield _bar("possible" if dates.is_span or start.precision != "day" else "day", first, last)
            if dates.lasts or (end and end.is_open):
                yield _bar("open", last, 100)
            elif end and self.at(end.first) > last:
                yield _bar("certain", last, self.at(end.first))
        if end and not end.is_open and (not start or end.last > start.last):
            first = max(self.at(end.first), self.at(start.last, after=True) if start else 0)
            yield _bar("possible", first, self.at(end.last, after=True))


def _bar(style: str, begin: float, end: float) -> Bar:
    return Bar(style, f"{begin:.2f}", f"{max(end - begin, 0):.2f}")


def drawn(lanes: Iterable[Lane]) -> Timeline:
    """Return the lanes with their bars on one axis."""
    several = tuple(lanes)
    axis = Axis.of(event.dates for lane in several for event in lane.events)
    if axis is None:
        return Timeline(several)
    return Timeline(tuple(_with_bars(each, axis) for each in several), axis.ticks)


def _with_bars(lane: Lane, axis: Axis) -> Lane:
    events = (replace(each, bars=tuple(axis.bars(each.dates))) for each in lane.events)
    return replace(lane, events=tuple(events))
