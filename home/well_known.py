"""Files that programs look for at fixed addresses: robots.txt and security.txt."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

TEXT = "text/plain; charset=utf-8"
GOOD_FOR = timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Exclude robots from what is computed per request: they find pages in the sitemap, data in /dataset.

    Of lists they get the pages in every language, but none of the endless ways to narrow, order and view them.
    """
    closed = [reverse(name) for name in ("wagtailadmin_home", "graphql", "sparql", "search", "explore")]
    lists = reverse("types")
    endless = [f"{lists}*?*&", f"{lists}*.*?"]
    rules = [*(f"Disallow: {path}" for path in (*closed, *endless)), f"Allow: {lists}*?lang=*&page="]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {_address('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Redirect to the icon, for programs that look for it here rather than in a page."""
    return redirect(static("home/favicon.svg"), permanent=True)


def _address(name: str) -> str:
    return f"{settings.GRAPH_BASE_IRI}{reverse(name)}"


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Return security.txt (https://www.rfc-editor.org/rfc/rfc9116). Raise Http404 if no contact is configured."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + GOOD_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
    return HttpResponse(f"Contact: {settings.SECURITY_CONTACT}\nExpires: {expires}\n", content_type=TEXT)
