"""A tiny version of a picture, to be shown blurred until the file itself is there."""

import base64
from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

PIXELS = 16


def placeholder(file: IO[bytes]) -> str:
    """As a data URI of some 200 characters; "" for what has no pixels, such as a drawing in SVG."""
    try:
        with Image.open(file) as picture:
            picture.thumbnail((4 * PIXELS, 4 * PIXELS))
            small = ImageOps.exif_transpose(picture).convert("RGBA")
        small.thumbnail((PIXELS, PIXELS))
        written = BytesIO()
        small.save(written, "WEBP", quality=40)
    except (OSError, Image.DecompressionBombError):
        return ""
    return f"data:image/webp;base64,{base64.b64encode(written.getvalue()).decode()}"
