"""Turn HTML elements into lines of text: labels above their values, bullets, blank lines around prose."""

import re
from collections.abc import Collection, Iterator

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from cms.importers.old_site import Kind, known_label

NOT_TEXT = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas", "head"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = _HEADINGS | {"p", "blockquote", "pre", "figure", "table", "section", "article", "ul", "ol", "dl"}
_LINES = frozenset(
    {"div", "li", "dt", "dd", "tr", "td", "th", "caption", "figcaption", "address", "main", "aside", "header"}
    | {"hr", "fieldset", "legend", "details", "summary", "cite"}
)
_SPACES = re.compile(r"\s+")


def text_of(root: Tag, left_out: Collection[int] = ()) -> str:
    """Return the text of a tag without the tags whose Python ids are in `left_out`."""
    return _Lines().of(root, left_out)


class _Lines:
    """Collects words into lines.

    A gap is 0 within a line, 1 between lines, 2 around prose; -9 after a heading that is a label, so that no blank line
    follows it.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.words: list[str] = []
        self.bullet = False
        self.gap = 0

    def of(self, root: Tag, left_out: Collection[int]) -> str:
        for event in _events(root, left_out):
            if isinstance(event, str):
                self.words.append(event)
            else:
                self._break(*event)
        self._break(1, False, False)
        return "\n".join(self.lines)

    def _break(self, gap: int, bullet: bool, heading: bool) -> None:
        """End the current line, and set the gap and the bullet of the next line."""
        if line := _SPACES.sub(" ", "".join(self.words)).strip():
            if self.gap > 1 and self.lines:
                self.lines.append("")
            self.lines.append(f"• {line}" if self.bullet else line)
            self.bullet = False
            # As in the old site's text, no blank line separates a label from its value, even if the label is a heading.
            label = known_label(line) if heading else None
            self.gap = 0 if label is None or label.kind is Kind.PROSE else -9
        self.words.clear()
        self.gap = max(self.gap, gap) if self.gap >= 0 else self.gap
        self.bullet = self.bullet or bullet


def _events(root: Tag, left_out: Collection[int]) -> Iterator[str | tuple[int, bool, bool]]:
    """Yield the texts of a tag and the breaks between them, as (gap, bullet, heading).

    The walk is not recursive, because tags may be nested deeper than Python's stack allows.
    """
    waiting: list[object] = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            yield each
        elif isinstance(each, NavigableString):
            if not isinstance(each, PreformattedString):
                yield str(each)
        elif isinstance(each, Tag) and each.name not in NOT_TEXT and id(each) not in left_out:
            gap = 2 if each.name in _PROSE else 1 if each.name in _LINES or each.name == "br" else 0
            if gap:
                yield gap, each.name == "li", False
                waiting.append((gap, False, each.name in _HEADINGS or each.name in ("dt", "th", "legend")))
            waiting.extend(reversed(each.contents))
