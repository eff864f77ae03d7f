"""The source formats that can be imported, and which one a source is in.

A format is a name, a test of a text, and a parser from text to `Record`. Adding one
takes a module and a line here; the pipeline does not change.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from . import archived_page
from .labels import Vocabulary
from .record import Record
from .source import UnreadableSource, decode

AUTO = "auto"


@dataclass(frozen=True)
class Format:
    name: str
    recognises: Callable[[str], bool]
    parse: Callable[[str, Vocabulary, str], Record]


FORMATS = {
    source_format.name: source_format
    for source_format in [
        Format("archived-page", archived_page.recognises, archived_page.parse),
    ]
}


def detect(content: bytes) -> Format | None:
    """The format of a source, or None if it is in none of those known here."""
    return _format_of(decode(content))


def parse_source(
    content: bytes,
    vocabulary: Vocabulary,
    *,
    format_name: str = AUTO,
    url: str = "",
) -> Record:
    """What a source states; raises `UnreadableSource` with a sentence if it cannot."""
    text = decode(content)
    source_format = _format_of(text) if format_name == AUTO else format_named(format_name)
    if source_format is None:
        raise UnreadableSource(f"The file is in no format that can be imported; those are: {', '.join(FORMATS)}.")
    record = source_format.parse(text, vocabulary, url)
    return replace(record, format=source_format.name)


def _format_of(text: str) -> Format | None:
    return next((f for f in FORMATS.values() if f.recognises(text)), None)


def format_named(name: str) -> Format:
    if name not in FORMATS:
        raise UnreadableSource(f"There is no format “{name}”; those that exist are: {', '.join(FORMATS)}.")
    return FORMATS[name]
