"""Reads the texts of a page in one language; the page's model defines its texts and which of them are rich text."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from wagtail.blocks import Block, PageChooserBlock, RichTextBlock, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.data.reference.facts import CountryCode
from cms.data.sample.records import ProjectName, Version
from cms.data.sample.rows import ROWS
from cms.data.shapes import DataError, Reader
from cms.data.texts import rich_text


def read_version(model: type[Page], values: Any, place: str, reader: Reader) -> Version:
    if not isinstance(values, dict):
        raise DataError(place, "write the texts of the page with their names.")
    version = Version()
    for name, value in values.items():
        where = f"{place}, {name}"
        if name == "body":
            version.body.extend(_blocks(model, value, where, reader))
        elif name in ROWS:
            version.rows[name] = _rows(_field(model, ROWS[name][0], where).related_model, value, where)
        else:
            version.texts[name] = _text(model, name, value, where)
    return version


def _rows(model: type[Model], rows: Any, place: str) -> list[dict[str, str]]:
    if not isinstance(rows, list):
        raise DataError(place, f"write a table [[…]] for each of the page's {model._meta.verbose_name_plural}.")
    return [
        {name: _text(model, name, value, f"{place} {number}, {name}") for name, value in row.items()}
        for number, row in enumerate(rows, 1)
    ]


def _text(model: type[Model], name: str, value: Any, place: str) -> str:
    field = _field(model, name, place)
    if not isinstance(value, str):
        raise DataError(place, f"{value!r} is not a text.")
    return rich_text(value) if isinstance(field, RichTextField) else value


def _field(model: type[Model], name: str, place: str) -> Field:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise DataError(place, f"a {model._meta.verbose_name} has no such text.") from error


def _blocks(model: type[Page], items: Any, place: str, reader: Reader) -> list[tuple[str, Any]]:
    field = _field(model, "body", place)
    if not isinstance(field, StreamField) or not isinstance(items, list):
        raise DataError(place, "write a table [[…]] for each part of the body.")
    kinds = field.stream_block.child_blocks
    blocks = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or len(item) != 1 or next(iter(item)) not in kinds:
            raise DataError(f"{place} {number}", f"write one part of these kinds: {', '.join(kinds)}.")
        ((kind, value),) = item.items()
        blocks.append((kind, _block(kinds[kind], kind, value, f"{place} {number}, {kind}", reader)))
    return blocks


def _block(block: Block, name: str, value: Any, place: str, reader: Reader) -> Any:
    """Return the value of a block, in which pages stay names and countries codes. Raises `DataError`."""
    if isinstance(block, StructBlock):
        return _struct(block, value, place, reader)
    if name == "projects":
        return reader.read(list[ProjectName], value, place)
    if name == "countries":
        return reader.read(list[CountryCode], value, place)
    if isinstance(block, PageChooserBlock):
        return reader.read(ProjectName, value, place)
    text = reader.read(str, value, place)
    return rich_text(text) if isinstance(block, RichTextBlock) else text


def _struct(block: StructBlock, values: Any, place: str, reader: Reader) -> dict[str, Any]:
    children = block.child_blocks
    if not isinstance(values, dict):
        raise DataError(place, f"write these with their names: {', '.join(children)}.")
    if unknown := [name for name in values if name not in children]:
        raise DataError(place, f"“{unknown[0]}” is not known here. What can be given: {', '.join(children)}.")
    return {name: _block(children[name], name, value, f"{place}.{name}", reader) for name, value in values.items()}
