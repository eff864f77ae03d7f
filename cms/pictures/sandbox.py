"""Decoding of uploaded pictures in the sandbox, because a small file can hold more pixels than a web process should
decode.

Functions take the bytes of a file. They return the bytes of a smaller picture, or raise an error that says why there
is none.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.rect import Rect

from cms.pictures import placeholders
from cms.pictures.decoding import Unreadable, decoded
from cms.pictures.renditions import SmallFilter
from graph import sandbox
from graph.replica import Busy
from graph.sandbox import Stopped, sandboxed

FORMATS = {"AVIF", "GIF", "JPEG", "PNG", "WEBP"}


@dataclass(frozen=True)
class Made:
    """An encoded picture."""

    content: bytes
    format_name: str


@dataclass(frozen=True)
class Written:
    """The attributes that Wagtail reads from a picture that a filter has written."""

    f: IO[bytes]
    format_name: str


def _load_formats() -> None:
    """Load the modules that Pillow and Willow import when they first use a format."""
    Image.init()
    for name in FORMATS.intersection(Image.SAVE):
        tiny = BytesIO()
        Image.new("RGB", (8, 8)).save(tiny, name)
        placeholder_of.here(tiny.getvalue())
        for spec in ("fill-4x4", "max-4x4"):
            resized.here(tiny.getvalue(), spec, None)


@sandboxed(refuses=Unreadable, prepare=_load_formats)
def placeholder_of(content: bytes) -> str:
    """Decode the whole picture and return its placeholder. Raises `Unreadable` if that is not possible."""
    return placeholders.placeholder(BytesIO(content))


@sandboxed(refuses=Unreadable, returns=(Made,), prepare=_load_formats)
def resized(content: bytes, spec: str, focal_point: tuple[float, ...] | None) -> Made:
    """Return the picture as changed by the Wagtail filter `spec`, cropped around the focal point.

    Raises `Unreadable`.
    """
    # With values for collection and size, which the model would else read from the database and the storage.
    image = get_image_model()(collection_id=0, file="picture", width=1, height=1)
    image.set_focal_point(Rect(*focal_point) if focal_point else None)
    written = BytesIO()
    try:
        made = SmallFilter(spec).run(image, written, source=BytesIO(content))
    except (SourceImageIOError, OSError, ValueError) as error:
        raise Unreadable(str(error)) from error
    return Made(written.getvalue(), made.format_name)


@sandboxed(refuses=Unreadable, prepare=_load_formats)
def made_anew(content: bytes, longest: int) -> bytes:
    """Return the picture as a JPEG with nothing of its file but the picture: no place, no name, no camera.

    Its sides are `longest` at most. Raises `Unreadable`.
    """
    picture = decoded(BytesIO(content), at_least=(longest, longest))
    picture.thumbnail((longest, longest))
    plain = Image.new("RGB", picture.size, "white")
    # Transparent pictures lie on white: a JPEG has no transparency.
    coloured = picture.convert("RGBA")
    plain.paste(coloured, mask=coloured)
    written = BytesIO()
    plain.save(written, "JPEG", quality=88)
    return written.getvalue()


class SandboxedFilter(Filter):
    """A Wagtail filter that runs in the sandbox."""

    def run(self, image: Any, output: IO[bytes], source: Any = None) -> Any:
        """Write the rendition.

        Raises SourceImageIOError, for which Wagtail shows a broken picture, if the file cannot be decoded, and `Busy`
        if the sandbox has no place.
        """
        if image.is_svg():
            return super().run(image, output, source)
        with image.open_file() as stored:
            content = (source or stored).read()
        focal_point = image.get_focal_point()
        try:
            made = resized(content, self.spec, tuple(focal_point) if focal_point else None)
        except sandbox.Busy as error:
            raise Busy(str(error)) from error
        except (Unreadable, Stopped) as error:
            raise SourceImageIOError(str(error)) from error
        output.write(made.content)
        return Written(output, made.format_name)
