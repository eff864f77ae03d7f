"""Reading a source file: the checks that come before any parser sees its text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext

MAX_BYTES = 5 * 1024 * 1024
# A file of a web archive holds many pages, and what they need.
MAX_ARCHIVE_BYTES = 100 * 1024 * 1024

# Control characters, soft hyphens, zero-width spaces and byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff]")


class UnreadableSource(Exception):
    """A source that cannot be imported; its text is one sentence for people."""


@dataclass(frozen=True)
class PageText:
    """A page as text, with what the file that holds it says about the page."""

    text: str
    url: str = ""
    title: str = ""
    language: str | None = None
    captured_at: datetime | None = None
    # What was left out on purpose, in a few words each.
    ignored: tuple[str, ...] = ()
    # Why this page of an archive cannot be read, in one sentence; its address is all that is known of it then.
    problem: str = ""


def read_source(path: Path) -> bytes:
    """The content of a file, unless it is missing, no file, or too large to be one."""
    if not path.exists():
        raise UnreadableSource(gettext("There is no such file."))
    if not path.is_file():
        raise UnreadableSource(gettext("This is not a file: name the files to import one by one."))
    try:
        # One byte more than allowed shows that a file is too large, without reading
        # the rest of it.
        with path.open("rb") as file:
            content = file.read(MAX_ARCHIVE_BYTES + 1)
    except OSError as error:
        raise UnreadableSource(gettext("The file cannot be read: %(reason)s.") % {"reason": error.strerror}) from error
    check_archive_size(content)
    return content


def check_archive_size(content: bytes) -> None:
    if len(content) > MAX_ARCHIVE_BYTES:
        megabytes = MAX_ARCHIVE_BYTES // (1024 * 1024)
        raise UnreadableSource(
            gettext("The file is larger than %(megabytes)s MB: split the archive into smaller ones.")
            % {"megabytes": megabytes}
        )


def check_size(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        megabytes = MAX_BYTES // (1024 * 1024)
        raise UnreadableSource(
            gettext("The file is larger than %(megabytes)s MB, which no saved page is: give one page per file.")
            % {"megabytes": megabytes}
        )


def decode(content: bytes) -> str:
    """The text of a source, in composed Unicode and without control characters."""
    check_size(content)
    if b"\x00" in content:
        raise UnreadableSource(gettext("The file is not text: save the page as plain text first."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(gettext("The file is not text in UTF-8: save it in that encoding first.")) from error
    text = plain(text)
    if not text.strip():
        raise UnreadableSource(gettext("The file is empty."))
    return text


def plain(text: str) -> str:
    """The text in composed Unicode, with one kind of line end and nothing invisible."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", text)
