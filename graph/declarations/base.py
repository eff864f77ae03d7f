"""Define the types of resources, and the base class of declared fields: name, predicate and source of the value."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pyoxigraph as ox
from django.db.models import Manager, Model
from rdflib import RDFS, SH, XSD, Literal, URIRef
from rdflib.term import Node
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from graph.declarations.columns import Column, written
from graph.identity import ResourceId

if TYPE_CHECKING:
    from graph.declarations.registration import Registry

NOTICE = timedelta(days=180)
SENTENCE = re.compile(r"Since (\d{4}-\d\d-\d\d): use (.+)\. Removed after (\d{4}-\d\d-\d\d)\.", re.DOTALL)

Json = Any
Meant = Callable[[str], str | None]
"""A function that returns the public resource of a mention: the mentioned resource, or the one at the mentioned
address; None where there is no public one."""
Constraints = Mapping[URIRef, Node | list[Node]]
"""Constraints of SHACL that a value must fulfil together; a list becomes a list of RDF."""


class Visibility(enum.Enum):
    """When an instance is public."""

    OWN = "own"
    """When it is published (drafts and pages), or always (plain models)."""

    OWN_OR_LINKED = "own or linked"
    """Also when a resource that is public on its own links to it, published or not."""

    LINKED = "linked"
    """Only when a resource that is public on its own links to it, and nothing shuts it away."""


def camel_case(name: str) -> str:
    """Return a name in snake case as GraphQL writes it: startDate for start_date."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


@dataclass(frozen=True)
class GraphType:
    """A type of resource, or of a part within a resource such as a funding.

    `key` is the attribute that identifies an instance permanently: a natural code or a UUID. `title` is the field by
    which people know it. `slug` is used in IRIs; `singular` and `plural` are GraphQL's root fields, in snake case.
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
    edition: str = ""
    """The edition of the list whose concepts are the resources of this type, if it has only one."""

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
    """The instance of a resource in one language; an instance of a plain model is the only one, with language None."""

    language: str | None
    instance: Model


@dataclass(frozen=True)
class Deprecation:
    """The announcement that a field will be removed: its date, what to use instead, and the last day of the field.

    Partners have half a year; a shorter notice raises ValueError.
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
        """Return the deprecation that `str` wrote as this text; None for any other text."""
        parts = SENTENCE.fullmatch(text)
        return cls(date.fromisoformat(parts[1]), parts[2], date.fromisoformat(parts[3])) if parts else None


class Row(NamedTuple):
    """The place of a value in the rows of a child relation, as the path "fundings__donor" gives it."""

    relation: str
    attribute: str

    def model(self, parent: type[Model]) -> type[Model]:
        """Return the model of the rows of this relation of a parent."""
        model: type[Model] = parent._meta.get_field(self.relation).related_model  # type: ignore[assignment]
        return model


@dataclass(frozen=True)
class Companion:
    """A literal that follows from a field's value and is stated beside it, such as the first day that a date can mean.

    `name` is that of its column in tables.
    """

    name: str
    predicate: URIRef
    datatype: URIRef
    label: str = ""
    definition: str = ""


@dataclass(frozen=True)
class InnerNode:
    """A kind of node that is made of a field's value and has an IRI of its own, such as the period of a project.

    The key in its IRI begins with the key of the resource or part that holds it, so that the IRI leads there.
    """

    slug: str
    classes: tuple[URIRef, ...]
    literals: tuple[Companion, ...]
    label: str = ""
    definition: str = ""
    """The label and the definition of an own class, if the node has one."""


