"""Define declarations whose values are short literals: numbers, dates, codes, amounts of money."""

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
    """A code of a code list, unique within its type; GraphQL looks up resources by their code."""

    _: KW_ONLY
    datatype: URIRef = XSD.string

    def term(self, text: str) -> Term:
        return typed(text, self.datatype)


@dataclass(frozen=True)
class Language(String):
    """A language, or several, given as BCP 47 tags."""


@dataclass(frozen=True)
class URL(String):
    """An address on the web. A page of this site is given by the IRI of its resource, which does not change."""

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
    """True or false. Where `completes` names a field, true says that its list is complete, false that it may not be."""

    _: KW_ONLY
    completes: str = ""

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed("true" if value else "false", XSD.boolean)


@dataclass(frozen=True)
class DateTime(Field):
    """A moment. JSON holds it in UTC, to the second or finer, as ISO 8601 with a Z."""

    def encode(self, value: datetime.datetime) -> Json:
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")

    def terms(self, value: Json) -> Iterator[Term]:
        yield typed(value, XSD.dateTime)


@dataclass(frozen=True)
class PartialDate(Field):
    """A date known to the year, the month or the day. JSON holds it as EDTF.

    In RDF an approximate date is written as its plain date, and an open end ("ongoing") gives no triple.
    """

    def encode(self, value: PartialDateValue) -> Json:
        """Return the date as EDTF.

        Raises ValueError for an invalid date here, because an error in `terms` would stop other records too.
        """
        return PartialDateValue.parse(str(value)).edtf

    def terms(self, value: Json) -> Iterator[Term]:
        lexical = PartialDateValue.parse(value).rdf_lexical
        if lexical:
            yield typed(*lexical)


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
