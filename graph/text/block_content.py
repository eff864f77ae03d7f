"""Convert StreamField content to JSON with ids of resources and clean HTML (`graph.text.rich_text`), and read it.

JSON does not distinguish HTML from plain text, and PostgreSQL does not keep the order of names. So functions that read
words take the declared block too, and read its children in the order of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wagtail import blocks as wagtail_blocks
from wagtail.rich_text import RichText

from graph.identity import id_of
from graph.text.figures import Shown
from graph.text.rich_text import (
    Meant,
    addressed,
    as_iri,
    html,
    led,
    mentions,
    plain_html,
    replace_links,
    replaced,
    unlink,
)

Json = Any
Block = Any
"""One of Wagtail's blocks; None for a block that is not declared any more."""

WRITTEN = (
    wagtail_blocks.RichTextBlock, wagtail_blocks.CharBlock, wagtail_blocks.TextBlock, wagtail_blocks.BlockQuoteBlock
)  # fmt: skip
"""Blocks of texts that people write, unlike choices, dates and addresses."""


def blocks(stream: Any) -> list[Json]:
    """Return StreamField content as JSON: [{"id": …, "type": …, "value": …}], ids as Wagtail keeps them."""
    return [
        {
            "id": str(child.id),
            "type": child.block_type,
            "value": _block_value(child.block, child.value),
        }
        for child in stream
    ]


def block_mentions(value: Json) -> Iterator[str]:
    """Yield the ids of the resources and addresses that the blocks mention."""
    for _block, leaf in _leaves(None, value):
        if isinstance(leaf, str):
            yield from (*mentions(leaf), *addressed(leaf))
        elif isinstance(leaf, dict) and leaf.get("resource"):
            yield leaf["resource"]


def unlink_blocks(value: Json, meant: Meant) -> Json:
    """Return the blocks with mentioned addresses resolved, and without mentions of resources that are not public."""
    return _map(value, lambda text: unlink(led(text, meant) or "", meant), meant)


def replace_block_links(
    value: Json, address: Callable[[str], str | None], shown: Callable[[str], Shown | None]
) -> Json:
    """Return the blocks with addresses for IRIs and with `data-resource`, see `graph.text.rich_text.replace_links`."""
    return _map(value, lambda text: replace_links(replaced(text, address) or "", address, shown, with_ids=True), str)


def in_form_order(value: Json, block: Block) -> Json:
    """Return the blocks with the parts of each structure in the order of the form, others in alphabetical order."""
    if isinstance(value, list):
        return [in_form_order(each, getattr(block, "child_block", block)) for each in value]
    if not isinstance(value, dict) or set(value) == {"resource"}:
        return value
    if set(value) == {"id", "type", "value"}:
        inner = in_form_order(value["value"], _child(block, value["type"]))
        return {"id": value["id"], "type": value["type"], "value": inner}
    return {name: in_form_order(value[name], _child(block, name)) for name in _names(block, value)}


def plain_blocks(value: Json, stream: Block) -> str:
    """Return the words of all blocks in the order of the form, one text per line."""
    leaves = ((block, leaf) for block, leaf in _leaves(stream, value) if isinstance(leaf, str))
    texts = (leaf.strip() if _is_plain(block) else plain_html(leaf) for block, leaf in leaves)
    return "\n".join(text for text in texts if text)


def formatted(value: Json, stream: Block) -> Iterator[str]:
    """Yield the HTML of all formatted texts in the blocks."""
    for block, leaf in _leaves(stream, value):
        if isinstance(leaf, str) and not _is_plain(block):
            yield leaf


