"""Split a page's text into lines, and recognise the lines that are prose or a number.

The texts that the archive's banner and the gallery's buttons have added are left out.
"""

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
_FULL_STOP = re.compile(r"[.…][\"'”’»)\]]*$")
_FIGURE = re.compile(
    r"(?:(?:over|more than|about|around|nearly|almost|up to|at least)\s+)?"
    r"(?:[A-Z]{2,3}\s?)?[€$£~≈<>+]?\s?\d[\d.,\s/–-]*"
    r"(?:k|m|bn|million|billion|thousand|(?:out )?of \d+)?\s?[+%€$£]?",
    re.IGNORECASE,
)

LONGEST_TITLE = 255


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


def is_sentence(text: str) -> bool:
    """Return whether a text is running prose rather than a name: very long, or six words or more with a full stop.

    A question mark at the end is no sign of prose: a title may have one.
    """
    stopped = bool(_FULL_STOP.search(text))
    return len(text) > LONGEST_TITLE or (stopped and len(text.split()) >= 6)


def is_figure(text: str) -> bool:
    """Return whether a text is a number as key figures give it: "158", "600+", "1.72", "EUR 2 million"."""
    return bool(_FIGURE.fullmatch(text))
