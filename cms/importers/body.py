"""Passages of running text to the StreamField of a page, where it has one."""

import json
import uuid
from collections.abc import Iterator

from wagtail.models import Page

from .record import Passage, Record
from .rich_text import rich_text

# The same passage makes the same block, so that importing a source again changes nothing.
_BLOCKS = uuid.UUID("5b0d1a0e-6f0f-4f0e-9a52-0a7d6f1f3b11")


def fill_body(page: Page, passages: tuple[Passage, ...]) -> None:
    if passages:
        page.body = json.dumps([_block(position, passage) for position, passage in enumerate(passages)])


def texts_as_passages(record: Record, headings: dict[str, str]) -> Iterator[Passage]:
    """The labelled texts of a page that has no field for them, each below its heading, and its sections."""
    texts = [(heading, getattr(record, name)) for name, heading in headings.items()]
    for heading, text in [*texts, *((section.title, section.description) for section in record.sections)]:
        if text:
            yield from (
                (Passage("heading", heading), Passage("paragraph", text)) if heading else (Passage("paragraph", text),)
            )


def _block(position: int, passage: Passage) -> dict:
    value: str | dict = rich_text(passage.text) if passage.kind == "paragraph" else passage.text
    if passage.kind == "quote":
        value = {"quotation": passage.text, "speaker": passage.speaker, "role": passage.role}
    return {"type": passage.kind, "value": value, "id": str(uuid.uuid5(_BLOCKS, f"{position} {passage}"))}
