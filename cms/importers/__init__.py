"""The source formats that can be imported, and which one a file is in.

A format is a name, a test of the file's first bytes or words, and a reader from the file to the pages in it. Adding
one takes a module and a line here; the pipeline does not change.
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


# Those that are told by their first bytes come first.
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
    """The format of a file, or None if it is in none of those known here."""
    return next((f for f in FORMATS.values() if f.recognises(content)), None)


def read_pages(content: bytes, format_name: str = AUTO) -> tuple[Format, list[PageText]]:
    """The pages in a file; raises `UnreadableSource` with a sentence if it has none that can be imported."""
    content = as_utf8(content)
    source_format = detect(content) if format_name == AUTO else format_named(format_name)
    if source_format is None:
        raise UnreadableSource(
            gettext("The file is in no format that can be imported; those are: %(formats)s.")
            % {"formats": ", ".join(FORMATS)}
        )
    return source_format, source_format.read(content)


def parse_page(page: PageText, vocabulary: Vocabulary, *, format_name: str = "", url: str = "") -> Record:
    """What a page states; raises `UnreadableSource` with a sentence if that is not enough to know it by."""
    return replace(archived_page.parse(page, vocabulary, url), format=format_name)


def format_named(name: str) -> Format:
    if name not in FORMATS:
        raise UnreadableSource(
            gettext("There is no format “%(name)s”; those that exist are: %(formats)s.")
            % {"name": name, "formats": ", ".join(FORMATS)}
        )
    return FORMATS[name]
