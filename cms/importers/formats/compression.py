"""Decompress the bodies of archived HTTP responses, which archives store as compressed by the server.

No decoder returns more than one byte above the limit for a page, so that a few kilobytes cannot become a gigabyte.
"""

import io
import zlib
from collections.abc import Callable

import brotli
import zstandard
from django.utils.translation import gettext

from cms.importers.source import MAX_BYTES, UnreadableSource

_ENOUGH = MAX_BYTES + 1
_WINDOW = 8 * 1024 * 1024
"""The largest window that zstd may have in HTTP (RFC 9659)."""


def unpacked(content: bytes, encodings: str) -> bytes:
    """Return a body without its content encodings; a server lists these in the order in which it applied them.

    A body that is plain HTML despite its header is returned unchanged. Raise `UnreadableSource` for an unknown encoding
    or damaged data.
    """
    for encoding in reversed([each.strip().lower() for each in encodings.split(",") if each.strip()]):
        if encoding not in _DECODERS:
            raise UnreadableSource(
                gettext("It is stored in the encoding “%(name)s”, which cannot be read: save the page from a browser.")
                % {"name": encoding[:40]}
            )
        content = _decoded(content, encoding)
    return content


def _decoded(content: bytes, encoding: str) -> bytes:
    try:
        return _DECODERS[encoding](content)
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        if content.lstrip()[:1] == b"<":
            return content
        raise UnreadableSource(
            gettext("Its compressed data (%(name)s) is damaged: fetch it again.") % {"name": encoding}
        ) from error


def _gzip(content: bytes) -> bytes:
    # 16 selects the gzip format.
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, _ENOUGH)


def _deflate(content: bytes) -> bytes:
    """Decompress with the zlib header that HTTP requires, or without it, as some servers send it."""
    try:
        return zlib.decompressobj().decompress(content, _ENOUGH)
    except zlib.error:
        # A negative window size selects raw deflate data without a header.
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, _ENOUGH)


def _brotli(content: bytes) -> bytes:
    decoder = brotli.Decompressor()
    parts = [decoder.process(content, output_buffer_limit=_ENOUGH)]
    while parts[-1] and not decoder.is_finished() and sum(map(len, parts)) < _ENOUGH:
        parts.append(decoder.process(b"", output_buffer_limit=_ENOUGH))
    return b"".join(parts)


def _zstd(content: bytes) -> bytes:
    decoder = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with decoder.stream_reader(io.BytesIO(content), read_across_frames=True) as reader:
        return reader.read(_ENOUGH)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
