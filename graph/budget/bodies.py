"""How large a body may be, asked before a byte of it is read: strangers send queries and forms, no files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from graph.budget.middleware import View, is_signed_in
from graph.refusals import Refusal

MEGABYTE = 1024 * 1024


class BodyLimitMiddleware:
    """Stands before the check of forged requests, which reads a body to look for its token.

    The server closes the connection when a body stays unread.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.LARGEST_BODY:
            return None
        own = getattr(view, "largest_body", None)
        allowed = own(request, *args, **kwargs) if own else largest_body(request)
        if int(length) <= allowed:
            return None
        sentence = f"The body has {int(length):,} bytes, and at most {allowed:,} are read here: send less.\n"
        return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")


def takes_up_to(limit: Callable[..., int]) -> Callable[[View], View]:
    """Let a view take files of people who have not signed in: `limit`, called like the view, returns how many bytes."""

    def limited(view: View) -> View:
        view.largest_body = limit  # type: ignore[attr-defined]
        return view

    return limited


def read_body(request: HttpRequest, most: int | None) -> bytes:
    """Return the body, which may have so many bytes. Raise `Refusal` if it has more, without reading all of it.

    Django reads as many bytes as Content-Length says, so none of a body that is sent in chunks.
    """
    length = request.headers.get("Content-Length", "")
    if most is not None and length.isdecimal() and int(length) > most:
        raise Refusal(413, f"The body has {length} bytes, and at most {most} are read.")
    if not request.META.get("wsgi.input_terminated") or "chunked" not in request.headers.get("Transfer-Encoding", ""):
        return request.body
    content: bytes = request.META["wsgi.input"].read(-1 if most is None else most + 1)
    if most is not None and len(content) > most:
        raise Refusal(413, f"The body has more than {most} bytes: send less.")
    return content


def largest_body(request: HttpRequest) -> int:
    """Return how many bytes this client may send to this view: files only where the view takes them."""
    if not is_signed_in(request):
        return int(settings.LARGEST_BODY)
    match = request.resolver_match
    names = {match.view_name, *match.app_names} if match else set()
    megabytes = settings.UPLOAD_MEGABYTES if names & set(settings.UPLOAD_VIEWS) else settings.FORM_MEGABYTES
    return int(megabytes) * MEGABYTE
