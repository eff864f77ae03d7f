"""Declarations whose values are texts by language. Every public translation contributes its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pyoxigraph as ox

from graph import content
from graph.fields.base import Field, Json, Meant, Translation
from graph.languages import MultilingualText


@dataclass(frozen=True)
class Text(Field):
    """A short text: {"en": "…"}, or {"en": ["…", "…"]} for alternative labels.

    Pages give a string per translation, reference data a `MultilingualText` on one row.
    """

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
        return str(value)

    def plain(self, value: Json) -> str:
        """The text without markup, as RDF and search have it."""
        return str(value)

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        for language, texts in value.items():
            for text in [texts] if isinstance(texts, str) else texts:
                yield ox.Literal(self.plain(text), language=language)


@dataclass(frozen=True)
class RichText(Text):
    """Formatted text as HTML whose links to our own pages are IRIs; in RDF its plain text."""

    long: ClassVar[bool] = True

    def encode(self, value: Any) -> Json:
        return content.html(str(value))

    def plain(self, value: Json) -> str:
        return content.plain_html(value)

    def targets(self, value: Json) -> Iterator[str]:
        for html in value.values():
            yield from content.mentions(html)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return {language: content.unlink(html, meant) for language, html in value.items()}


@dataclass(frozen=True)
class Stream(Text):
    """StreamField content: {"en": [{"id": …, "type": …, "value": …}, …]}; in RDF its plain text."""

    long: ClassVar[bool] = True

    def encode(self, value: Any) -> Json:
        return content.blocks(value)

    def plain(self, value: Json) -> str:
        return content.plain_blocks(value)

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        for language, blocks in value.items():
            if text := self.plain(blocks):
                yield ox.Literal(text, language=language)

    def targets(self, value: Json) -> Iterator[str]:
        for blocks in value.values():
            yield from content.block_mentions(blocks)

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return {language: content.unlink_blocks(blocks, meant) for language, blocks in value.items()}
