"""Define declarations whose values are short literals: numbers, dates, codes, amounts of money."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

import pyoxigraph as ox
from django.db.models import TextChoices
from django.utils.translation import override
from rdflib import SH, URIRef
from rdflib.term import Node

from graph.declarations.base import Constraints, Field, Json, Meant, Translation
from graph.declarations.columns import Column, Titles, joined, written
from graph.declarations.languages import collated
from graph.declarations.namespaces import SCHEMA, SKOS, XSD
from graph.identity import concept_iri
from graph.text import rich_text

if TYPE_CHECKING:
    from graph.declarations.registration import Registry

Term = ox.NamedNode | ox.Literal


def typed(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))


def address(text: str) -> Term:
    """Return an address as an IRI.

    Characters that browsers accept but IRIs may not contain (RFC 3987), such as "|", are percent-encoded. An address
    that is no IRI even then becomes a literal of type xsd:anyURI.
    """
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(text, safe=":/?#@!$&'()*+,;=%~", encoding="utf-8"))
    try:
        return ox.NamedNode(encoded)
    except ValueError:
        return typed(text, XSD.anyURI)


@dataclass(frozen=True)
class String(Field):
    """Text without a language, such as an acronym or a number as written. With `many`, JSON is a list of texts."""

    _: KW_ONLY
    many: bool = False

    in_words: ClassVar[bool] = True
    searched: ClassVar[bool] = True

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.string,)

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        if not self.many:
            return super().describe(translations)
        stated = filter(None, self.read(translations[0].instance))
        return list(dict.fromkeys(map(self.encode, stated))) or None

    def encode(self, value: Any) -> Json:
        return str(value)

    def texts(self, value: Json) -> list[str]:
        """Return the values as a list, of one value too."""
        return value if self.many else [value]

    def keys(self, value: Json, language: str | None = None) -> Iterator[str]:
        yield from map(collated, self.texts(value))

    def words(self, value: Json, language: str | None = None) -> Iterator[str]:
        yield from self.texts(value)

    def columns(self, types: Registry) -> Iterator[Column]:
        cell = joined if self.many else written
        yield Column(self.name, self, cell, predicate=self.predicate, separated=self.many)

    def terms(self, value: Json) -> Iterator[Term]:
        yield from map(self.term, self.texts(value))

    def term(self, text: str) -> Term:
        return ox.Literal(text)


@dataclass(frozen=True)
class Code(String):
    """A code of a code list, unique within its type; GraphQL looks up resources by their code."""

    _: KW_ONLY
    datatype: URIRef = XSD.string

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (self.datatype,)

    def term(self, text: str) -> Term:
        return typed(text, self.datatype)


@dataclass(frozen=True)
class Language(String):
    """A language, or several, given as BCP 47 tags."""

    searched: ClassVar[bool] = False


@dataclass(frozen=True)
class URL(String):
    """An address on the web. A page of this site is given by the IRI of its resource, which does not change."""

    searched: ClassVar[bool] = False

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return ()

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        yield self.predicate, {SH.nodeKind: SH.IRI}
        # An address that is no valid IRI stays a literal (`address`).
        yield self.predicate, {SH.datatype: XSD.anyURI}

    def encode(self, value: Any) -> Json:
        return rich_text.as_iri(str(value))

    def targets(self, value: Json) -> Iterator[str]:
        for each in self.texts(value):
            yield from rich_text.addressed(each)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        if not self.many:
            return rich_text.led(value, meant)
        return [led for each in value if (led := rich_text.led(each, meant))] or None

    def term(self, text: str) -> Term:
        return address(text)


@dataclass(frozen=True)
class Integer(Field):
    """A whole number."""

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.integer,)

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(str(value), XSD.integer)


def lexical_boolean(value: bool, titles: Titles | None = None) -> str:
    return "true" if value else "false"


@dataclass(frozen=True)
class Boolean(Field):
    """True or false.

    Where `completes` names a field with parts, true says that its list is complete, false that it may not be.
    `question` is then the field of what such a list may hold that answers whether it does: yes, no or unknown.
    """

    _: KW_ONLY
    completes: str = ""
    question: str = ""

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.boolean,)

    def columns(self, types: Registry) -> Iterator[Column]:
        yield from (replace(column, cell=lexical_boolean) for column in super().columns(types))

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(lexical_boolean(value), XSD.boolean)


def moment(text: str) -> str:
    """Return an ISO 8601 time in UTC with microseconds, so that texts sort as the times do; no offset means UTC."""
    read = datetime.datetime.fromisoformat(text)
    utc = read.replace(tzinfo=datetime.UTC) if read.tzinfo is None else read.astimezone(datetime.UTC)
    return utc.isoformat(timespec="microseconds")


@dataclass(frozen=True)
class DateTime(Field):
    """A moment. JSON holds it in UTC, to the second or finer, as ISO 8601 with a Z."""

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.dateTime,)

    def encode(self, value: datetime.datetime) -> Json:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")

    def keys(self, value: Json, language: str | None = None) -> Iterator[str]:
        yield moment(value)

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(value, XSD.dateTime)


@dataclass(frozen=True)
class Choice(Field):
    """A coded value of a small fixed list; in RDF a concept of Accord's vocabulary."""

    _: KW_ONLY
    choices: type[TextChoices]

    @property
    def scheme(self) -> str:
        """The name of the list: "OrganisationKind" for `Organisation.Kind`."""
        return self.choices.__qualname__.replace(".", "")

    def encode(self, value: Any) -> Json:
        return str(value)

    def ranges(self, types: Registry) -> Iterator[tuple[URIRef, ...]]:
        yield (SKOS.Concept,)

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        concepts: list[Node] = [URIRef(concept_iri(self.scheme, value)) for value in self.choices.values]
        yield self.predicate, {SH["in"]: concepts}

    def columns(self, types: Registry) -> Iterator[Column]:
        with override("en"):
            labels = {member.value: str(member.label) for member in self.choices}
        concept = concept_iri(self.scheme, f"{{{self.name}}}")
        yield Column(self.name, self, written, predicate=self.predicate, value_url=concept)
        yield Column(f"{self.name}_name", self, lambda value, titles: labels.get(value, ""))

    def terms(self, value: Json) -> Iterator[Term]:
        yield ox.NamedNode(concept_iri(self.scheme, value))


