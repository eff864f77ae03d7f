"""Every request is charged to its client, and refused before its view where that client has had its share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from graph.budget.accounts import exempt, opened, refuse_if_spent
from graph.budget.clients import address_of
from graph.budget.refusals import SpentError

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def admits_spent_clients(view: View) -> View:
    """Let a view be called for clients that have spent their time: it refuses in a form of its own, or nobody."""
    view.admits_spent_clients = True  # type: ignore[attr-defined]
    return view


class BudgetMiddleware:
    """The outermost but for static files, so that all of the work is measured.

    Nobody who has signed in is counted: an editor's work is never refused.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with opened(f"address {address_of(request)}"):
            response = self.get_response(request)
            # Others have no reason to look, and an answer that has looked differs by cookie for every cache.
            if getattr(request, "session", None) is not None and request.session.accessed and is_signed_in(request):
                exempt()
            return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if getattr(view, "admits_spent_clients", False):
            return None
        try:
            refuse_if_spent()
        except SpentError as refusal:
            return None if is_signed_in(request) else refusal.response()
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return exception.response() if isinstance(exception, SpentError) else None


def is_signed_in(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
