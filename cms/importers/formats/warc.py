"""Read the pages in web archive files: WARC files, and WACZ packages of WARC files.

A few compressed kilobytes can hold millions of short headers or pages, so both are counted, and a file that has too
many is refused before the first page is read.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, gettext_lazy
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from cms.importers.formats.compression import unpacked
from cms.importers.formats.html import page_of
from cms.importers.old_site import is_page
from cms.importers.source import MAX_ARCHIVE_BYTES, MAX_BYTES, PageText, UnreadableSource, check_size

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# With a smaller block size, a line without an end would be copied thousands of times.
_BLOCK = 4 * 1024 * 1024
# Lines outside of bodies, at some 30 for each record. A file of 100 MB has 10,000 records of a usual size.
_MOST_LINES = 500_000
_MOST_PAGES = 5_000
_TOO_LARGE = gettext_lazy("The WACZ unpacks to more than can be imported at once: split it.")
_TOO_MANY_LINES = gettext_lazy(
    "The web archive has more headers than an archive of pages has: split it into smaller ones."
)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
# warcio raises AttributeError for a record without WARC-Target-URI.
_DAMAGED = (ArchiveLoadFailed, zlib.error, EOFError, OverflowError, ValueError, AttributeError)


def is_warc(content: bytes) -> bool:
    return content.startswith((b"WARC/", _GZIP))


def is_wacz(content: bytes) -> bool:
    return content.startswith(_ZIP)


def read_warc(content: bytes) -> list[PageText]:
    return _read([_unpacked(content)])


def read_wacz(content: bytes) -> list[PageText]:
    return _read(list(_within_limits(_warcs(content))))


def _read(warcs: Sequence[bytes]) -> list[PageText]:
    _check_numbers(warcs)
    lines = _Count()
    return _pages(page for warc in warcs for page in _records(warc, lines))


def _check_numbers(warcs: Iterable[bytes]) -> None:
    """Raise `UnreadableSource` if the WARC files have too many headers or pages together; read no page."""
    lines, pages = _Count(), 0
    for warc in warcs:
        with suppress(*_DAMAGED):  # Reading tells what is damaged.
            for _record in _html_records(warc, lines):
                pages += 1
                if pages > _MOST_PAGES:
                    raise UnreadableSource(
                        gettext("The web archive has more than %(number)d pages: split it into smaller ones.")
                        % {"number": _MOST_PAGES}
                    )


class _Count:
    """The number of lines read from all WARC files of a source."""

    lines = 0

    def add(self) -> None:
        self.lines += 1
        if self.lines > _MOST_LINES:
            raise UnreadableSource(str(_TOO_MANY_LINES))


class _CountedLines:
    """warcio's reader, which counts each line: headers, blank lines between records, and sizes of chunks."""

    def __init__(self, reader: BufferedReader, count: _Count) -> None:
        self._reader = reader
        self._count = count

    def readline(self, *args: int) -> bytes:
        self._count.add()
        return self._reader.readline(*args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)


