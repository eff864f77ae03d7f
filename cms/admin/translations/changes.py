"""Show a text of the original, with what has changed in it, paragraph by paragraph and word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import unescape

from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from cms.admin.translations.texts import Unit

PARAGRAPH = re.compile(r"</(?:p|li|h\d|blockquote|tr)>|<br/?>|\n")


def paragraphs(unit: Unit) -> list[str]:
    pieces = PARAGRAPH.split(unit.text) if unit.is_html else unit.text.splitlines()
    words = (" ".join(_plain(piece, unit.is_html).split()) for piece in pieces)
    return [each for each in words if each]


def shown(before: Unit | None, now: Unit | None) -> SafeString:
    """Return the paragraphs of the present text, with what is new and what is gone marked."""
    old, new = (paragraphs(each) if each else [] for each in (before, now))
    return format_html_join("", "<p>{}</p>", ((line,) for line in _lines(old, new)))


def _lines(old: list[str], new: list[str]) -> Iterator[SafeString]:
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (format_html("{}", each) for each in new[begin:end])
            continue
        pairs = min(last - first, end - begin)
        yield from (_words(old[first + n], new[begin + n]) for n in range(pairs))
        yield from (format_html("<del>{}</del>", each) for each in old[first + pairs : last])
        yield from (format_html("<ins>{}</ins>", each) for each in new[begin + pairs : end])


def _words(old: str, new: str) -> SafeString:
    """Return one changed paragraph with its changed words marked."""
    before, after = re.findall(r"\s+|\w+|[^\w\s]", old), re.findall(r"\s+|\w+|[^\w\s]", new)
    pieces = []
    for kind, first, last, begin, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = escape("".join(before[first:last])), escape("".join(after[begin:end]))
        if kind == "equal":
            pieces.append(come)
        else:
            pieces += [f"<del>{gone}</del>" if gone else "", f"<ins>{come}</ins>" if come else ""]
    return mark_safe("".join(pieces))  # noqa: S308 every piece is escaped above


def _plain(text: str, is_html: bool) -> str:
    return unescape(strip_tags(text)) if is_html else text
