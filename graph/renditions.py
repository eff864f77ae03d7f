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


class Crop(enum.Enum):
    """Width to height of a picture that is cut, around its focal point where an editor has set one."""

    SQUARE = (1, 1)
    LANDSCAPE = (4, 3)
    PORTRAIT = (3, 4)
    WIDE = (16, 9)

    def box(self, size: Size) -> tuple[int, int]:
        """Width and height in pixels, the longer side being that of the size."""
        longer = max(self.value)
        return round(size.value * self.value[0] / longer), round(size.value * self.value[1] / longer)


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


def rendition_of(replica: Replica, picture: ResourceId, size: Size, crop: Crop | None = None) -> Rendition | None:
    """None for a file that has no size in pixels."""
    values = replica.node(picture)["values"]
    if not all(values.get(each) for each in ("width", "height", "file_hash")):
        return None
    slug, key = split(picture)
    digest = values["file_hash"][:DIGITS]
    name = "_".join(each.name.lower() for each in (size, crop) if each)
    address = reverse("rendition", args=[slug, key, name, digest, _signature(slug, key, name, digest)])
    width, height = _dimensions(values["width"], values["height"], size, crop)
    return Rendition(settings.GRAPH_BASE_IRI + address, width, height)


def _dimensions(width: int, height: int, size: Size, crop: Crop | None) -> tuple[int, int]:
    """As large as asked for, or as the file allows; what is cut is as large a piece as there is."""
    limit = (size.value, size.value)
    if crop:
        limit = crop.box(size)
        ratio = limit[0] / limit[1]
        width, height = round(min(width, height * ratio)), round(min(height, width / ratio))
    scale = min(1, limit[0] / width, limit[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def source_set(replica: Replica, picture: ResourceId, crop: Crop | None = None) -> str | None:
    """All sizes for HTML's attribute srcset, each width once: those beyond the picture's own are all the same."""
    sizes = (rendition_of(replica, picture, size, crop) for size in reversed(Size))
    found = {each.width: each.url for each in sizes if each}
    return ", ".join(f"{found[width]} {width}w" for width in sorted(found)) or None


@require_safe
def rendition(request: HttpRequest, slug: str, key: str, size: str, digest: str, signature: str) -> HttpResponse:
    """Leads to the file, which is made if there is none yet. What is not public, or not any more, is not found.

    The address of a picture whose file was replaced leads to the new file: nobody's link breaks.
    """
    declared = registry().by_slug.get(slug)
    if declared is None or not constant_time_compare(signature, _signature(slug, key, size, digest)):
        raise Http404
    with reading() as replica:
        if f"{slug}/{key}" not in replica:
            raise Http404
    image: Any = get_object_or_404(declared.model, **{declared.graph_type.key: key})
    try:
        response = redirect(image.get_rendition(_filter(size)).url)
    except SourceImageIOError as error:
        # The file is lost or no picture.
        raise Http404 from error
    response["Cache-Control"] = "public, no-cache"
    return response


def _filter(name: str) -> str:
    """What Wagtail calls it: all that an address may ask for has been signed, so it is known."""
    size, _, crop = name.upper().partition("_")
    width, height = Crop[crop].box(Size[size]) if crop else (Size[size].value, Size[size].value)
    return f"{'fill' if crop else 'max'}-{width}x{height}"


def _signature(*parts: str) -> str:
    return Signer(salt="graph.renditions").signature("/".join(parts))
