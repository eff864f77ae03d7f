"""Send a file of the dataset over HTTP, whole or in part, with headers to check and to continue a download."""

from __future__ import annotations

import base64
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from graph.publishing import csvw, links
from graph.publishing.answers import conditional
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import CSV, Distribution
from graph.publishing.files import File
from graph.publishing.ranges import Excerpt, asked_range
from graph.publishing.tags import ANY_CHANGE, fitted, tag_headers
from graph.refusals import Refusal


def download(request: HttpRequest, distribution: Distribution) -> HttpResponseBase:
    """Return the file, made before the first byte is sent, so that an error in making it is answered as an error.

    A transfer that breaks off is shorter than its Content-Length.
    """
    snapshot = Snapshot.current()
    etag = f"{snapshot.name}-{distribution.name}"
    name, content_type = distribution.download_name(snapshot), distribution.content_type
    try:
        response = conditional(
            request, etag, lambda: sent(request, distribution.file(snapshot), f'"{etag}"', name, content_type)
        )
    except FileNotFoundError as removed:
        raise Refusal(503, "The data has changed since this file was made: ask for it again.") from removed
    response["Link"] = links.of_file(csvw.address() if distribution.form is CSV else "")
    response["Accept-Ranges"] = "bytes"
    # Its name says of which moment it is.
    tag_headers(response, fitted({ANY_CHANGE}))
    return response


def sent(request: HttpRequest, made: File, etag: str, name: str, content_type: str) -> HttpResponseBase:
    """Return the bytes of a file, or those that the request asks for, with the name under which to save it."""
    part = asked_range(request, made.size, etag)
    if part is not None and not part:
        response: HttpResponseBase = HttpResponse(status=416, content_type=content_type)
        response["Content-Range"] = f"bytes */{made.size}"
        return response
    response = FileResponse(
        _opened(made, part),
        status=200 if part is None else 206,
        as_attachment=True,
        filename=name,
        content_type=content_type,
    )
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(made.sha256)).decode()}:"
    if part is not None:
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{made.size}"
        response["Content-Length"] = str(len(part))
    return response


def _opened(made: File, part: range | None) -> Any:
    file = made.open()
    return file if part is None else Excerpt(file, part)
