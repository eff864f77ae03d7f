"""Define what people read of a resource as plain data, which templates lay out.

A text carries its language if that may differ from the language of the page, so that `lang` and `dir` are right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from graph.declarations import direction
from graph.identity import ResourceId
from graph.replica import Source


@dataclass(frozen=True)
class Kind:
    """A type of resource with its names for people. `hue` is the number of its colour."""

    slug: str
    label: str
    plural: str
    definition: str
    hue: int


@dataclass(frozen=True)
class Download:
    """A file: its kind and size as text (“CSV, 2 KB”), its media type and its address."""

    text: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Item:
    """A few words, perhaps with an address: a name, a date, an amount.

    `language` is empty for words of no language. `kind` is the type of the resource that is named. `machine` is the
    same value for machines, such as a date in ISO 8601.
    """

    text: str
    language: str = ""
    url: str = ""
    kind: Kind | None = None
    external: bool = False
    machine: str = ""
    iri: str = ""
    """The permanent name of the resource that is named; of the owner, if it is a part."""
    share: int = 0
    """The percentage of an amount relative to the largest one in its currency."""
    download: Download | None = None
    """The file itself, if the item names a resource that is a file."""

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Fact:
    """One labelled row. `mixed` means that its resources are of several types, so that labels of types help."""

    name: str
    label: str
    definition: str
    items: tuple[Item, ...]
    mixed: bool = False
    more: int = 0
    """The number of further items, which are only counted."""


@dataclass(frozen=True)
class Block:
    """A block of a StreamField. `value` is safe HTML, plain text, an `Item`, or a list or dictionary of these."""

    type: str
    value: object
    id: str = ""

    @property
    def templates(self) -> list[str]:
        """The names of the template for this type of block and of the template for all others."""
        return [f"blocks/{self.type}.html", "blocks/block.html"]


@dataclass(frozen=True)
class Prose:
    """A longer text in one language: formatted text, or blocks."""

    name: str
    label: str
    language: str
    html: SafeString | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Section:
    """A part that consists of text, with a heading."""

    heading: Item
    prose: tuple[Prose, ...]
    is_collapsed: bool = False
    """Whether readers open it to see its text."""
    is_at_top: bool = False
    """Whether it stands before the other texts of the page."""


@dataclass(frozen=True)
class Table:
    """Parts as a table: a row for each part, and a column for each fact that any of the parts states."""

    name: str
    label: str
    definition: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Item, ...], ...], ...]

    @property
    def labelled(self) -> Iterator[tuple[tuple[str, tuple[Item, ...]], ...]]:
        """Yield the cells of each row with the names of their columns."""
        return (tuple(zip(self.columns, cells, strict=True)) for cells in self.rows)


@dataclass(frozen=True)
class Figures:
    """Parts that are key figures: pairs of a value and the thing that it counts."""

    name: str
    label: str
    definition: str
    pairs: tuple[tuple[Item, Item], ...]


@dataclass(frozen=True)
class Image:
    """An image in one size; `sources` has all its sizes for the HTML attribute srcset, `modern` has them in formats
    with smaller files."""

    url: str
    sources: str
    width: int
    height: int
    alternative: Item
    modern: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Picture:
    """An image in a gallery; `image` is None if it is not public."""

    image: Image | None
    alternative: Item
    page: str = ""
    caption: Item | None = None
    credit: str = ""


@dataclass(frozen=True)
class Gallery:
    """Parts that show images."""

    name: str
    label: str
    definition: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Place:
    """The position of a resource in the sequence of another resource, such as of a module in its toolkit."""

    within: Item
    number: int
    count: int
    previous: Item | None
    next: Item | None


@dataclass(frozen=True)
class Group:
    """Resources that link here under one name: the first of them as items, or as a table if the links have facts."""

    name: str
    label: str
    definition: str
    count: int
    more: str = ""
    """The address of the list of all these resources; empty if all are shown here."""
    items: tuple[Item, ...] = ()
    table: Table | None = None
    mixed: bool = False


@dataclass(frozen=True)
class Document:
    """The resource in a format for machines."""

    label: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Row:
    """A resource in a list: its name and a line of facts."""

    title: Item
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of a chapter: a text, a table, a list, a drawing. `style` names the template that lays out `content`."""

    style: str
    label: str
    content: Any
    definition: str = ""

    @property
    def templates(self) -> list[str]:
        return [f"pieces/{self.style}.html"]


@dataclass(frozen=True)
class Chapter:
    """What is shown together below one heading. `alone` means that the heading is that of its only list, which has
    `count` entries."""

    id: str
    heading: str
    pieces: tuple[Piece, ...]
    alone: bool = False
    count: int = 0


@dataclass(frozen=True)
class Layout:
    """The arrangement of a page: a text below the title, a column of facts, and chapters."""

    lead: Prose | None = None
    facts: tuple[Fact, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True)
class Presentation:
    """A resource as people read it."""

    id: ResourceId
    iri: str
    kind: Kind
    title: Item
    layout: Layout = Layout()
    """The same as all that follows, arranged for a page."""
    places: tuple[Place, ...] = ()
    facts: tuple[Fact, ...] = ()
    prose: tuple[Prose, ...] = ()
    sections: tuple[Section, ...] = ()
    image: Image | None = None
    """The image itself, if the resource is an image."""
    download: Download | None = None
    galleries: tuple[Gallery, ...] = ()
    figures: tuple[Figures, ...] = ()
    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()
    related: tuple[Row, ...] = ()
    """Related resources, each with the facts that the two have in common."""
    record: tuple[Fact, ...] = ()
    """Facts about the record: its source and its dates."""
    documents: tuple[Document, ...] = ()
    """The documents for machines; empty if the resource is not public."""
    query: str = ""
    """A GraphQL query for the resource, to be extended; empty if the resource is not public."""
    urls: dict[str, str] = field(default_factory=dict)
    """Addresses of the resource's pages by language."""
    citation: str = ""
    """How to cite this version; empty if the resource is not public."""
    version: int = 0
    """The number of the journal's change that the public resource has; 0 if it is not public."""

    @property
    def templates(self) -> list[str]:
        """The names of the template for this type and of the template for all others."""
        return [f"types/{self.kind.slug}.html", "includes/resource.html"]
