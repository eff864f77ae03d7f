"""Read source files, and check their size and encoding before any parser sees the text."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext

MAX_BYTES = 5 * 1024 * 1024
# A web archive's file holds many pages, with their pictures and scripts.
MAX_ARCHIVE_BYTES = 100 * 1024 * 1024

# Control characters, soft hyphens, zero-width spaces and byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff]")


class UnreadableSource(Exception):
    """Raised for a source that cannot be imported; its message is written for users."""


@dataclass(frozen=True)
class PageText:
    """A page as text, with the facts that its file states about it."""

    text: str
    url: str = ""
    title: str = ""
    language: str | None = None
    captured_at: datetime | None = None
    # Texts that were left out on purpose, in a few words each.
    ignored: tuple[str, ...] = ()
    # Why this page of an archive cannot be read, in one sentence; only its address is known then.
    problem: str = ""


def read_source(path: Path) -> bytes:
    """Return the content of a file; raise `UnreadableSource` if it is missing, not a file, unreadable or too large."""
    if not path.exists():
        raise UnreadableSource(gettext("There is no such file."))
    if not path.is_file():
        raise UnreadableSource(gettext("This is not a file: name the files to import one by one."))
    try:
        # One byte above the limit shows that a file is too large without reading all of it.
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
    """Return the text of a source in composed Unicode (NFC), without control characters.

    Raise `UnreadableSource` if the content is too large, empty, or not text in UTF-8.
    """
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
    """Return the text in composed Unicode (NFC), with "\\n" as line end and without invisible characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", text)


def digest(text: str, source_url: str) -> str:
    """Return the SHA-256 digest of a source: equal for the same words, in any spacing, from the same address."""
    words = " ".join(text.split())
    return hashlib.sha256(f"{source_url}\n{words}".encode()).hexdigest()
