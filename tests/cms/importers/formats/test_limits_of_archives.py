"""Web archives that are small in compressed form and hold millions of headers, records or pages."""

import gzip
import io
import zipfile

import pytest

from cms.importers import UnreadableSource
from cms.importers.formats import read_pages, warc
from tests.thorough import mostly_slow

SIZE = 10_000_000
LIMITS = {"_MOST_LINES": 500_000, "_MOST_PAGES": 5_000}
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
PAGE = (
    HTTP + b"<html><h1>A festival of songs</h1><p>" + b"A choir of the province sang for two days. " * 12 + b"</p><p>"
)
PAGE += b"The public came in great numbers and sang along. " * 12 + b"</p></html>"


def record(block=b"", headers=b""):
    lines = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n" + headers
    lines += b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    return lines + block + b"\r\n\r\n"


def filled(lines, size):
    return lines * (size // len(lines))


HARMFUL = {
    "headers of a record": lambda size: record(headers=filled(b"a:\r\n", size)),
    "headers of a response": lambda size: record(HTTP[:-2] + filled(b"a:\r\n", size) + b"\r\n<html>"),
    "lines that continue a header": lambda size: record(headers=b"a:b\r\n" + filled(b" c\r\n", size)),
    "records": lambda size: filled(b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n", size),
    "blank lines": lambda size: record() + filled(b"\r\n", size),
    "pages": lambda size: filled(record(HTTP + b"<p>"), size),
    "chunks": lambda size: record(
        HTTP[:-2] + b"Transfer-Encoding: chunked\r\n\r\n" + filled(b"1\r\na\r\n", size * 2 // 5) + b"0\r\n\r\n"
    ),
}


@pytest.mark.parametrize("size", mostly_slow([SIZE // 10, SIZE]))
@pytest.mark.parametrize("kind", HARMFUL)
def test_a_small_archive_of_too_many_parts_is_refused(kind, size, monkeypatch):
    for name, limit in LIMITS.items():
        assert getattr(warc, name) == limit
        monkeypatch.setattr(warc, name, limit * size // SIZE)
    content = gzip.compress(HARMFUL[kind](size))
    assert len(content) < 200_000
    with pytest.raises(UnreadableSource, match="split it into smaller ones|no page that can be imported"):
        read_pages(content)


def test_the_files_of_a_package_share_their_limits():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as wacz:
        for number in range(3):
            wacz.writestr(f"archive/{number}.warc", record(headers=b"a:\r\n" * 200_000))
    with pytest.raises(UnreadableSource, match="more headers than an archive of pages"):
        read_pages(package.getvalue())


def test_an_archive_of_many_files_with_usual_headers_is_read():
    usual = b"".join(b"X-Header-%d: of a usual length\r\n" % number for number in range(20))
    picture = record(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n" + usual + b"\r\n" + bytes(2000), usual)
    assert len(read_pages(picture * 5000 + record(PAGE) * 3)[1]) == 3
