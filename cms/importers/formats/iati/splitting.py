"""Cut an IATI file into small documents of a few activities, without parsing it.

The document type is left out, so that no entity of a stranger's file is ever expanded.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext

from cms.importers.source import UnreadableSource

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,200}\?>")
_WIDE = re.compile(rb"(encoding\s*=\s*[\"'])utf-?(?:16|32)\w*", re.IGNORECASE)
_ROOT = re.compile(rb"<(iati-(?:activities|organisations))\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_VERSION = re.compile(rb"\bversion\s*=\s*[\"']\s*([^\"']*?)\s*[\"']")
_START = re.compile(rb"<iati-activity(?=[\s>])")
_END = re.compile(rb"</iati-activity\s*>")
_READ = re.compile(r"2\.0[123]")
_HEAD = 20_000
PIECE = 200_000
"""The size in bytes from which on a piece takes no further activity."""


def recognises(content: bytes) -> bool:
    return _ROOT.search(content[:_HEAD]) is not None


def pieces(content: bytes) -> Iterator[bytes]:
    """Yield documents with a few activities each; raise `UnreadableSource` for a file of another kind or version."""
    head = _head(content)
    batch: list[bytes] = []
    for activity in _activities(content):
        batch.append(activity)
        if sum(map(len, batch)) >= PIECE:
            yield _document(head, batch)
            batch = []
    if batch:
        yield _document(head, batch)


def _head(content: bytes) -> bytes:
    """Return the XML declaration and the start of the root element."""
    root = _ROOT.search(content[:_HEAD])
    if root is None:
        raise UnreadableSource(gettext("This is no IATI file: its root element is not iati-activities."))
    if root[1] == b"iati-organisations":
        raise UnreadableSource(
            gettext(
                "This is an organisation file of IATI, which holds no activities: give the publisher’s activity file."
            )
        )
    version = _VERSION.search(root[0])
    stated = version[1].decode("ascii", "replace") if version else ""
    if not _READ.fullmatch(stated):
        raise UnreadableSource(
            gettext(
                "The file says that it follows version “%(version)s” of IATI, and versions 2.01 to 2.03 are read: ask"
                " the publisher for a newer file, or convert it first."
            )
            % {"version": stated[:20] or gettext("not stated")}
        )
    declaration = _DECLARATION.match(content[:_HEAD].removeprefix(b"\xef\xbb\xbf"))
    return _WIDE.sub(rb"\1utf-8", declaration[0]).strip() + root[0] if declaration else root[0]


def _activities(content: bytes) -> Iterator[bytes]:
    """Yield the bytes of each activity; one that lacks its end reaches up to the next one."""
    starts = _START.finditer(content)
    start = next(starts, None)
    while start:
        following = next(starts, None)
        limit = following.start() if following else len(content)
        end = _END.search(content, start.start(), limit)
        yield content[start.start() : end.end() if end else limit]
        start = following


def _document(head: bytes, activities: list[bytes]) -> bytes:
    return b"\n".join([head, *activities, b"</iati-activities>"])
