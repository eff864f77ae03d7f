"""A stored file as an HTTP response: sent by Accord itself, or by the web server before it."""

from __future__ import annotations

import mimetypes
import os
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from graph.publishing.answers import REVALIDATE
from graph.publishing.ranges import Excerpt, asked_range

INTERNAL = "/internal-files/"
"""Where a web server that understands X-Accel-Redirect has `MEDIA_ROOT`, for such redirects only."""
PICTURES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"}
PDF = "application/pdf"
UNKNOWN = "application/octet-stream"
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
# Chromium's reader of PDF files does not start in a sandbox.
NOTHING_LOADS = "default-src 'none'; style-src 'unsafe-inline'"
LASTING = "public, max-age=31536000, immutable"


def sent(request: HttpRequest, file: FieldFile, *, shared: bool, lasting: bool = False) -> HttpResponseBase:
    """Answer with a file, or the part of it that is asked for. `shared`: anybody may have it, so caches may keep it.

    A cache asks before every use, because the file may have been hidden or replaced since. `lasting`: the address has
    a digest of the file and never has another one, so a cache need not ask for a year.
    """
    if settings.SEND_FILES == "accord":
        response = _sent_by_accord(request, file)
    else:
        response = HttpResponse()
        response[settings.SEND_FILES] = _internal_address(file)
    for name, value in _headers(file.name or "", shared, lasting).items():
        response[name] = value
    return response


def _internal_address(file: FieldFile) -> str:
    if settings.SEND_FILES == "X-Accel-Redirect":
        return INTERNAL + quote(file.name or "")
    return quote(file.path)


def _headers(name: str, shared: bool, lasting: bool) -> dict[str, str]:
    """Return headers that keep an upload from running as a page of ours: a type that we know, and no rights."""
    kind = mimetypes.guess_type(name)[0] or UNKNOWN
    path = PurePosixPath(name)
    is_shown = kind in PICTURES or kind == PDF
    if not is_shown and path.suffix[1:].lower() not in settings.WAGTAILDOCS_EXTENSIONS:
        kind = UNKNOWN
    return {
        "Content-Type": kind,
        "Content-Disposition": content_disposition_header(not is_shown, path.name) or "",
        "Content-Security-Policy": NOTHING_LOADS if kind == PDF else NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": (LASTING if lasting else REVALIDATE) if shared else "private, no-cache",
        "Accept-Ranges": "bytes",
        # Scripts of other sites may read what anybody may see: to draw a picture on a canvas, for example.
        **({"Access-Control-Allow-Origin": "*"} if shared else {}),
    }


def _sent_by_accord(request: HttpRequest, file: FieldFile) -> HttpResponseBase:
    try:
        content: Any = file.storage.open(str(file.name))
    except FileNotFoundError as error:
        raise Http404 from error
    status = os.fstat(content.fileno())
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    modified = int(status.st_mtime)
    response: HttpResponseBase | None = get_conditional_response(request, etag, modified)
    if response is None:
        response = _whole_or_part(request, content, status.st_size, etag)
    response["ETag"], response["Last-Modified"] = etag, http_date(modified)
    if not isinstance(response, FileResponse):
        content.close()
    return response


def _whole_or_part(request: HttpRequest, content: Any, size: int, etag: str) -> HttpResponseBase:
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(size)})
    part = asked_range(request, size, etag)
    if part is None:
        return FileResponse(content, headers={"Content-Length": str(size)})
    if not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    span = {"Content-Range": f"bytes {part.start}-{part.stop - 1}/{size}", "Content-Length": str(len(part))}
    return FileResponse(Excerpt(content, part), status=206, headers=span)
