"""Show the values of each kind of declared field to people."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import singledispatch
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.utils.text import capfirst
from django.utils.translation import gettext

from graph.declarations import (
    URL,
    Amount,
    Boolean,
    Choice,
    DateTime,
    DeclaredType,
    Field,
    Inverse,
    Json,
    Language,
    Link,
    Part,
    PartialDate,
    String,
    Text,
    best_language,
)
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from graph.identity import from_iri
from graph.presentation.media import download_of
from graph.presentation.model import Fact, Item
from graph.presentation.reader import Reader
from graph.replica import in_sequence


def label(name: str) -> str:
    """Return a field's translated label for the head of a row."""
    return str(capfirst(gettext(name.replace("_", " "))))


def fact(declared: DeclaredType, field: Field, value: Json, reader: Reader) -> Fact | None:
    """Return the row of a field, or None if it has nothing to show to this reader."""
    found = tuple(items(field, value, reader))
    if not found:
        return None
    mixed = isinstance(field, Link) and len({item.kind for item in found}) > 1
    return Fact(field.name, label(declared.label(field)), declared.definition(field), found, mixed)


def is_shown(field: Field) -> bool:
    """Tell whether a field is shown: a literal computed from other fields would repeat them."""
    return isinstance(field, Link) or not field.depends_on


def inverse_label(inverse: Inverse) -> str:
    return label(inverse.name)


@singledispatch
def items(field: Field, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the value of a field as items. By default (codes, numbers), yield the value as it is written."""
    yield Item(str(value))


@items.register
def _(field: String, value: Json, reader: Reader) -> Iterator[Item]:
    yield from map(Item, field.each(value))


@items.register
def _(field: Language, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the language's name in the reader's language, or the tag itself if Babel does not know it."""
    for tag in field.each(value):
        try:
            name = Locale.parse(tag, sep="-").get_display_name(reader.language)
        except (ValueError, UnknownLocaleError):
            name = None
        yield Item(name or tag, machine=tag)


@items.register
def _(field: Text, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the texts in the best language: several if they are alternatives."""
    best = best_language(value, reader.language)
    if best:
        texts = value[best]
        yield from (Item(text, best) for text in ([texts] if isinstance(texts, str) else texts))


@items.register
def _(field: Link, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the names of resources, with a download for files."""
    for resource in in_sequence(reader.replica, value, field):
        if item := reader.item(resource):
            yield replace(item, download=file) if (file := download_of(resource, reader)) else item


@items.register
def _(field: PartialDate, value: Json, reader: Reader) -> Iterator[Item]:
    date = PartialDateValue.parse(value)
    machine = date.rdf_lexical
    yield Item(date.display(reader.language), machine=machine[0] if machine else "")


@items.register
def _(field: DateTime, value: Json, reader: Reader) -> Iterator[Item]:
    yield moment_item(value, reader.language)


@items.register
def _(field: Boolean, value: Json, reader: Reader) -> Iterator[Item]:
    yield Item(gettext("yes") if value else gettext("no"))


@items.register
def _(field: Choice, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the label of a coded value, or the code itself if it is no longer in the list."""
    yield Item(str(dict(field.choices.choices).get(value, value)))


@items.register
def _(field: Amount, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the amount with the code of its currency, since many currencies share a sign."""
    number = Decimal(value["value"])
    pattern = "¤¤\u00a0#,##0" if number == number.to_integral_value() else "¤¤\u00a0#,##0.00"
    text = format_currency(number, value["currency"], pattern, Locale.parse(reader.language), currency_digits=False)
    yield Item(text, machine=value["value"])


@items.register
def _(field: URL, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield a resource if the address is its IRI, or else the address, linked only if its scheme is http or https."""
    for address in field.each(value):
        if resource := from_iri(address):
            yield from reader.items([resource])
        else:
            yield _outside(address)


@items.register
def _(field: Part, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield nothing: parts have tables or sections of their own."""
    yield from ()


def _outside(address: str) -> Item:
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unmatched bracket
        return Item(address)
    if parts.scheme not in ("http", "https"):
        return Item(address)
    text = f"{parts.netloc}{parts.path.rstrip('/')}"
    return Item(text if len(text) <= 60 else f"{text[:59]}…", url=address, external=True)


def moment_item(value: str, language: str) -> Item:
    """Return a time (ISO 8601) to the minute, which is enough for people."""
    moment = datetime.datetime.fromisoformat(value)
    day = PartialDateValue(moment.year, moment.month, moment.day).display(language)
    return Item(f"{day}, {moment:%H:%M} UTC", machine=value)
