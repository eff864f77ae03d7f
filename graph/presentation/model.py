"""What people read of a resource, as plain data: templates only lay it out.

Text carries its language where that may differ from the page's own, so that `lang` and `dir` come out right.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from graph.declarations import direction
from graph.identity import ResourceId


@dataclass(frozen=True)
class Kind:
    """A type of resource as people call it. `hue` numbers its colour."""

    slug: str
    label: str
    plural: str
    definition: str
    hue: int


@dataclass(frozen=True)
class Download:
    """A file: what it is and how large (“CSV, 2 KB”), its media type, and where it lies."""

    text: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Item:
    """A few words, perhaps with an address: a name, a date, an amount.

    `language` is empty where the words belong to none. `kind` is that of the resource that is named; `machine`
    is the same for machines, such as a date as ISO 8601.
    """

    text: str
    language: str = ""
    url: str = ""
    kind: Kind | None = None
    external: bool = False
    machine: str = ""
    share: int = 0
    """Of an amount among others of its currency: so many hundredths of the largest one."""
    download: Download | None = None
    """Of a document: the file itself."""

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class Fact:
    """One labelled row. `mixed` says that what it names is of several types, so that labels help."""

    name: str
    label: str
    definition: str
    items: tuple[Item, ...]
    mixed: bool = False


@dataclass(frozen=True)
class Block:
    """A block of a StreamField. `value` is safe HTML, plain text, an `Item`, or a list or dictionary of these."""

    type: str
    value: object
    id: str = ""

    @property
    def templates(self) -> list[str]:
        """The template of this kind of block, or the one for all others."""
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
    """A part that is itself text, with a heading."""

    heading: Item
    prose: tuple[Prose, ...]


@dataclass(frozen=True)
class Table:
    """Parts that are facts: a row each, a cell for each of the facts that any of them states."""

    name: str
    label: str
    definition: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[Item, ...], ...], ...]


@dataclass(frozen=True)
class Figures:
    """Parts that are figures to remember: each a value, and what it counts."""

    name: str
    label: str
    definition: str
    pairs: tuple[tuple[Item, Item], ...]


@dataclass(frozen=True)
class Image:
    """An image as it is shown, with all its sizes as HTML's attribute srcset takes them."""

    url: str
    sources: str
    width: int
    height: int
    alternative: Item


@dataclass(frozen=True)
class Picture:
    """An image in a gallery; `image` is None where it is not public."""

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
    """Where a resource stands in the sequence of another one, such as a module in its toolkit."""

    within: Item
    number: int
    count: int
    previous: Item | None
    next: Item | None


@dataclass(frozen=True)
class Group:
    """Who links here under one name: the first of them, or their rows where the link has facts of its own."""

    name: str
    label: str
    definition: str
    count: int
    more: str = ""
    """Where all of them are listed; empty where these are all."""
    items: tuple[Item, ...] = ()
    table: Table | None = None
    mixed: bool = False


@dataclass(frozen=True)
class Document:
    """The same for machines."""

    label: str
    media_type: str
    url: str


@dataclass(frozen=True)
class Row:
    """A resource in a list: its name and a line of facts."""

    title: Item
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Presentation:
    """A resource as people read it."""

    id: ResourceId
    iri: str
    kind: Kind
    title: Item
    places: tuple[Place, ...] = ()
    facts: tuple[Fact, ...] = ()
    prose: tuple[Prose, ...] = ()
    sections: tuple[Section, ...] = ()
    image: Image | None = None
    """Of an image: itself."""
    download: Download | None = None
    galleries: tuple[Gallery, ...] = ()
    figures: tuple[Figures, ...] = ()
    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()
    related: tuple[Row, ...] = ()
    """What else is like it, with what the two have in common."""
    record: tuple[Fact, ...] = ()
    """Where this comes from, and of when it is."""
    documents: tuple[Document, ...] = ()
    """Empty where the resource is not public."""
    query: str = ""
    """The same in GraphQL, to be extended; empty likewise."""
    urls: dict[str, str] = field(default_factory=dict)
    """Addresses of its pages by language."""
