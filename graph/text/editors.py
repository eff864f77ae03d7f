"""List the fields and blocks in which editors write formatted text, with the features that the editor offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

Features = set[str]


def offered() -> Iterator[tuple[str, Features]]:
    """Yield the name of each field and block of formatted text in the installed models, and its features."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            name = f"{model.__name__}.{field.name}"
            if isinstance(field, RichTextField):
                yield name, _features(field.formfield())
            elif isinstance(field, StreamField):
                yield from of_blocks(name, field.stream_block)


def of_blocks(name: str, block: Any) -> Iterator[tuple[str, Features]]:
    """Yield the name and the features of each block of formatted text in a block, at any depth."""
    if isinstance(block, blocks.RichTextBlock):
        yield name, _features(block.field)
    children = dict(getattr(block, "child_blocks", {}))
    if isinstance(block, blocks.ListBlock):
        children["items"] = block.child_block
    for each, child in children.items():
        yield from of_blocks(f"{name}.{each}", child)


def _features(field: Any) -> Features:
    return set(field.widget.features)
