"""The website's appearance as editors have set it: the model is named by `WEBSITE_APPEARANCE`."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from graph.files.sending import sent

LOGO = "max-900x160"


def appearance(request: HttpRequest) -> Any:
    """Return the appearance of the site of a request, read once for it, or None if nothing has been set."""
    if not hasattr(request, "appearance"):
        site = Site.find_for_request(request)
        model = apps.get_model(settings.WEBSITE_APPEARANCE)
        found = model.objects.filter(site=site).select_related("logo__collection").prefetch_related("footer_links")
        request.appearance = found.first() if site else None
    return request.appearance


def logo_address(request: HttpRequest) -> str:
    """Return the address of the logo with the digest of its file, so that a new one is fetched, or ""."""
    shown = _logo(request)
    return f"{reverse('logo')}?v={shown.file_hash[:12]}" if shown else ""


@require_safe
def logo(request: HttpRequest) -> HttpResponseBase:
    """Send the logo. Raises Http404 if there is none."""
    shown = _logo(request)
    if shown is None:
        raise Http404
    return sent(request, shown.get_rendition(LOGO).file, shared=True)


def _logo(request: HttpRequest) -> Any:
    """Return the picture, or None: also if somebody has made its collection private."""
    shown = getattr(appearance(request), "logo", None)
    return None if shown is None or shown.collection.get_view_restrictions().exists() else shown
