"""Decoding of pictures: upright, in colour modes that browsers show, and with no more pixels than are needed.

Every uploaded picture is decoded here, so this module limits the memory that it takes.
"""

from contextlib import contextmanager, suppress
from io import BytesIO
from typing import IO

from PIL import ExifTags, Image, ImageCms, ImageOps

TURNED = (5, 6, 7, 8)
"""Values of EXIF's orientation for pictures that are rotated by 90 degrees, so that width and height are swapped."""
WEB = ("L", "LA", "P", "RGB", "RGBA")
REDUCIBLE = ("L", "LA", "RGB", "RGBA", "CMYK")

Size = tuple[int, int]


class Unreadable(Exception):
    """The file is damaged, incomplete, too large, or not a picture."""


class TooLarge(Unreadable):
    """The picture has more pixels than Pillow opens."""


def size_of(file: IO[bytes]) -> Size:
    """Return width and height of the upright picture, from the header of the file alone. Raises `Unreadable`."""
    with _opened(file) as picture:
        return _upright(picture)


def decoded(file: IO[bytes], at_least: Size) -> Image.Image:
    """Return the whole picture, reduced to save memory but at least as large as `at_least`. Raises `Unreadable`.

    A JPEG is decoded at a half, a quarter or an eighth of its size; other pictures are reduced right after decoding.
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
    """Return a grey picture of 16 bits a pixel with 8 bits: browsers show no more, and Pillow reduces no other."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def _in_web_colours(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode that browsers show; CMYK is converted by its colour profile if that is readable."""
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
    """Open a picture, and raise `Unreadable` or `TooLarge` for the many kinds of errors that Pillow raises."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            yield picture
    except Image.DecompressionBombError as error:
        raise TooLarge(str(error)) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable(str(error)) from error
