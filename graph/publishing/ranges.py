"""A part of a file, for who continues a download that broke off (https://www.rfc-editor.org/rfc/rfc9110#name-range-requests)."""

from __future__ import annotations

import re
from typing import IO

from django.http import HttpRequest

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII | re.IGNORECASE)
NOWHERE = range(0)


def asked_range(request: HttpRequest, size: int, etag: str) -> range | None:
    """The bytes that are asked for; an empty range where there are none of them, None for all.

    Several ranges at once, other units, and the rest of what is another file by now are answered with the whole, as
    the standard allows.
    """
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    start = int(first) if first else max(0, size - int(last))
    stop = min(size, int(last) + 1) if first and last else size
    if first and last and int(last) < int(first):
        return None
    return range(start, stop) if start < stop else NOWHERE


class Excerpt:
    """Some bytes of a file, as a file."""

    def __init__(self, file: IO[bytes], part: range) -> None:
        file.seek(part.start)
        self._file = file
        self._left = len(part)

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted)
        if len(data) < wanted and not data:
            raise OSError("The file is shorter than it was.")
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()
