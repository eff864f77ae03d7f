"""Write words, links and formatted text as Markdown (https://spec.commonmark.org/)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdownify import MarkdownConverter

from graph.presentation import Fact, Item, Row, active_language

SPECIAL = re.compile(r"[\\`*_\[\]<>|~]")
"""Characters that mean something anywhere in a line."""
OPENING = re.compile(r"^(\d+(?=[.)]))?([#+.)-])(?=[\s#]|$)")
"""The beginning of a line that would be a heading or an item of a list."""
BLANK_LINES = re.compile(r"\n{3,}")


class _Converter(MarkdownConverter):
    class Options:
        heading_style = "ATX"
        bullets = "-"
        escape_misc = True

    def convert_a(self, anchor, text, parent_tags):
        address = anchor.get("href", "")
        return link(text.strip(), address) if text.strip() and address else text


def from_html(html: str) -> str:
    """Return clean HTML as Markdown."""
    return BLANK_LINES.sub("\n\n", _Converter().convert(html)).strip()


def escaped(text: str) -> str:
    """Return a text as one line whose characters mean themselves."""
    return OPENING.sub(r"\1\\\2", SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def link(words: str, address: str) -> str:
    """Return a link; `words` is Markdown."""
    return f"[{words}](<{address}>)" if re.search(r"[\s()]", address) else f"[{words}]({address})"


def item(shown: Item) -> str:
    """Return a few words, linked to the IRI of the resource that they name, and marked if in another language."""
    words = escaped(shown.text)
    if address := shown.iri or shown.url:
        words = link(words, address)
    if shown.language and shown.language != active_language():
        words = f"{words} ({shown.language})"
    return f"{words} {link(shown.download.text, shown.download.url)}" if shown.download else words


def items(shown: Iterable[Item]) -> str:
    return "; ".join(map(item, shown))


def facts(shown: Iterable[Fact]) -> str:
    return "\n".join(f"- **{escaped(each.label)}**: {items(each.items)}" for each in shown)


def row(shown: Row) -> str:
    """Return a resource as an item of a list, with its line of facts."""
    line = " · ".join(
        f"{escaped(each.label)}: {items(each.items)}{f' +{each.more}' if each.more else ''}" for each in shown.facts
    )
    kind = f" ({escaped(shown.title.kind.label)})" if shown.title.kind else ""
    return f"- {item(shown.title)}{kind}" + (f": {line}" if line else "")
