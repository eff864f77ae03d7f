"""The texts of a page, one by one, with a name that is the same in all translations; and a page with other texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from graph.declarations import DeclaredType, Field, registry
from graph.text import markup

Change = Callable[["Unit"], str]
Json = Any
WORDS = (blocks.CharBlock, blocks.TextBlock)


@dataclass(frozen=True)
class Unit:
    """One text: a field, a field of a row, or a part of a block. `name` is its path, joined by dots."""

    name: str
    label: str
    text: str
    is_html: bool
    field: str
    """The part of the name that names the field of the form: "body", or "sections.KEY.title"."""


def units(page: Page) -> dict[str, Unit]:
    """Return the texts of a page that say something, by name, in the order of the form."""
    found: dict[str, Unit] = {}

    def note(unit: Unit) -> str:
        if unit.text.strip():
            found[unit.name] = unit
        return unit.text

    _map(page, note, writing=False)
    return found


def write(page: Page, texts: dict[str, str]) -> set[str]:
    """Replace texts of a page in memory; return the names of those that were there and are different now.

    Formatted texts are cleaned, because they come from files.
    """
    changed = set()

    def replace(unit: Unit) -> str:
        text = texts.get(unit.name)
        if text is None:
            return unit.text
        new = markup.clean(text) if unit.is_html else " ".join(text.split()) if "\n" not in unit.text else text
        if new != unit.text:
            changed.add(unit.name)
        return new

    _map(page, replace, writing=True)
    return changed


def text_fields(declared: DeclaredType, model: type[Model]) -> Iterator[tuple[str, Field]]:
    """Yield the names of the columns of a model that hold text in one language, with their declarations."""
    columns = {each.name for each in model._meta.concrete_fields}
    for field in declared.fields.values():
        if field.by_language and not field.depends_on and field.path in columns:
            yield field.path, field


def text_relations(page: Page) -> dict[str, DeclaredType]:
    """Return the types of the rows of a page that have texts of their own, by relation."""
    declared = registry().types[page.graph_type.name]
    relations = {each.get_accessor_name() for each in get_all_child_relations(type(page))}
    return {part.path: registry().types[part.to] for part in declared.parts.values() if part.path in relations}


def _map(page: Page, change: Change, writing: bool) -> None:
    declared = registry().types[page.graph_type.name]
    _map_fields(page, declared, "", change, writing)
    for relation, kind in text_relations(page).items():
        rows = list(getattr(page, relation).all())
        for row in rows:
            _map_fields(row, kind, f"{relation}.{row.translation_key}.", change, writing)
        if writing:
            setattr(page, relation, rows)


def _map_fields(instance: Model, declared: DeclaredType, prefix: str, change: Change, writing: bool) -> None:
    for name, field in text_fields(declared, type(instance)):
        column, label = type(instance)._meta.get_field(name), str(capfirst(declared.label(field)))
        value = getattr(instance, name)
        if isinstance(column, StreamField):
            stream = column.stream_block
            new = stream.to_python(_blocks(stream, stream.get_prep_value(value), prefix + name, label, change))
        else:
            new = change(Unit(prefix + name, label, str(value or ""), isinstance(column, RichTextField), prefix + name))
        if writing:
            setattr(instance, name, new)


def _blocks(block: blocks.Block, value: Json, name: str, label: str, change: Change) -> Json:
    """Return the stored form of a block with its texts changed."""
    inner = partial(_blocks, change=change)
    if isinstance(block, blocks.StreamBlock):
        return [_block_of_stream(block, each, name, inner) for each in value]
    if isinstance(block, blocks.StructBlock):
        return {
            each: inner(block.child_blocks[each], part, f"{name}.{each}", f"{label}, {block.child_blocks[each].label}")
            if each in block.child_blocks
            else part
            for each, part in value.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            {**each, "value": inner(block.child_block, each["value"], f"{name}.{each['id']}", label)} for each in value
        ]
    if isinstance(block, (*WORDS, blocks.RichTextBlock)):
        return change(Unit(name, label, value or "", isinstance(block, blocks.RichTextBlock), name.partition(".")[0]))
    return value


def _block_of_stream(stream: blocks.StreamBlock, each: Json, name: str, inner: Callable[..., Json]) -> Json:
    child = stream.child_blocks.get(each["type"])
    if child is None:
        return each
    return {**each, "value": inner(child, each["value"], f"{name}.{each['id']}", str(child.label))}
