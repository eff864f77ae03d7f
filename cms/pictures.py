"""Decoding of pictures: upright, in the colours of the web, and no more pixels than are needed.

Every uploaded picture is decoded here, so here is the place to bound it.
"""

from contextlib import contextmanager, suppress
from io import BytesIO
from typing import IO

from PIL import ExifTags, Image, ImageCms, ImageOps

TURNED = (5, 6, 7, 8)
"""Values of EXIF's orientation for pictures that lie on their side."""
WEB = ("L", "LA", "P", "RGB", "RGBA")
REDUCIBLE = ("L", "LA", "RGB", "RGBA", "CMYK")

Size = tuple[int, int]


class Unreadable(Exception):
    """The file is damaged, cut off, too large, or no picture."""


class TooLarge(Unreadable):
    """More pixels than Pillow opens."""


def size_of(file: IO[bytes]) -> Size:
    """Return width and height as a viewer shows the picture: upright. Only the head of the file is read."""
    with _opened(file) as picture:
        return _upright(picture)


def decoded(file: IO[bytes], at_least: Size) -> Image.Image:
    """Return the whole picture, made smaller while it stays at least this large: memory follows what is asked for.

    A JPEG is decoded at a half, a quarter or an eighth; others are made smaller before anything else is done to them.
    """
    with _opened(file) as picture:
        width, height = at_least if picture.size == _upright(picture) else reversed(at_least)
        picture.draft(None, (width, height))
        picture.load()
        small = _in_eight_bits(picture)
        factor = int(min(small.width / width, small.height / height))
        if factor > 1 and small.mode in REDUCIBLE:
            small = small.reduce(factor)
        result = _in_web_colours(ImageOps.exif_transpose(small))
        result.format = picture.format
        return result


def _upright(picture: Image.Image) -> Size:
    width, height = picture.size
    is_turned = picture.getexif().get(ExifTags.Base.Orientation) in TURNED
    return (height, width) if is_turned else (width, height)


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return a grey picture of 16 bits a pixel in 8: browsers show no more, and Pillow shrinks no other."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _in_web_colours(picture: Image.Image) -> Image.Image:
    """Convert from the four colours of print, by the picture's own profile where it has one that can be read."""
    if picture.mode in WEB:
        return picture
    profile = picture.info.pop("icc_profile", None)
    if profile and picture.mode == "CMYK":
        with suppress(ImageCms.PyCMSError, OSError):
            screen = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(BytesIO(profile)), screen, outputMode="RGB"
            )
    return picture.convert("RGB")


@contextmanager
def _opened(file: IO[bytes]):
    """Pillow names its errors by what goes wrong inside, not by what is wrong with the file."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            yield picture
    except Image.DecompressionBombError as error:
        raise TooLarge(str(error)) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable(str(error)) from error