def with_texts_changed(value: Json, block: Block, path: str, change: Callable[[str, str, bool], str]) -> Json:
    """Return the blocks with all texts that people wrote replaced by what `change` makes of them.

    It gets the text, its path in the form (names and ids of blocks, joined by dots) and whether the text is HTML.
    """
    if isinstance(value, list):
        return [with_texts_changed(each, getattr(block, "child_block", block), path, change) for each in value]
    if isinstance(value, dict) and set(value) == {"id", "type", "value"}:
        inner = with_texts_changed(value["value"], _child(block, value["type"]), f"{path}.{value['id']}", change)
        return {**value, "value": inner}
    if isinstance(value, dict) and set(value) != {"resource"}:
        return {
            name: with_texts_changed(each, _child(block, name), f"{path}.{name}", change)
            for name, each in value.items()
        }
    if isinstance(value, str) and isinstance(block, WRITTEN):
        return change(value, path, isinstance(block, wagtail_blocks.RichTextBlock))
    return value


def is_words(block: Block) -> bool:
    """Return whether the block holds words, and no choice or list of things."""
    words = wagtail_blocks.CharBlock | wagtail_blocks.TextBlock | wagtail_blocks.RichTextBlock
    return isinstance(block, words)


def words_of(block: Block, value: Json) -> str:
    """Return the words of a single part of a block, without markup."""
    return str(value).strip() if _is_plain(block) else plain_html(str(value))


def resources_of(value: Json) -> Iterator[str]:
    """Yield the ids of the resources that a part of a block chooses."""
    yield from (leaf["resource"] for _block, leaf in _leaves(None, value) if isinstance(leaf, dict))


def _is_plain(block: Block) -> bool:
    """Return whether the block holds text without markup, in which "A <b>" is read literally."""
    return block is not None and not isinstance(block, wagtail_blocks.RichTextBlock)


def _block_value(block: Any, value: Any) -> Json:
    """Return a block's value as JSON: HTML for rich text, {"resource": id} for a chosen instance."""
    if isinstance(block, wagtail_blocks.StructBlock):
        return {name: _block_value(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, wagtail_blocks.ListBlock):
        return _present(_block_value(block.child_block, child) for child in value)
    if isinstance(block, wagtail_blocks.StreamBlock):
        return blocks(value)
    if isinstance(value, RichText):
        return html(value.source)
    if isinstance(block, wagtail_blocks.URLBlock):
        return as_iri(value or "")
    if isinstance(block, wagtail_blocks.ChooserBlock):
        resource = id_of(value)
        return {"resource": resource} if resource else None
    return block.get_prep_value(value)


def _leaves(block: Block, value: Json) -> Iterator[tuple[Block, Json]]:
    """Yield the texts, other simple values and mentions with their blocks, without the names and ids of blocks."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(getattr(block, "child_block", block), item)
    elif isinstance(value, dict) and set(value) == {"id", "type", "value"}:
        yield from _leaves(_child(block, value["type"]), value["value"])
    elif isinstance(value, dict) and set(value) == {"resource"}:
        yield block, value
    elif isinstance(value, dict):
        for name in _names(block, value):
            yield from _leaves(_child(block, name), value[name])
    else:
        yield block, value


def _names(block: Block, value: Json) -> list[str]:
    """Return the names of a structure's parts in the order of the form.

    Undeclared names are in alphabetical order, because PostgreSQL does not keep the order in which they were written.
    """
    declared = [name for name in getattr(block, "child_blocks", ()) if name in value]
    return [*declared, *sorted(value.keys() - set(declared))]


def _child(block: Block, name: str) -> Block:
    return getattr(block, "child_blocks", {}).get(name)


def _map(value: Json, text: Callable[[str], str], meant: Meant) -> Json:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return _present(_map(item, text, meant) for item in value)
    if isinstance(value, dict) and set(value) == {"resource"}:
        return value if meant(value["resource"]) else None
    if isinstance(value, dict):
        return {name: _map(item, text, meant) for name, item in value.items()}
    return value


def _present(values: Iterable[Json]) -> list[Json]:
    """Return a list without None, which stands for values that are not public."""
    return [value for value in values if value is not None]
