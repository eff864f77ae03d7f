"""Turn plain text into the HTML of a rich text field.

All text is escaped, and the result is cleaned as a second safeguard, because rich text is shown to editors and readers
without escaping.
"""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

import nh3

_TAGS = {"p", "br", "ul", "li"}
_BULLET = "• "


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
