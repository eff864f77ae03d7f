"""Sort the lines below one label into certain values, doubtful values and key figures.

The old site put a page's key figures ("• 158 / reports") right below the last field, whichever it was, so any list may
contain them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cms.importers.old_site.fields import Field
from cms.importers.old_site.labels import Kind
from cms.importers.old_site.lines import Line, is_figure, is_sentence
from cms.importers.record import KeyFigure

_FIGURE_AND_LABEL = re.compile(r"((?:(?i:over|more than|about|up to)\s+)?\d\S*)\s+([a-z].*)")


@dataclass
class Values:
    """The values below one label.

    Certain values are right below their label or have a bullet. Doubtful values follow a blank line or read like
    running prose, from which no name is taken as a fact.
    """

    texts: list[str] = field(default_factory=list)
    certain: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    figures: list[KeyFigure] = field(default_factory=list)

    @property
    def first(self) -> str:
        return self.texts[0] if self.texts else ""

    def after_the_first(self) -> list[tuple[str, str]]:
        """Return the lines after the first value as (label, text) pairs.

        Exactly two certain lines are taken for a label and its value; other lines have an empty label.
        """
        rest = self.texts[1:]
        if len(rest) == 2 and self.certain[-2:] == rest:
            return [(rest[0], rest[1])]
        return [("", "\n".join(rest))] if rest else []


@dataclass
class _Item:
    lines: list[str]
    bullet: bool
    after_blank: bool

    @property
    def text(self) -> str:
        return " ".join(line for line in self.lines if line)


def read_values(found: Field) -> Values:
    values = Values()
    for item in _pair_figures(_items(found.lines), found.label.kind):
        figure = _figure(item, found.label.field == "key_figures")
        if figure:
            values.figures.append(figure)
            continue
        values.texts.append(item.text)
        loose = item.after_blank and not item.bullet
        doubtful = loose or is_sentence(item.text) or (found.label.kind is Kind.NAMES and is_figure(item.text))
        (values.doubtful if doubtful else values.certain).append(item.text)
    return values


def prose(lines: Sequence[Line]) -> str:
    """Return the lines as text; a line with a bullet begins with "• "."""
    text = "\n".join(f"• {line.text}" if line.bullet else line.text for line in lines)
    return text.strip()


def _items(lines: Sequence[Line]) -> list[_Item]:
    """Return one item per line; lines that continue a bullet belong to the bullet's item."""
    items: list[_Item] = []
    open_bullet = after_blank = False
    for line in lines:
        if not line.text and not line.bullet:
            open_bullet, after_blank = False, True
        elif open_bullet and not line.bullet and _continues(items[-1], line):
            items[-1].lines.append(line.text)
        else:
            items.append(_Item([line.text], line.bullet, after_blank))
            open_bullet = line.bullet
    return [item for item in items if item.text]


def _continues(item: _Item, line: Line) -> bool:
    return line.indented or not item.text or is_figure(item.text)


def _pair_figures(items: list[_Item], kind: Kind) -> Iterator[_Item]:
    """Join each bare number to the line below it: these are key figures that have lost their bullets.

    Below a label with a single value, the first number is not joined: it is the value, such as a year.
    """
    waiting: _Item | None = None
    for position, item in enumerate(items):
        if waiting:
            if item.bullet or not _labels(item, waiting, kind):
                yield waiting
                waiting = None
            else:
                waiting.lines += item.lines
                item, waiting = waiting, None
        possible = kind is Kind.NAMES or (kind is Kind.VALUE and position > 0)
        bare = possible and len(item.lines) == 1
        if bare and is_figure(item.text):
            waiting = item
        else:
            yield item
    if waiting:
        yield waiting


def _labels(item: _Item, figure: _Item, kind: Kind) -> bool:
    """Return whether a line says what the number above it counts."""
    return item.text[:1].islower() or (kind is Kind.NAMES and item.after_blank == figure.after_blank)


def _figure(item: _Item, expected: bool) -> KeyFigure | None:
    """Return the key figure in an item, or None.

    Number and label are on two lines, or on one line with a bullet or where figures are expected.
    """
    lines = [line for line in item.lines if line]
    if len(lines) > 1 and is_figure(lines[0]):
        return KeyFigure(lines[0], " ".join(lines[1:]))
    if (item.bullet or expected) and (match := _FIGURE_AND_LABEL.fullmatch(item.text)):
        return KeyFigure(match[1], match[2])
    return None
