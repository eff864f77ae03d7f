"""Conversion of texts to cells that no program takes for a formula, and back.

The conversion is lossless: a cell that returns unchanged gives the same text.
"""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""Start of texts that Excel and other programs may run as a formula, or that look like guarded texts."""
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """Return the text as a cell: an apostrophe precedes a possible formula, and control characters are escaped.

    The escapes are those of Office Open XML, such as _x000B_.
    """
    visible = _HIDDEN.sub(lambda found: "".join(f"_x{ord(each):04X}_" for each in found[0][:1]) + found[0][1:], text)
    return f"'{visible}" if FORMULA.match(visible) else visible


def unguarded(cell: str) -> str:
    text = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


_UNREADABLE = "\ufdd0"
"""First character of the text that replaces an unreadable cell. It is a Unicode noncharacter, which no text holds."""


def unreadable(reason: str) -> str:
    """Return the text that replaces a cell that cannot be read."""
    return f"{_UNREADABLE}{reason}"


def why_unreadable(cell: str) -> str:
    """Return why the cell cannot be read, or an empty text if it can."""
    return cell.removeprefix(_UNREADABLE) if cell.startswith(_UNREADABLE) else ""
