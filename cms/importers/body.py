"""Turn passages of running text into the blocks of a page's StreamField."""

import json
import uuid
from collections.abc import Iterator

from wagtail.models import Page

from .record import Passage, Record
from .rich_text import rich_text

# Namespace of the block ids: the same passage gets the same id, so that importing a source again changes nothing.
_BLOCKS = uuid.UUID("5b0d1a0e-6f0f-4f0e-9a52-0a7d6f1f3b11")


def fill_body(page: Page, passages: tuple[Passage, ...]) -> None:
    if passages:
        page.body = json.dumps([_block(position, passage) for position, passage in enumerate(passages)])


def texts_as_passages(record: Record, headings: dict[str, str]) -> Iterator[Passage]:
    """Yield a record's labelled texts, which the page has no fields for, and its sections as headings and paragraphs.

    `headings` maps the names of the texts to their headings.
    """
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