@dataclass(frozen=True)
class Field:
    """One declared fact. Each kind of field is a subclass, which holds all that the graph needs to know of the kind.

    A kind overrides what differs from a single literal that is found and written as it is. `terms` has no default.
    What an interface for people does with a kind is an entry of its table (`graph.declarations.by_kind`).

    `source` is an attribute, a method without arguments, or a path through relations such as
    "country_links__country" or through blocks such as "body__case_study__projects"; it defaults to `name`. For a
    method, `depends_on` lists the model fields and paths through relations that it reads, so that triggers watch them
    and relations are loaded for many instances at once. With `on_record`, the statement is about the document
    (`/data/…`) and not about the thing it describes.
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
    """Whether values may be long: long values are kept in the database only, not in the replica, and have no keys."""
    by_language: ClassVar[bool] = False
    """Whether a value holds texts by language, to which every public translation contributes its own."""
    in_words: ClassVar[bool] = False
    """Whether values are words, by which editors find a record in the admin."""
    searched: ClassVar[bool] = False
    """Whether the site's search reads the words."""

    has_geometry: ClassVar[bool] = False
    """Whether values are places on a map, which `geometry` returns."""

    @property
    def many(self) -> bool:
        """Return whether a resource may have several values. Kinds that have several declare `many` as an attribute."""
        return False

    @property
    def completes(self) -> str:
        """The name of the field whose list is complete where this field is true; empty for all kinds but Boolean."""
        return ""

    @property
    def path(self) -> str:
        return self.source or self.name

    @property
    def paths(self) -> tuple[str, ...]:
        """The model fields and paths through relations from which the value is read."""
        return self.depends_on or (self.path,)

    @property
    def row(self) -> Row | None:
        """The rows that hold the value; None for a value that is computed, or is not in a row of a child relation."""
        relation, _, attribute = self.path.partition("__")
        return Row(relation, attribute) if attribute and "__" not in attribute and not self.depends_on else None

    @property
    def watches(self) -> tuple[str, ...]:
        """The model fields and child relations whose changes may change the value."""
        return tuple(path.split("__")[0] for path in self.paths)

    @property
    def predicates(self) -> tuple[URIRef, ...]:
        return (self.predicate, *self.also)

    def bound(self, model: type[Model]) -> Field:
        """Return the field completed with information from the model that declares it."""
        return self

    def read(self, instance: Model) -> Any:
        """Return the Python value of the field: a list where the path leads through a relation to many."""
        return _follow(instance, self.path.split("__"))

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        """Return the value as JSON, or None when it is empty. Facts are read from the first translation."""
        value = self.read(translations[0].instance)
        return None if value is None or value == "" else self.encode(value)

    def encode(self, value: Any) -> Json:
        """Return the JSON of a Python value."""
        return value

    def decode(self, value: Json) -> Any:
        """Return the Python value of a JSON value, which can be compared."""
        return value

    def keys(self, value: Json, language: str | None = None) -> Iterator[Any]:
        """Yield the keys by which the replica finds and compares a value; with a language, those of its texts only."""
        yield self.decode(value)

    def singles(self, value: Json) -> Iterator[Json]:
        """Yield each of several values, or the text in each language, as a JSON value of its own."""
        yield from ([each] for each in value) if self.many else (value,)

    def words(self, value: Json, language: str | None = None) -> Iterator[str]:
        """Yield the texts that search reads in one language, or in all; a text without language belongs to all."""
        yield from ()

    def geometry(self, value: Json) -> Json:
        """Return a value as a geometry of GeoJSON (RFC 7946)."""
        raise NotImplementedError

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        """The datatypes of the literals of the predicate; empty if its objects are IRIs."""
        return ()

    @property
    def companions(self) -> tuple[Companion, ...]:
        """The literals that are stated beside the value."""
        return ()

    @property
    def inner_nodes(self) -> tuple[InnerNode, ...]:
        """The kinds of nodes that `nodes` makes of a value."""
        return ()

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        """Yield each predicate that the field states, with the datatypes of its literals."""
        for predicate in self.predicates:
            yield predicate, self.datatypes
        for each in self.companions:
            yield each.predicate, (each.datatype,)
        for node in self.inner_nodes:
            yield from ((each.predicate, (each.datatype,)) for each in node.literals)

    def ranges(self, types: Registry) -> Iterator[tuple[URIRef, ...]]:
        """Yield the classes that a value may have, each with the broader classes that it then has too."""
        yield from ((datatype, RDFS.Literal) for datatype in self.datatypes)
        if not self.datatypes:
            yield (RDFS.Resource,)

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        """Yield constraints of the values of a predicate; values must fulfil one of several of the same predicate."""
        yield from ((self.predicate, {SH.datatype: datatype}) for datatype in self.datatypes)
        yield from ((each.predicate, {SH.datatype: each.datatype}) for each in self.companions)

    def counts(self) -> Iterator[tuple[URIRef, Literal]]:
        """Yield constraints of the number of values."""
        if not self.many:
            yield SH.maxCount, Literal(1)

    def columns(self, types: Registry) -> Iterator[Column]:
        """Yield the columns of the field in tables."""
        datatype = self.datatypes[0].removeprefix(str(XSD)) if len(self.datatypes) == 1 else "string"
        yield Column(self.name, self, written, predicate=self.predicate, datatype=datatype)

    def terms(self, value: Json) -> Iterator[ox.NamedNode | ox.Literal]:
        """Yield the objects of the triples that a JSON value represents."""
        raise NotImplementedError

    def statements(self, value: Json) -> Iterator[tuple[URIRef, ox.NamedNode | ox.Literal]]:
        """Yield the predicates and objects of all triples that a JSON value represents."""
        for term in self.terms(value):
            for predicate in self.predicates:
                yield predicate, term

    def nodes(self, holder: ResourceId, value: Json) -> Iterator[tuple[ResourceId, URIRef, ox.NamedNode | ox.Literal]]:
        """Yield the statements about nodes made of the value, and those that link the holder with them."""
        yield from ()

    def targets(self, value: Json) -> Iterator[str]:
        """Yield the ids of the resources, and the addresses, that the value mentions."""
        yield from ()

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        """Return the value with mentions resolved by `meant`, and without those that mean no public resource."""
        return value


def _follow(value: Any, names: list[str]) -> Any:
    """Return the value at a path through attributes, methods, child relations, and blocks of a StreamField by type."""
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
    """Return the values at a path from each of the rows, in one flat list."""
    found = []
    for row in rows:
        value = _follow(row, names)
        found.extend(value if isinstance(value, list) else [value])
    return found
