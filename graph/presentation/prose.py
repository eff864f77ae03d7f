"""Long texts for people: links led to addresses, markup reduced to what formatted text consists of."""

from __future__ import annotations

from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks as wagtail_blocks

from graph import content
from graph.fields import RichText, Stream
from graph.fields.base import Json
from graph.presentation.model import Block, Prose
from graph.presentation.reader import Reader, best_language
from graph.presentation.values import label
from graph.registry import DeclaredType

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "a"),
    *("b", "strong", "i", "em", "code", "sub", "sup", "del"),
}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def prose(declared: DeclaredType, field: RichText | Stream, value: Json, reader: Reader) -> Prose | None:
    """The text in the reader's language, or in the first of the others that has one."""
    language = best_language(value, reader.language)
    if language is None:
        return None
    heading, source = label(declared.label(field)), value[language]
    if isinstance(field, RichText):
        return Prose(field.name, heading, language, html(source, reader))
    found = _blocks(field.stream_block(declared.model), source, reader)
    return Prose(field.name, heading, language, blocks=found)


def html(source: str, reader: Reader) -> SafeString:
    """Safe by a list of what is allowed, wherever the text came from."""
    resolved = content.replace_links(source, reader.public_address)
    clean = nh3.clean(resolved, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308 nh3 has cleaned it


def _blocks(stream: Any | None, source: list[Json], reader: Reader) -> tuple[Block, ...]:
    kinds = stream.child_blocks if stream else {}
    found = (Block(each["type"], _value(kinds.get(each["type"]), each["value"], reader), each["id"]) for each in source)
    return tuple(block for block in found if block.value not in (None, "", {}, []))


def _value(block: Any | None, value: Json, reader: Reader) -> object:
    """A block's value as templates take it. Text that is not known to be HTML is plain text."""
    if isinstance(value, dict) and set(value) == {"resource"}:
        return reader.item(value["resource"])
    if isinstance(block, wagtail_blocks.StreamBlock):
        return list(_blocks(block, value, reader))
    if isinstance(block, wagtail_blocks.StructBlock):
        return {name: _value(block.child_blocks.get(name), each, reader) for name, each in value.items()}
    if isinstance(value, list):
        child = block.child_block if isinstance(block, wagtail_blocks.ListBlock) else None
        return [_value(child, each, reader) for each in value]
    if isinstance(block, wagtail_blocks.RichTextBlock):
        return html(value, reader)
    return value
