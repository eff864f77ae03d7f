"""Text in a cell, such that no program takes it for a formula and every character comes back.

Both rules can be taken back exactly: what leaves as a cell and returns unchanged is the same text.
"""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How text begins that Excel and others may run, or that begins like text that we have guarded."""
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """An apostrophe before what might run; control characters as Office Open XML writes them, such as _x000B_."""
    visible = _HIDDEN.sub(lambda found: "".join(f"_x{ord(each):04X}_" for each in found[0][:1]) + found[0][1:], text)
    return f"'{visible}" if FORMULA.match(visible) else visible


def unguarded(cell: str) -> str:
    text = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


_UNREADABLE = "\ufdd0"
"""No character of any text: it begins what stands for a cell that holds something and cannot be read."""


def unreadable(reason: str) -> str:
    """Stand for a cell that cannot be read."""
    return f"{_UNREADABLE}{reason}"


def why_unreadable(cell: str) -> str:
    """Return why the cell cannot be read, an empty text where it can."""
    return cell.removeprefix(_UNREADABLE) if cell.startswith(_UNREADABLE) else ""
