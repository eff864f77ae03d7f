"""What every declaration has in common: a name, a predicate, and where its value is read from."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

import pyoxigraph as ox
from django.db.models import Manager, Model
from rdflib import URIRef
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

NOTICE = timedelta(days=180)
SENTENCE = re.compile(r"Since (\d{4}-\d\d-\d\d): use (.+)\. Removed after (\d{4}-\d\d-\d\d)\.", re.DOTALL)

Json = Any
Meant = Callable[[str], str | None]
"""The public resource that a mention means: itself, or who is at an address; None where nothing public is meant."""


class Visibility(enum.Enum):
    """When an instance is public."""

    OWN = "own"
    """When it is published (drafts and pages), or always (plain models)."""

    OWN_OR_LINKED = "own or linked"
    """Also when a resource that is public on its own links to it, published or not."""

    LINKED = "linked"
    """Only when a resource that is public on its own links to it, and nothing shuts it away."""


@dataclass(frozen=True)
class GraphType:
    """A type of resource, or of a part within a resource such as a funding.

    `key` is the attribute that names an instance for ever: a natural code or a UUID. `title` is the field that
    names it to people. `slug` stands in IRIs; `singular` and `plural` are GraphQL's root fields, in snake case.
    """

    name: str
    _: KW_ONLY
    rdf: tuple[URIRef, ...]
    key: str = "translation_key"
    title: str | None = "title"
    slug: str = ""
    singular: str = ""
    plural: str = ""
    definition: str = ""
    visibility: Visibility = Visibility.OWN

    def __post_init__(self) -> None:
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", self.name).lower()
        defaults = {
            "slug": snake.replace("_", "-"),
            "singular": snake,
            "plural": f"{snake}s",
        }
        for attribute, value in defaults.items():
            if not getattr(self, attribute):
                object.__setattr__(self, attribute, value)


@dataclass(frozen=True)
class Translation:
    """One language's instance of a resource; plain models have one, with language None."""

    language: str | None
    instance: Model


@dataclass(frozen=True)
class Deprecation:
    """A field that will go: since when that is said, what to use instead, and after which day it may be removed.

    Partners have half a year; a declaration that gives them less raises ValueError.
    """

    since: date
    use: str
    until: date

    def __post_init__(self) -> None:
        if self.until - self.since < NOTICE:
            raise ValueError(f"Give partners at least {NOTICE.days} days, until {self.since + NOTICE} or later.")

    def __str__(self) -> str:
        return f"Since {self.since}: use {self.use}. Removed after {self.until}."

    @classmethod
    def read(cls, text: str) -> Deprecation | None:
        """What `str` wrote; None for any other text."""
        parts = SENTENCE.fullmatch(text)
        return cls(date.fromisoformat(parts[1]), parts[2], date.fromisoformat(parts[3])) if parts else None


@dataclass(frozen=True)
class Field:
    """One declared fact.

    `source` is an attribute, a method without arguments, or a path through relations such as
    "country_links__country" or through blocks such as "body__case_study__projects"; it defaults to `name`. A method
    says in `depends_on` which model fields and paths through relations it reads, so that triggers know what to watch
    and what many instances need is loaded at once. With `on_record`, the statement is about the document (`/data/…`)
    and not about the thing it describes.
    """

    name: str
    predicate: URIRef
    _: KW_ONLY
    source: str = ""
    label: str = ""
    definition: str = ""
    also: tuple[URIRef, ...] = ()
    depends_on: tuple[str, ...] = ()
    on_record: bool = False
    deprecated: Deprecation | None = None

    long: ClassVar[bool] = False
    """Whether values may be long: they stay in the database and out of the replica."""

    @property
    def path(self) -> str:
        return self.source or self.name

    @property
    def paths(self) -> tuple[str, ...]:
        """All that the value is read from: model fields, and paths through relations."""
        return self.depends_on or (self.path,)

    @property
    def watches(self) -> tuple[str, ...]:
        """The model fields and child relations from which the value follows."""
        return tuple(path.split("__")[0] for path in self.paths)

    @property
    def predicates(self) -> tuple[URIRef, ...]:
        return (self.predicate, *self.also)

    def bound(self, model: type[Model]) -> Field:
        """Return the field with what the model says about it."""
        return self

    def read(self, instance: Model) -> Any:
        """The Python value: a list where the path leads through a relation to many."""
        return _follow(instance, self.path.split("__"))

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        """The value as JSON, None when it is not stated. Facts come from the first translation."""
        value = self.read(translations[0].instance)
        return None if value is None or value == "" else self.encode(value)

    def encode(self, value: Any) -> Json:
        return value

    def terms(self, value: Json) -> Iterator[ox.NamedNode | ox.Literal]:
        """The objects of the triples that a JSON value stands for."""
        raise NotImplementedError

    def statements(self, value: Json) -> Iterator[tuple[URIRef, ox.NamedNode | ox.Literal]]:
        """Predicates and objects of all triples that a JSON value stands for."""
        for term in self.terms(value):
            for predicate in self.predicates:
                yield predicate, term

    def targets(self, value: Json) -> Iterator[str]:
        """Ids of the resources that the value mentions."""
        yield from ()

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        """The value with what its mentions mean, and without those of what is not public."""
        return value


def _follow(value: Any, names: list[str]) -> Any:
    """A path through attributes, methods, child relations, and the blocks of a StreamField by their type."""
    for position, name in enumerate(names):
        if value is None:
            return None
        rest = names[position + 1 :]
        if isinstance(value, StreamValue):
            return _each([child.value for child in value if child.block_type == name], rest)
        value = value.get(name) if isinstance(value, StructValue) else getattr(value, name)
        if isinstance(value, Manager):
            return _each(value.all(), rest)
        if isinstance(value, ListValue):
            return _each(value, rest)
        if callable(value):
            value = value()
    return value


def _each(rows: Iterable[Any], names: list[str]) -> list[Any]:
    """What the path leads to from each row, in one list."""
    found = []
    for row in rows:
        value = _follow(row, names)
        found.extend(value if isinstance(value, list) else [value])
    return found
