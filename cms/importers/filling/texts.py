"""Turn plain text into the HTML of rich text fields, and passages of running text into the blocks of a StreamField.

All text is escaped, and the HTML is cleaned as a second safeguard, because rich text is shown to editors and readers
without escaping.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

import nh3
from wagtail.models import Page

from cms.importers.record import Passage, Record

_TAGS = {"p", "br", "ul", "li"}
_BULLET = "• "
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


def rich_text(text: str) -> str:
    """Return the HTML of a text: blank lines separate paragraphs, and lines that begin with a bullet become lists."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    html = "".join(_paragraph(lines.split("\n")) for lines in paragraphs if lines)
    return nh3.clean(html, tags=_TAGS, attributes={})


def _paragraph(lines: list[str]) -> str:
    """Return the HTML of a block of lines: paragraphs and lists in the order of the lines."""
    runs = groupby(lines, key=lambda line: line.startswith(_BULLET))
    return "".join(_list(run) if bulleted else _lines(run) for bulleted, run in runs)


def _lines(lines: Iterable[str]) -> str:
    return f"<p>{'<br>'.join(map(escape, lines))}</p>"


def _list(lines: Iterable[str]) -> str:
    items = (escape(line.removeprefix(_BULLET)) for line in lines)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
