"""Detect the format of a source file and read the pages in it.

A format is a name, a test that recognises a file's content, and a reader that returns the file's pages. A new format
takes one module and one line in `FORMATS`; the pipeline does not change.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from . import archived_page, saved_html, saved_text, web_archive
from .encodings import as_utf8
from .labels import Vocabulary
from .record import Record
from .source import PageText, UnreadableSource

AUTO = "auto"


@dataclass(frozen=True)
class Format:
    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], list[PageText]]


# `detect` takes the first match, so formats that have a signature in their first bytes come first.
FORMATS = {
    source_format.name: source_format
    for source_format in [
        Format("warc", web_archive.is_warc, web_archive.read_warc),
        Format("wacz", web_archive.is_wacz, web_archive.read_wacz),
        Format("html", saved_html.recognises, saved_html.read),
        Format("archived-page", saved_text.recognises, saved_text.read),
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


def parse_page(page: PageText, vocabulary: Vocabulary, *, format_name: str = "", url: str = "") -> Record:
    """Return a page's content as a record; raise `UnreadableSource` if that is not enough to identify the page."""
    return replace(archived_page.parse(page, vocabulary, url), format=format_name)


def format_named(name: str) -> Format:
    if name not in FORMATS:
        raise UnreadableSource(
            gettext("There is no format “%(name)s”; those that exist are: %(formats)s.")
            % {"name": name, "formats": ", ".join(FORMATS)}
        )
    return FORMATS[name]
