"""Plain text to the HTML of a rich text field.

Everything is escaped here; cleaning the result is the second wall, because editors
and readers are shown rich text as it is.
"""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby

import nh3

_TAGS = {"p", "br", "ul", "li"}
_BULLET = "• "


def rich_text(text: str) -> str:
    """Paragraphs set off by blank lines; lines that begin with bullets make lists."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    html = "".join(_paragraph(lines.split("\n")) for lines in paragraphs if lines)
    return nh3.clean(html, tags=_TAGS, attributes={})


def _paragraph(lines: list[str]) -> str:
    """A paragraph, a list, or both, in the order of the lines."""
    runs = groupby(lines, key=lambda line: line.startswith(_BULLET))
    return "".join(_list(run) if bulleted else _lines(run) for bulleted, run in runs)


def _lines(lines: Iterable[str]) -> str:
    return f"<p>{'<br>'.join(map(escape, lines))}</p>"


def _list(lines: Iterable[str]) -> str:
    items = (escape(line.removeprefix(_BULLET)) for line in lines)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
