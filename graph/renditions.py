"""Pictures in smaller sizes. A query computes addresses only; the file is made when it is viewed for the first time.

The sizes are few and an address is signed, so that nobody can make the server work for sizes that nothing shows. It
holds a digest of the file, so it changes when the file does, and caches never show an old one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from wagtail.images.models import SourceImageIOError

from graph.identity import ResourceId, split
from graph.registry import registry
from graph.replica import Replica, reading

DIGITS = 12
"""Of a file's digest: enough to tell one picture's files apart."""


class Size(enum.Enum):
    """The longer side in pixels; a picture that is smaller stays as it is."""

    SMALL = 320
    MEDIUM = 800
    LARGE = 1600
    FULL = 2560


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


def rendition_of(replica: Replica, picture: ResourceId, size: Size) -> Rendition | None:
    """None for a file that has no size in pixels."""
    values = replica.node(picture)["values"]
    if not all(values.get(each) for each in ("width", "height", "file_hash")):
        return None
    slug, key = split(picture)
    digest = values["file_hash"][:DIGITS]
    name = size.name.lower()
    address = reverse("rendition", args=[slug, key, name, digest, _signature(slug, key, name, digest)])
    scale = min(1, size.value / max(values["width"], values["height"]))
    width, height = (max(1, round(values[each] * scale)) for each in ("width", "height"))
    return Rendition(settings.GRAPH_BASE_IRI + address, width, height)


def source_set(replica: Replica, picture: ResourceId) -> str | None:
    """All sizes for HTML's attribute srcset, each width once: those beyond the picture's own are all the same."""
    sizes = (rendition_of(replica, picture, size) for size in reversed(Size))
    found = {each.width: each.url for each in sizes if each}
    return ", ".join(f"{found[width]} {width}w" for width in sorted(found)) or None


@require_safe
def rendition(request: HttpRequest, slug: str, key: str, size: str, digest: str, signature: str) -> HttpResponse:
    """Leads to the file, which is made if there is none yet. What is not public, or not any more, is not found."""
    declared = registry().by_slug.get(slug)
    if declared is None or not constant_time_compare(signature, _signature(slug, key, size, digest)):
        raise Http404
    with reading() as replica:
        picture = f"{slug}/{key}"
        if picture not in replica or not replica.node(picture)["values"].get("file_hash", "").startswith(digest):
            raise Http404
    image: Any = get_object_or_404(declared.model, **{declared.graph_type.key: key})
    longest = Size[size.upper()].value
    try:
        response = redirect(image.get_rendition(f"max-{longest}x{longest}").url)
    except SourceImageIOError as error:
        # The file is lost or no picture.
        raise Http404 from error
    response["Cache-Control"] = "public, no-cache"
    return response


def _signature(*parts: str) -> str:
    return Signer(salt="graph.renditions").signature("/".join(parts))
