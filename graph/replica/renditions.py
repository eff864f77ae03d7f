"""Make and read addresses of pictures in smaller sizes. `graph.files` makes the file itself when it is first viewed.

The sizes are few and addresses are signed, so that strangers cannot make the server compute sizes that no page shows.
An address holds a digest of the file and of what the crop depends on. It changes with them, so caches may keep a
picture for a year and never show an old one.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from wagtail.images.models import SourceImageIOError

from graph.identity import ResourceId, split
from graph.replica.replica import Replica

DIGITS = 12
"""The length of the digest in an address: enough to tell the files of one picture apart."""
DRAWING = "image/svg+xml"
"""The media type of pictures without pixels, which are converted to no other format."""
NAME = re.compile(
    r"(?P<size>[a-z]+)(?:_(?P<crop>[a-z]+))?-(?P<digest>\w+)\.(?P<signature>[\w-]+)(?:\.(?P<form>[a-z]+))?", re.ASCII
)
"""The last part of an address: size, crop, digest, signature, and the format unless it is that of the picture."""


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


class Format(enum.Enum):
    """A format that makes smaller files than those that cameras write; the smallest first."""

    AVIF = "image/avif"
    WEBP = "image/webp"


@dataclass(frozen=True)
class Rendition:
    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Source:
    """A picture in all sizes of one format, for the HTML element source."""

    media_type: str
    srcset: str


@dataclass(frozen=True)
class Shape:
    """The size, the crop and the format of a rendition. Without a format, it has that of the picture if browsers can
    show it."""

    size: Size
    crop: Crop | None = None
    form: Format | None = None

    @property
    def name(self) -> str:
        return "_".join(each.name.lower() for each in (self.size, self.crop) if each)

    @property
    def extension(self) -> str:
        return f".{self.form.name.lower()}" if self.form else ""

    @property
    def filter(self) -> str:
        """The specification of Wagtail's filter that makes the rendition."""
        width, height = self.crop.box(self.size) if self.crop else (self.size.value, self.size.value)
        sized = f"{'fill' if self.crop else 'max'}-{width}x{height}"
        return f"{sized}|format-{self.form.name.lower()}" if self.form else sized


@dataclass(frozen=True)
class Asked:
    """What a signed address names: a shape, and the digest that the picture had when the address was given."""

    shape: Shape
    digest: str


def rendition_of(
    replica: Replica, picture: ResourceId, size: Size, crop: Crop | None = None, form: Format | None = None
) -> Rendition | None:
    """Return the address and dimensions of a picture in a size.

    Returns None for a file that has no size in pixels, and for a format to which it cannot be converted.
    """
    values = replica.node(picture)["values"]
    if not all(values.get(each) for each in ("width", "height", "file_hash")):
        return None
    if form and values.get("media_type") == DRAWING:
        return None
    shape = Shape(size, crop, form)
    width, height = _dimensions(values["width"], values["height"], size, crop)
    address = _address(picture, shape, digest_of(values, crop)) + replica.pass_for(picture)
    return Rendition(settings.GRAPH_BASE_IRI + address, width, height)


def digest_of(values: Any, crop: Crop | None) -> str:
    """Return the digest of everything that a rendition shows: the file and, if it is cropped, the focal point."""
    focal_point = values.get("focal_point") if crop else None
    whole: str = values["file_hash"]
    return (hashlib.sha256(f"{whole} {focal_point}".encode()).hexdigest() if focal_point else whole)[:DIGITS]


def _address(picture: ResourceId, shape: Shape, digest: str) -> str:
    slug, key = split(picture)
    signature = signature_of(*_signed(slug, key, shape, digest))
    return reverse("rendition", args=[slug, key, f"{shape.name}-{digest}.{signature}{shape.extension}"])


def asked(slug: str, key: str, name: str) -> Asked | None:
    """Return what an address asks for, or None if this site did not give it.

    `name` is the last part of the address.
    """
    found = NAME.fullmatch(name)
    if found is None:
        return None
    size, crop, digest, signature, form = (found[each] for each in ("size", "crop", "digest", "signature", "form"))
    try:
        shape = Shape(Size[size.upper()], Crop[crop.upper()] if crop else None, Format[form.upper()] if form else None)
    except KeyError:
        return None
    return Asked(shape, digest) if is_signed(signature, *_signed(slug, key, shape, digest)) else None


def _signed(slug: str, key: str, shape: Shape, digest: str) -> tuple[str, ...]:
    """Return the parts of an address that its signature covers."""
    return (slug, key, shape.name, f"{digest}{shape.extension}")


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


def source_set(
    replica: Replica, picture: ResourceId, crop: Crop | None = None, form: Format | None = None
) -> str | None:
    """Return all sizes for the HTML attribute srcset, or None.

    Each width appears once: all sizes beyond the picture's own have the same width.
    """
    sizes = (rendition_of(replica, picture, size, crop, form) for size in reversed(Size))
    found = {each.width: each.url for each in sizes if each}
    return ", ".join(f"{found[width]} {width}w" for width in sorted(found)) or None


def modern_sources(replica: Replica, picture: ResourceId) -> Iterator[Source]:
    """Yield the picture in the formats from which a browser takes the first that it knows."""
    for form in Format:
        if srcset := source_set(replica, picture, form=form):
            yield Source(form.value, srcset)


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
