"""Long texts for people: links led to addresses, markup reduced to what formatted text consists of."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks as wagtail_blocks

from graph.declarations import DeclaredType, Json, RichText, Stream
from graph.identity import ResourceId
from graph.presentation.model import Block, Prose
from graph.presentation.reader import Reader, best_language
from graph.presentation.values import label
from graph.replica import addresses
from graph.text import Shown, markup, rich_text


def prose(declared: DeclaredType, field: RichText | Stream, value: Json, reader: Reader) -> Prose | None:
    """The text in the reader's language, or in the first of the others that has one."""
    language = best_language(value, reader.language)
    if language is None:
        return None
    heading, source = label(declared.label(field)), value[language]
    if isinstance(field, RichText):
        return Prose(field.name, heading, language, html(source, reader))
    found = _blocks(field.blocks, source, reader)
    return Prose(field.name, heading, language, blocks=found)


def html(source: str, reader: Reader) -> SafeString:
    """Return safe HTML: cleaned here too, because a journal may be older than what its texts must hold to now."""
    resolved = rich_text.replace_links(markup.clean(source), reader.public_address, partial(_shown, reader))
    return mark_safe(resolved)  # noqa: S308 it has been cleaned, and what is put in since is the graph's own


def _shown(reader: Reader, picture: ResourceId) -> Shown | None:
    """Return a picture as readers get it; before it is public, a preview has its name."""
    if picture in reader.replica:
        return addresses.shown(reader.replica, picture)
    name = reader.names.get(picture)
    return Shown("", credit=name.text) if name else None


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
