"""Read what the journal stores of a resource and of the resources that it names, by predicate.

An activity is whatever can be funded: the exporters know terms of the vocabulary and no type of content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from rdflib import URIRef

from graph.declarations import SCHEMA, DeclaredType, Json, registry
from graph.declarations.partial_dates import PartialDate
from graph.identity import ResourceId, split

Texts = Mapping[str, str]
"""A text by language."""


def fundable() -> list[DeclaredType]:
    """Return the types of resources that have grants, which are the activities of IATI."""
    return [each for each in registry().resources if each.is_funded]


@dataclass(frozen=True)
class Facts:
    """What a resource or part states."""

    id: ResourceId
    declared: DeclaredType
    stated: Mapping[str, Json]

    def every(self, predicate: URIRef) -> Iterator[Json]:
        """Yield the values of all fields with this predicate; those of a field with several values one by one."""
        for name, field in self.declared.fields.items():
            if predicate in field.predicates and name in self.stated:
                value = self.stated[name]
                yield from value if isinstance(value, list) else [value]

    def one(self, predicate: URIRef) -> Json | None:
        return next(self.every(predicate), None)

    def text(self, predicate: URIRef) -> Texts:
        return self.one(predicate) or {}

    def plain(self, predicate: URIRef) -> Texts:
        """Return a formatted text without its markup, in each language in which there is one."""
        found: dict[str, str] = {}
        for field in self.declared.fields.values():
            if predicate in field.predicates:
                for language, text in (self.stated.get(field.name) or {}).items():
                    found[language] = field.plain(text)  # type: ignore[attr-defined]
        return {language: text for language, text in found.items() if text.strip()}

    def date(self, predicate: URIRef) -> PartialDate | None:
        value = self.one(predicate)
        return PartialDate.parse(value) if value else None

    @property
    def title(self) -> Texts:
        name = self.declared.graph_type.title
        return (self.stated.get(name) if name else None) or {}

    @property
    def key(self) -> str:
        return split(self.id)[1]


@dataclass(frozen=True)
class Activity:
    """A resource to export: its own facts, those of its parts, and those of the resources that it names."""

    id: ResourceId
    nodes: Mapping[ResourceId, Facts]
    others: Mapping[ResourceId, Facts]
    children: tuple[ResourceId, ...]
    """The activities that say that they are part of this one."""
    today: date

    @cached_property
    def facts(self) -> Facts:
        return self.nodes[self.id]

    @cached_property
    def language(self) -> str:
        """The default language: the first of the title."""
        return next(iter(self.facts.title), "en")

    @cached_property
    def identifier(self) -> str:
        return identifier(self.facts, self.nodes)

    @cached_property
    def start(self) -> PartialDate | None:
        return self.facts.date(SCHEMA.startDate)

    @cached_property
    def end(self) -> PartialDate | None:
        return self.facts.date(SCHEMA.endDate)

    def parts(self, predicate: URIRef) -> Iterator[Facts]:
        yield from (self.nodes[each] for each in self.facts.every(predicate) if each in self.nodes)

    def named(self, facts: Facts, predicate: URIRef) -> Iterator[Facts]:
        """Yield the resources that a node names and that are public."""
        yield from (self.others[each] for each in facts.every(predicate) if each in self.others)

    def related(self, predicate: URIRef) -> Iterator[Facts]:
        """Yield the named resources that are activities themselves."""
        return (each for each in self.named(self.facts, predicate) if each.declared.is_funded)


def identifier(facts: Facts, nodes: Mapping[ResourceId, Facts]) -> str:
    """Return the identifier that a resource has in IATI already, or the one that follows from its key."""
    known = (nodes[each] for each in facts.every(SCHEMA.identifier) if each in nodes)
    stated = (each.one(SCHEMA.value) for each in known if each.one(SCHEMA.propertyID) == "iati")
    return next(filter(None, stated), None) or f"{settings.IATI_ORGANISATION}-{facts.key}"
