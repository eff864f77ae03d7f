"""Answer whether a resource belonged to another one's list at a time: yes, no or unknown, as with the parties to a
convention when a project began.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from graph.declarations import Boolean, DeclaredType, Inverse, Link, registry
from graph.declarations.partial_dates import PartialDate
from graph.identity import ResourceId
from graph.presentation.reader import Reader
from graph.presentation.timeline import Answer, Dates

ABOUT_A_YEAR = datetime.timedelta(days=366)
"""By how much an approximate date may be wrong."""


@dataclass(frozen=True)
class Membership:
    """What a resource says of its memberships in the lists of one type of holder."""

    resource: ResourceId
    holder: DeclaredType
    statement: Boolean
    part: DeclaredType
    inverse: Inverse
    """The inverse that leads from the member to the parts of the list."""
    reader: Reader

    @property
    def question(self) -> str:
        return str(self.part.page.question)

    @cached_property
    def since(self) -> dict[ResourceId, list[PartialDate | None]]:
        """The beginning of each membership, by the resource that has the list."""
        replica, found = self.reader.replica, defaultdict(list)
        start = self.part.when.start if self.part.when else ""
        for part in replica.inverse(self.resource, self.inverse):
            text = replica.node(part)["values"].get(start)
            found[replica.owner(part)].append(PartialDate.parse(text) if text else None)
        return dict(found)

    def answers(self, event: ResourceId, dates: Dates) -> Iterator[Answer]:
        """Yield an answer for each list that an event is about, or else for each to which the resource belongs."""
        replica = self.reader.replica
        for holder in self._named(event) or sorted(self.since):
            if holder in replica:
                complete = replica.node(holder)["values"].get(self.statement.name) is True
                code = belonged(self.since.get(holder, ()), complete, dates.start)
                yield Answer(self.reader.public_item(holder), code, WORDS[code]())

    def _named(self, event: ResourceId) -> list[ResourceId]:
        declared, values = self.reader.replica.declared(event), self.reader.replica.node(event)["values"]
        links = (each for each in declared.links.values() if isinstance(each, Link))
        return [
            target for link in links if self.holder.name in link.target_types for target in values.get(link.name, ())
        ]


WORDS = {
    "yes": lambda: gettext("yes"),
    "no": lambda: gettext("no"),
    "unknown": lambda: gettext("unknown"),
}


def belonged(since: Iterable[PartialDate | None], complete: bool, day: PartialDate | None) -> str:
    """Return "yes", "no" or "unknown": whether a membership had begun on a day, of which both may be known in part.

    An absence means no only if the list is complete.
    """
    answers = {_began(each, day) for each in since} or {"no" if complete else "unknown"}
    return next(each for each in ("yes", "unknown", "no") if each in answers)


def _began(since: PartialDate | None, day: PartialDate | None) -> str:
    if since is None or day is None or since.is_open or day.is_open:
        return "unknown"
    slack = ABOUT_A_YEAR if since.approximate or day.approximate else datetime.timedelta()
    if since.last.toordinal() + slack.days <= day.first.toordinal():
        return "yes"
    return "no" if since.first.toordinal() - slack.days > day.last.toordinal() else "unknown"


def memberships(declared: DeclaredType, resource: ResourceId, reader: Reader) -> Iterator[Membership]:
    """Yield each kind of list to which resources of a type can belong since a date, and that may be complete."""
    for holder in registry().resources:
        for statement in holder.fields.values():
            part = holder.parts.get(statement.completes) if isinstance(statement, Boolean) else None
            kind = registry().types[part.to] if part else None
            if isinstance(statement, Boolean) and kind and kind.when and kind.when.lasts and kind.page.question:
                for inverse in declared.inverses.values():
                    if kind.name in inverse.sources:
                        yield Membership(resource, holder, statement, kind, inverse, reader)
