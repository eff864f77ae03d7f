"""Define declarations whose values are texts by language, to which every public translation contributes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

import pyoxigraph as ox
from django.db.models import Model
from rdflib import SH, Literal, URIRef
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from graph.declarations.base import Companion, Field, InnerNode, Json, Meant, Translation
from graph.declarations.columns import SEPARATOR, Cell, Column
from graph.declarations.languages import LANGUAGES, MultilingualText, collated
from graph.declarations.literals import address
from graph.declarations.namespaces import ACCORD, DCTERMS, RDF, SCHEMA, XSD, named_node
from graph.identity import ResourceId, iri, split
from graph.text import block_content, figures, own_addresses, passages, rich_text

if TYPE_CHECKING:
    from graph.declarations.registration import Registry

PASSAGE = "passage"
"""The slug in the IRIs of passages."""
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
"""Matches a number in the form of xsd:decimal; a number with a comma, a space or a unit counts as words."""


@dataclass(frozen=True)
class Text(Field):
    """A short text: {"en": "…"}, or {"en": ["…", "…"]} for alternative labels.

    Pages give a string per translation, or with `many` a list of strings. Reference data gives a `MultilingualText` on
    one row, which with `many` holds lists.
    """

    _: KW_ONLY
    many: bool = False

    by_language: ClassVar[bool] = True
    in_words: ClassVar[bool] = True
    searched: ClassVar[bool] = True

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (RDF.langString,)

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        texts: dict[str, Any] = {}
        for translation in translations:
            value = self.read(translation.instance)
            if isinstance(value, MultilingualText):
                texts.update(value)
            elif value and translation.language:
                texts[translation.language] = self.encode(value)
        return {language: text for language, text in texts.items() if text} or None

    def encode(self, value: Any) -> Json:
        return [str(each) for each in value if each] if self.many else str(value)

    def plain(self, value: Json) -> str:
        """Return the text without markup, for RDF and search."""
        return str(value)

    def texts(self, value: Json, language: str | None = None) -> Iterator[Json]:
        """Yield the texts in one language, or in all, those of a list one by one."""
        for each, stored in value.items():
            if language in (None, each):
                yield from stored if self.many else (stored,)

    def keys(self, value: Json, language: str | None = None) -> Iterator[str]:
        yield from map(collated, self.texts(value, language))

    def singles(self, value: Json) -> Iterator[Json]:
        yield from ({language: text} for language, text in value.items())

    def words(self, value: Json, language: str | None = None) -> Iterator[str]:
        yield from map(self.plain, self.texts(value, language))

    def counts(self) -> Iterator[tuple[URIRef, Literal]]:
        if not self.many:
            yield SH.uniqueLang, Literal(True)

    def columns(self, types: Registry) -> Iterator[Column]:
        """Yield a column for each language."""
        for language in LANGUAGES:
            name, cell = f"{self.name}_{language}", self._cell(language)
            yield Column(name, self, cell, predicate=self.predicate, language=language, separated=self.many)

    def _cell(self, language: str) -> Cell:
        return lambda value, titles: SEPARATOR.join(self.words(value, language))

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        for language in value:
            yield from (ox.Literal(text, language=language) for text in self.words(value, language))


@dataclass(frozen=True)
class Measure(Text):
    """A measured value, as a number or in words: {"en": "12"}.

    A number is a fact: it is taken from the first translation and is the same in every language.
    """

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (RDF.langString, XSD.decimal)

    def counts(self) -> Iterator[tuple[URIRef, Literal]]:
        """Yield nothing: a number has no language, and words in several languages are several values."""
        yield from ()

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        texts = super().describe(translations) or {}
        numbers = {language: text for language, text in list(texts.items())[:1] if NUMBER.fullmatch(text)}
        return numbers or texts or None

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        for language, text in value.items():
            if NUMBER.fullmatch(text):
                yield ox.Literal(text, datatype=named_node(XSD.decimal))
            else:
                yield ox.Literal(text, language=language)


@dataclass(frozen=True)
class Formatted(Text):
    """A long text with markup. RDF states its plain text, and the pictures, documents and videos in it."""

    long: ClassVar[bool] = True

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        yield DCTERMS.references, ()

    def statements(self, value: Json) -> Iterator[tuple[URIRef, ox.NamedNode | ox.Literal]]:
        yield from super().statements(value)
        for mentioned in self.targets(value):
            if own_addresses.written(mentioned) is None:
                yield DCTERMS.references, ox.NamedNode(iri(mentioned))
        for html in self.formatted(value):
            for resource, _alternative in rich_text.pictures(html):
                yield SCHEMA.image, ox.NamedNode(iri(resource))
            for resource in rich_text.documents(html):
                yield SCHEMA.subjectOf, ox.NamedNode(iri(resource))
            for video in figures.videos(html):
                yield SCHEMA.video, address(video.address)

    def formatted(self, value: Json) -> Iterator[str]:
        """Yield the HTML texts in a JSON value."""
        raise NotImplementedError


@dataclass(frozen=True)
class RichText(Formatted):
    """Formatted text as HTML whose links to this site's own pages are IRIs."""

    def encode(self, value: Any) -> Json:
        return rich_text.html(str(value))

    def plain(self, value: Json) -> str:
        return rich_text.plain_html(value)

    def formatted(self, value: Json) -> Iterator[str]:
        yield from value.values()

    def targets(self, value: Json) -> Iterator[str]:
        for html in value.values():
            yield from rich_text.mentions(html)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        left = {language: rich_text.unlink(html, meant) for language, html in value.items()}
        return {language: html for language, html in left.items() if html} or None


