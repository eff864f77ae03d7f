"""Read a part of a file, to continue an interrupted download.

https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
"""

from __future__ import annotations

import re
from typing import IO

from django.http import HttpRequest

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII | re.IGNORECASE)
NOWHERE = range(0)


def asked_range(request: HttpRequest, size: int, etag: str) -> range | None:
    """Return the range of bytes requested, an empty range if the file has none of them, or None for the whole file.

    Several ranges at once, other units, and the rest of a file that has changed are answered with the whole file, as
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
    """A file-like object for a range of bytes of a file."""

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