def _within_limits(warcs: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the WARC files unpacked; raise `UnreadableSource` if they are too large together."""
    left = MAX_ARCHIVE_BYTES
    for warc in map(_unpacked, warcs):
        left -= len(warc)
        if left < 0:
            raise UnreadableSource(str(_TOO_LARGE))
        yield warc


def _pages(found: Iterator[PageText]) -> list[PageText]:
    """Return the pages that can be imported or have a problem; raise `UnreadableSource` if none can be imported."""
    every = list(found)
    pages = [page for page in every if page.problem or is_page(page)]
    if not all(page.problem for page in pages):
        return pages
    nothing = gettext("The web archive holds no page that can be imported.")
    others = gettext("It has %(number)d other pages, such as %(url)s.")
    told = [others % {"number": len(every), "url": every[0].url}] if every and not pages else []
    raise UnreadableSource(" ".join([nothing, *told, *(f"{page.url}: {page.problem}" for page in pages)]))


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(MAX_ARCHIVE_BYTES + 1)
    except EOFError as error:
        raise UnreadableSource(
            gettext("The file is cut off: its compressed data ends too early. Fetch it again.")
        ) from error
    except (OSError, zlib.error) as error:
        raise UnreadableSource(gettext("The file is damaged: it cannot be unpacked. Fetch it again.")) from error
    if len(unpacked) > MAX_ARCHIVE_BYTES:
        megabytes = MAX_ARCHIVE_BYTES // (1024 * 1024)
        raise UnreadableSource(
            gettext("The file unpacks to more than %(megabytes)s MB: split the archive into smaller ones.")
            % {"megabytes": megabytes}
        )
    if not unpacked.startswith(b"WARC/"):
        raise UnreadableSource(
            gettext("The file is compressed, and what it holds is no WARC: unpack it, or give a WARC file.")
        )
    return unpacked


def _warcs(content: bytes) -> Iterator[bytes]:
    """Yield the WARC files of a WACZ, which are in its folder archive/ (WACZ 1.1.1, section 5.2.1)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            found = [each for each in package.infolist() if each.filename.startswith("archive/") and each.file_size]
            if not found:
                raise UnreadableSource(gettext("The file is a ZIP without a folder “archive”: this is no WACZ."))
            if sum(each.file_size for each in found) > MAX_ARCHIVE_BYTES:
                raise UnreadableSource(str(_TOO_LARGE))
            for each in found:
                yield package.read(each)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableSource(
            gettext("The file is damaged or cut off: it cannot be unpacked. Fetch it again.")
        ) from error


def _records(warc: bytes, lines: _Count) -> Iterator[PageText]:
    """Yield the pages of a WARC file; if it becomes unreadable after some pages, yield a last page with the problem."""
    read = 0
    try:
        for record in _html_records(warc, lines):
            yield _page_or_problem(record)
            read += 1
    except _DAMAGED as error:
        reason = "WARC-Target-URI is missing" if isinstance(error, AttributeError) else error
        problem = gettext("The WARC cannot be read: %(error)s.") % {"error": reason}
        if not read:
            raise UnreadableSource(problem) from error
        yield PageText("", problem=gettext("What follows is lost. %(problem)s") % {"problem": problem})


def _html_records(warc: bytes, lines: _Count) -> Iterator[ArcWarcRecord]:
    records = ArchiveIterator(io.BytesIO(warc), block_size=_BLOCK)
    records.reader = _CountedLines(records.reader, lines)
    for record in records:
        if record.rec_type in ("response", "resource") and _is_html(record):
            yield record


def _is_html(record: ArcWarcRecord) -> bool:
    if record.http_headers is None:
        return record.content_type in _HTML_TYPES
    answered = record.http_headers.get_statuscode() == "200"
    return answered and _media_type(record)[0] in _HTML_TYPES


def _media_type(record: ArcWarcRecord) -> tuple[str, str]:
    """Return media type and charset as the server gave them, each "" if missing."""
    stated = (record.http_headers and record.http_headers.get_header("Content-Type")) or record.content_type or ""
    kind, _, parameters = stated.partition(";")
    _, _, charset = parameters.partition("charset=")
    return kind.strip().lower(), charset.partition(";")[0].strip(" \"'")


def _page_or_problem(record: ArcWarcRecord) -> PageText:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        return page_of(_body(record), url=url, charset=_media_type(record)[1], captured_at=_date(record))
    except UnreadableSource as error:
        return PageText("", url, problem=str(error))


def _body(record: ArcWarcRecord) -> bytes:
    """Return the response's body without its encodings.

    warcio's own decompression is not used: it has no limit and does not support every encoding.
    """
    headers, stream = record.http_headers, record.raw_stream
    if headers and (headers.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    content = stream.read(MAX_BYTES + 1)
    check_size(content)
    if getattr(record.raw_stream, "limit", 0):
        raise UnreadableSource(gettext("The file is cut off in this record: fetch it again."))
    content = unpacked(content, (headers and headers.get_header("Content-Encoding")) or "")
    check_size(content)
    return content


def _date(record: ArcWarcRecord) -> datetime | None:
    try:
        return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date") or "")
    except ValueError:
        return None