@dataclass(frozen=True)
class Amount(Field):
    """An amount of money: {"value": "1720000", "currency": "EUR"}, the currency as ISO 4217.

    Amounts in different currencies are never added. RDF states value and currency on the same node, so that a
    query needs only one hop, and no blank node.
    """

    _: KW_ONLY
    currency: str = "currency"

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (XSD.decimal,)

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        yield SCHEMA.currency, (XSD.string,)

    def decode(self, value: Json) -> tuple[str, Decimal]:
        return value["currency"], Decimal(value["value"])

    def columns(self, types: Registry) -> Iterator[Column]:
        yield from (replace(each, cell=lambda value, titles: value["value"]) for each in super().columns(types))
        currency = f"{self.name}_currency"
        yield Column(currency, self, lambda value, titles: value["currency"], predicate=SCHEMA.currency)

    @property
    def watches(self) -> tuple[str, ...]:
        return (*super().watches, self.currency)

    def describe(self, translations: Any) -> Json | None:
        instance = translations[0].instance
        value: Decimal | None = self.read(instance)
        if value is None:
            return None
        plain = format(Decimal(value).normalize(), "f")
        return {"value": plain, "currency": getattr(instance, self.currency)}

    def statements(self, value: Json) -> Iterator[tuple[URIRef, Term]]:
        yield self.predicate, typed(value["value"], XSD.decimal)
        yield SCHEMA.currency, ox.Literal(value["currency"])
