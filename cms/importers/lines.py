"""Split a page's text into lines, without the texts that the archive and its gallery have added."""

import re
from dataclasses import dataclass

_BANNER = re.compile(
    r"You are viewing an archived web ?page.*?"
    r"(?:See All versions of this archived page\.?|$)",
    re.IGNORECASE | re.MULTILINE,
)
_LOADING = re.compile(r"Loading media information(?:\s*hide)?", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•◦▪‣·●○*]|[-–](?=\s))\s*")
# Lines of symbols only, such as the arrows and the cross of a gallery.
_SYMBOLS = re.compile(r"^[<>×‹›«»|\s]+$")
_CONTROLS = frozenset({"hide", "previous", "next", "close"})
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Line:
    text: str
    bullet: bool = False
    indented: bool = False


def clean_lines(text: str) -> list[Line]:
    """Return the lines of a text without banner, loading messages, gallery buttons and repeated blank lines."""
    text = _LOADING.sub("", _BANNER.sub("", text))
    lines: list[Line] = []
    for raw in text.split("\n"):
        mark = _BULLET.match(raw)
        content = _SPACES.sub(" ", raw[mark.end() :] if mark else raw).strip()
        content = f"{content[:-1]}:" if content.endswith("：") else content
        if _SYMBOLS.match(content) or content.casefold() in _CONTROLS:
            continue
        if content or mark or lines[-1:] != [Line("")]:
            indented = raw[:1].isspace() and bool(content)
            lines.append(Line(content, bool(mark), indented))
    return lines
