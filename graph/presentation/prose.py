"""Present long texts to people: resolve links to addresses, and reduce markup to formatted text."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail import blocks as wagtail_blocks

from graph.declarations import Json
from graph.identity import ResourceId
from graph.presentation.model import Block
from graph.presentation.reader import Reader
from graph.replica import addresses
from graph.text import Shown, markup, rich_text


def html(source: str, reader: Reader) -> SafeString:
    """Return safe HTML, cleaned here again because stored texts may be older than the present rules for markup."""
    resolved = rich_text.replace_links(markup.clean(source), reader.public_address, partial(_shown, reader))
    return mark_safe(resolved)  # noqa: S308 it has been cleaned, and what was put in since comes from the graph


def _shown(reader: Reader, picture: ResourceId) -> Shown | None:
    """Return a picture as readers get it, or only its name if it is not public but may be named; otherwise None."""
    if picture in reader.replica:
        return addresses.shown(reader.replica, picture, modern=True)
    name = reader.names.get(picture)
    return Shown("", credit=name.text) if name else None


def blocks(stream: Any | None, source: list[Json], reader: Reader) -> tuple[Block, ...]:
    """Return the blocks that hold something to show."""
    kinds = stream.child_blocks if stream else {}
    found = (Block(each["type"], _value(kinds.get(each["type"]), each["value"], reader), each["id"]) for each in source)
    return tuple(block for block in found if block.value not in (None, "", {}, []))


def _value(block: Any | None, value: Json, reader: Reader) -> object:
    """Return a block's value for templates. A text is plain text unless its block is known to hold HTML."""
    if isinstance(value, dict) and set(value) == {"resource"}:
        return reader.item(value["resource"])
    if isinstance(block, wagtail_blocks.StreamBlock):
        return list(blocks(block, value, reader))
    if isinstance(block, wagtail_blocks.StructBlock):
        return {name: _value(block.child_blocks.get(name), each, reader) for name, each in value.items()}
    if isinstance(value, list):
        child = block.child_block if isinstance(block, wagtail_blocks.ListBlock) else None
        return [_value(child, each, reader) for each in value]
    if isinstance(block, wagtail_blocks.RichTextBlock):
        return html(value, reader)
    return value
