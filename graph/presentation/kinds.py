"""Show the values of each kind of declared field to people: all that the website does with a kind is in `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.utils.text import Truncator
from django.utils.translation import gettext

from graph.declarations import (
    URL,
    Amount,
    Boolean,
    Choice,
    DateTime,
    DeclaredType,
    Field,
    Integer,
    Json,
    Language,
    Link,
    NodeField,
    Part,
    PartialDate,
    PartLink,
    Point,
    RichText,
    Stream,
    String,
    Text,
    best_language,
)
from graph.declarations.by_kind import ByKind
from graph.identity import from_iri
from graph.presentation.locales import moment
from graph.presentation.media import download_of
from graph.presentation.model import Fact, Item, Prose
from graph.presentation.prose import blocks, html
from graph.presentation.reader import Reader, label
from graph.replica import in_sequence

LONGEST = 160
"""The number of letters of a long text that a list of statements shows."""


@dataclass(frozen=True)
class Display:
    """What people see of the values of one kind of field."""

    items: Callable[[Any, Json, Reader], Iterable[Item]]
    """Shows a value as items."""
    statement: Callable[[Any, Json, Reader], Iterable[Item]] | None = None
    """Shows a single value in a list of statements, if that differs from `items`."""
    prose: Callable[[Prose, Any, Json, Reader], Prose] | None = None
    """Completes a paragraph or more with a long text."""
    in_line: bool = False
    """Whether a value is short and telling enough for the line of facts below a name."""
    is_compared: bool = False
    """Whether numbers of the same unit are compared in a table; `decode` gives unit and number."""


def fact(declared: DeclaredType, field: Field, value: Json, reader: Reader) -> Fact | None:
    """Return the row of a field, or None if it has nothing to show to this reader."""
    found = tuple(KINDS[field].items(field, value, reader))
    if not found:
        return None
    mixed = len({item.kind for item in found if item.kind}) > 1
    return Fact(field.name, label(declared, field), declared.definition(field), found, mixed)


def is_shown(field: Field) -> bool:
    """Tell whether a field is shown: a literal computed from other fields would repeat them."""
    return isinstance(field, NodeField) or not field.depends_on


def statements(field: Field, value: Json, reader: Reader) -> Iterator[tuple[Json, Item]]:
    """Yield each single value of a field with its items for a list of statements."""
    display = KINDS[field]
    show = display.statement or display.items
    for single in field.singles(value):
        yield from ((single, item) for item in show(field, single, reader))


def prose(declared: DeclaredType, field: Field, value: Json, reader: Reader) -> Prose | None:
    """Return a long text in the reader's language, or in the first other language that has one; None without a text."""
    language, complete = best_language(value, reader.language), KINDS[field].prose
    if language is None or complete is None:
        return None
    return complete(Prose(field.name, label(declared, field), language), field, value[language], reader)


def _as_written(field: Field, value: Json, reader: Reader) -> Iterator[Item]:
    yield Item(str(value))


def _strings(field: String, value: Json, reader: Reader) -> Iterator[Item]:
    yield from map(Item, field.texts(value))


def _languages(field: Language, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the language's name in the reader's language, or the tag itself if Babel does not know it."""
    for tag in field.texts(value):
        try:
            name = Locale.parse(tag, sep="-").get_display_name(reader.language)
        except (ValueError, UnknownLocaleError):
            name = None
        yield Item(name or tag, machine=tag)


def _texts(field: Text, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the texts in the best language: several if they are alternatives."""
    best = best_language(value, reader.language)
    yield from (Item(text, best) for text in field.texts(value, best)) if best else ()


def _shortened(field: Text, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the beginning of the text in each language, without markup."""
    for language in value:
        plain = ", ".join(field.words(value, language))
        yield Item(Truncator(" ".join(plain.split())).chars(LONGEST), language)


def _html(prose: Prose, field: RichText, source: Json, reader: Reader) -> Prose:
    return replace(prose, html=html(source, reader))


def _blocks(prose: Prose, field: Stream, source: Json, reader: Reader) -> Prose:
    return replace(prose, blocks=blocks(field.blocks, source, reader))


def _resources(field: Link, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the names of resources, with a download for files."""
    for resource in in_sequence(reader.replica, value, field):
        if item := reader.item(resource):
            yield replace(item, download=file) if (file := download_of(resource, reader)) else item


def _partial_date(field: PartialDate, value: Json, reader: Reader) -> Iterator[Item]:
    date = field.decode(value)
    machine = date.rdf_lexical
    yield Item(date.display(reader.language), machine=machine[0] if machine else "")


def _moment(field: DateTime, value: Json, reader: Reader) -> Iterator[Item]:
    yield moment_item(value)


def _yes_or_no(field: Boolean, value: Json, reader: Reader) -> Iterator[Item]:
    yield Item(gettext("yes") if value else gettext("no"))


def _label(field: Choice, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the label of a coded value, or the code itself if it is no longer in the list."""
    yield Item(str(dict(field.choices.choices).get(value, value)))


def _amount(field: Amount, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the amount with the code of its currency, since many currencies share a sign."""
    currency, number = field.decode(value)
    pattern = "¤¤\u00a0#,##0" if number == number.to_integral_value() else "¤¤\u00a0#,##0.00"
    text = format_currency(number, currency, pattern, Locale.parse(reader.language), currency_digits=False)
    yield Item(text, machine=value["value"])


def _addresses(field: URL, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield a resource if the address is its IRI, or else the address, linked only if its scheme is http or https."""
    for address in field.texts(value):
        if resource := from_iri(address):
            yield from reader.items([resource])
        else:
            yield _outside(address)


def _point(field: Point, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the coordinates with a link to a map."""
    point = field.decode(value)
    place = {"mlat": f"{point.latitude:f}", "mlon": f"{point.longitude:f}"}
    yield Item(str(point), url=f"https://www.openstreetmap.org/?{urlencode(place)}", external=True)


def _nothing(field: Part, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield nothing: parts have tables or sections of their own."""
    yield from ()


def _owner_of_part(field: PartLink, value: Json, reader: Reader) -> Iterator[Item]:
    """Yield the resource that has the part, because a part has no page of its own."""
    yield from reader.items([value["of"]])


def _outside(address: str) -> Item:
    try:
        parts = urlsplit(address)
    except ValueError:  # such as an unmatched bracket
        return Item(address)
    if parts.scheme not in ("http", "https"):
        return Item(address)
    text = f"{parts.netloc}{parts.path.rstrip('/')}"
    return Item(text if len(text) <= 60 else f"{text[:59]}…", url=address, external=True)


def moment_item(value: str) -> Item:
    return Item(moment(value), machine=value)


KINDS = ByKind(
    __name__,
    {
        Text: Display(_texts, statement=_shortened),
        RichText: Display(_texts, statement=_shortened, prose=_html),
        Stream: Display(_texts, statement=_shortened, prose=_blocks),
        String: Display(_strings, in_line=True),
        Language: Display(_languages, in_line=True),
        URL: Display(_addresses),
        Integer: Display(_as_written),
        Boolean: Display(_yes_or_no),
        DateTime: Display(_moment),
        PartialDate: Display(_partial_date, in_line=True),
        Point: Display(_point),
        Choice: Display(_label, in_line=True),
        Amount: Display(_amount, in_line=True, is_compared=True),
        Link: Display(_resources, in_line=True),
        Part: Display(_nothing),
        PartLink: Display(_owner_of_part),
    },
)
