"""Declarations whose values are short literals: numbers, dates, codes, amounts of money."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
from django.db.models import TextChoices
from rdflib import URIRef

from graph.declarations.base import Field, Json, Meant, Translation
from graph.declarations.namespaces import SCHEMA, XSD
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from graph.identity import concept_iri
from graph.text import rich_text

Term = ox.NamedNode | ox.Literal


def typed(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))


def address(text: str) -> Term:
    """Return an address as an IRI.

    What browsers forgive and IRIs do not hold (RFC 3987), such as "|", is percent-encoded; an address that is no
    IRI even so stays a literal.
    """
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(text, safe=":/?#@!$&'()*+,;=%~", encoding="utf-8"))
    try:
        return ox.NamedNode(encoded)
    except ValueError:
        return typed(text, XSD.anyURI)


@dataclass(frozen=True)
class String(Field):
    """Text that belongs to no language: an acronym, a number as written. With `many`, JSON is a list of them."""

    _: KW_ONLY
    many: bool = False

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        if not self.many:
            return super().describe(translations)
        stated = filter(None, self.read(translations[0].instance))
        return list(dict.fromkeys(map(self.encode, stated))) or None

    def encode(self, value: Any) -> Json:
        return str(value)

    def each(self, value: Json) -> list[str]:
        return value if self.many else [value]

    def terms(self, value: Json) -> Iterator[Term]:
        yield from map(self.term, self.each(value))

    def term(self, text: str) -> Term:
        return ox.Literal(text)


@dataclass(frozen=True)
class Code(String):
    """A code of a code list, unique for its type; GraphQL finds the resource by it."""

    _: KW_ONLY
    datatype: URIRef = XSD.string

    def term(self, text: str) -> Term:
        return typed(text, self.datatype)


@dataclass(frozen=True)
class Language(String):
    """A language by its BCP 47 tag, or several."""


@dataclass(frozen=True)
class URL(String):
    """The address of something on the web. That of a page of ours is the IRI of its resource, which does not change."""

    def encode(self, value: Any) -> Json:
        return rich_text.as_iri(str(value))

    def targets(self, value: Json) -> Iterator[str]:
        for each in self.each(value):
            yield from rich_text.addressed(each)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        if not self.many:
            return rich_text.led(value, meant)
        return [led for each in value if (led := rich_text.led(each, meant))] or None

    def term(self, text: str) -> Term:
        return address(text)


@dataclass(frozen=True)
class Integer(Field):
    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(str(value), XSD.integer)


@dataclass(frozen=True)
class Boolean(Field):
    """True or false; `completes` names the field whose list is complete where this is true, and else unknown."""

    _: KW_ONLY
    completes: str = ""

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed("true" if value else "false", XSD.boolean)


@dataclass(frozen=True)
class DateTime(Field):
    """A moment; JSON holds it in UTC, to the second or finer, as ISO 8601 with a Z."""

    def encode(self, value: datetime.datetime) -> Json:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(value, XSD.dateTime)


@dataclass(frozen=True)
class PartialDate(Field):
    """A date known to the year, the month or the day; JSON holds it as EDTF.

    In RDF an approximate date is its plain date, and an open end ("ongoing") is no statement.
    """

    def encode(self, value: PartialDateValue) -> Json:
        """Return its text, and raise an error here for what is no date: later it would stop other records too."""
        return PartialDateValue.parse(str(value)).edtf

    def terms(self, value: Json) -> Iterator[Term]:
        lexical = PartialDateValue.parse(value).rdf_lexical
        if lexical:
            yield typed(*lexical)


@dataclass(frozen=True)
class Choice(Field):
    """A coded value of a small fixed list; in RDF a concept of our vocabulary."""

    _: KW_ONLY
    choices: type[TextChoices]

    @property
    def scheme(self) -> str:
        """The list's name: "OrganisationKind" for `Organisation.Kind`."""
        return self.choices.__qualname__.replace(".", "")

    def encode(self, value: Any) -> Json:
        return str(value)

    def terms(self, value: Json) -> Iterator[Term]:
        yield ox.NamedNode(concept_iri(self.scheme, value))


@dataclass(frozen=True)
class Amount(Field):
    """An amount of money: {"value": "1720000", "currency": "EUR"}, the currency as ISO 4217.

    Amounts of different currencies are never added. RDF states value and currency on the same node, so that a
    query stays one hop and no blank node is needed.
    """

    _: KW_ONLY
    currency: str = "currency"

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