@dataclass(frozen=True)
class Stream(Formatted):
    """StreamField content: {"en": [{"id": …, "type": …, "value": …}, …]}.

    `blocks` is the declaration of the blocks, which is needed because JSON does not distinguish HTML from plain text;
    the registry takes it from the model.
    """

    _: KW_ONLY
    blocks: StreamBlock | None = field(default=None, compare=False, repr=False)

    def bound(self, model: type[Model]) -> Stream:
        known = {each.name: each for each in model._meta.get_fields()}
        declared = known.get(self.path)
        return replace(self, blocks=declared.stream_block) if isinstance(declared, StreamField) else self

    def encode(self, value: Any) -> Json:
        if getattr(value, "raw_text", None):
            raise ValueError(f"The blocks of {self.name} have a shape that cannot be read.")
        return block_content.blocks(value)

    def plain(self, value: Json) -> str:
        return block_content.plain_blocks(value, self.blocks)

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        for language, blocks in value.items():
            if text := self.plain(blocks):
                yield ox.Literal(text, language=language)

    def formatted(self, value: Json) -> Iterator[str]:
        for blocks in value.values():
            yield from block_content.formatted(blocks, self.blocks)

    @property
    def inner_nodes(self) -> tuple[InnerNode, ...]:
        return tuple(_kind_of_passage(block) for block in passages.kinds(self.blocks).values())

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        if kinds := passages.kinds(self.blocks):
            yield SCHEMA.hasPart, ()
            yield SCHEMA.position, (XSD.integer,)
        for block in kinds.values():
            for name, predicate in passages.predicates(block).items():
                if not block_content.is_words(block.child_blocks[name]):
                    yield predicate, ()

    def nodes(self, holder: ResourceId, value: Json) -> Iterator[tuple[ResourceId, URIRef, ox.NamedNode | ox.Literal]]:
        """Yield the passages in their order on the page; the same passage in several languages is one node."""
        for language, blocks in value.items():
            for passage in passages.passages(self.blocks, blocks):
                node = f"{PASSAGE}/{split(holder)[1]}-{passage.id}"
                yield holder, SCHEMA.hasPart, ox.NamedNode(iri(node))
                yield node, RDF.type, named_node(passage.block.meta.graph_class)
                yield node, SCHEMA.position, ox.Literal(passage.position)
                for predicate, block, part in passage.parts():
                    yield from ((node, predicate, term) for term in _terms_of(block, part, language))

    def targets(self, value: Json) -> Iterator[str]:
        for blocks in value.values():
            yield from block_content.block_mentions(blocks)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return {language: block_content.unlink_blocks(blocks, meant) for language, blocks in value.items()}


def _kind_of_passage(block: Any) -> InnerNode:
    """Return the declaration of passages of a block. Parts that are words have the language of the page."""
    literals = tuple(
        Companion(name, predicate, RDF.langString, part.label, _help_of(part) if predicate in ACCORD else "")
        for name, predicate in passages.predicates(block).items()
        if block_content.is_words(part := block.child_blocks[name])
    )
    meta = block.meta
    return InnerNode(PASSAGE, (meta.graph_class,), literals, block.label, getattr(meta, "graph_definition", ""))


def _help_of(part: Any) -> str:
    text: str = part.field.help_text
    return text


def _terms_of(block: Any, part: Json, language: str) -> Iterator[ox.NamedNode | ox.Literal]:
    if block_content.is_words(block):
        if words := block_content.words_of(block, part):
            yield ox.Literal(words, language=language)
    elif isinstance(part, str):
        yield address(part)
    else:
        yield from (ox.NamedNode(iri(resource)) for resource in block_content.resources_of(part))
