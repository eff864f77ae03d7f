"""Make addresses of pictures in smaller sizes. `graph.files` makes the file itself when it is first viewed.

The sizes are few and addresses are signed, so that strangers cannot make the server compute sizes that no page shows.
An address holds a digest of the file, so it changes with the file and caches never show an old picture.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from graph.identity import ResourceId, split
from graph.replica.replica import Replica

DIGITS = 12
"""The length of the digest in an address: enough to tell the files of one picture apart."""


class Busy(SourceImageIOError):
    """Raised when a rendition has waited too long for other renditions that are being made."""


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
        """Return width and height in pixels; the longer side is that of the size."""
        longer = max(self.value)
        return round(size.value * self.value[0] / longer), round(size.value * self.value[1] / longer)


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


def rendition_of(replica: Replica, picture: ResourceId, size: Size, crop: Crop | None = None) -> Rendition | None:
    """Return the address and dimensions of a picture in a size, or None for a file that has no size in pixels."""
    values = replica.node(picture)["values"]
    if not all(values.get(each) for each in ("width", "height", "file_hash")):
        return None
    slug, key = split(picture)
    digest = values["file_hash"][:DIGITS]
    name = "_".join(each.name.lower() for each in (size, crop) if each)
    address = reverse("rendition", args=[slug, key, name, digest, signature_of(slug, key, name, digest)])
    width, height = _dimensions(values["width"], values["height"], size, crop)
    return Rendition(settings.GRAPH_BASE_IRI + address, width, height)


def _dimensions(width: int, height: int, size: Size, crop: Crop | None) -> tuple[int, int]:
    """Return the width and height that Wagtail makes, whole or cut: at most the asked size and the file's own size."""
    if crop:
        box = crop.box(size)
        ratio = box[0] / box[1]
        piece = round(min(width, height * ratio)), round(min(height, width / ratio))
        return box if piece[0] > box[0] else piece
    if max(width, height) <= size.value:
        return width, height
    if width > height:
        return size.value, max(1, int(height * (size.value / width)))
    return max(1, int(width * (size.value / height))), size.value


def source_set(replica: Replica, picture: ResourceId, crop: Crop | None = None) -> str | None:
    """Return all sizes for the HTML attribute srcset, or None.

    Each width appears once: all sizes beyond the picture's own have the same width.
    """
    sizes = (rendition_of(replica, picture, size, crop) for size in reversed(Size))
    found = {each.width: each.url for each in sizes if each}
    return ", ".join(f"{found[width]} {width}w" for width in sorted(found)) or None


def filter_of(name: str) -> str:
    """Return Wagtail's filter for a size name from an address. The name is valid because the address was signed."""
    size, _, crop = name.upper().partition("_")
    width, height = Crop[crop].box(Size[size]) if crop else (Size[size].value, Size[size].value)
    return f"{'fill' if crop else 'max'}-{width}x{height}"


def signature_of(*parts: str) -> str:
    return _signer().signature("/".join(parts))


def is_signed(signature: str, *parts: str) -> bool:
    """Tell whether this site signed the address, with the present key or an older one of SECRET_KEY_FALLBACKS."""
    try:
        _signer().unsign(f"{'/'.join(parts)}:{signature}")
    except BadSignature:
        return False
    return True


def _signer() -> Signer:
    return Signer(salt="graph.replica.renditions")
