"""Detect the format of a source file and read the pages in it.

A format is a name, a test that recognises a file's content, and a reader that returns the file's pages. A new format
takes one module and one line in `FORMATS`; the pipeline does not change.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext

from cms.importers.formats import html, iati, text, warc
from cms.importers.formats.encodings import as_utf8
from cms.importers.source import PageText, UnreadableSource

AUTO = "auto"


@dataclass(frozen=True)
class Format:
    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], list[PageText]]


def _in_pieces(content: bytes) -> list[PageText]:
    """Refuse a file that is read piece by piece (`cms.importers.reading`), for example within a web archive."""
    raise UnreadableSource(gettext("This is an IATI file: import it by itself."))


# `detect` takes the first match, so formats that have a signature in their first bytes come first.
FORMATS = {
    source_format.name: source_format
    for source_format in [
        Format(iati.NAME, iati.recognises, _in_pieces),
        Format("warc", warc.is_warc, warc.read_warc),
        Format("wacz", warc.is_wacz, warc.read_wacz),
        Format("html", html.recognises, html.read),
        Format("archived-page", text.recognises, text.read),
    ]
}


def detect(content: bytes) -> Format | None:
    """Return the format of a file, or None if no format recognises it."""
    return next((f for f in FORMATS.values() if f.recognises(content)), None)


def read_pages(content: bytes, format_name: str = AUTO) -> tuple[Format, list[PageText]]:
    """Return the format of a file and its pages; raise `UnreadableSource` if it has no page that can be imported."""
    content = as_utf8(content)
    source_format = detect(content) if format_name == AUTO else format_named(format_name)
    if source_format is None:
        raise UnreadableSource(
            gettext("The file is in no format that can be imported; those are: %(formats)s.")
            % {"formats": ", ".join(FORMATS)}
        )
    return source_format, source_format.read(content)


def format_named(name: str) -> Format:
    if name not in FORMATS:
        raise UnreadableSource(
            gettext("There is no format “%(name)s”; those that exist are: %(formats)s.")
            % {"name": name, "formats": ", ".join(FORMATS)}
        )
    return FORMATS[name]
