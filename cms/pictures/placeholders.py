"""Tiny versions of pictures, shown blurred until the picture itself has loaded."""

import base64
from io import BytesIO
from typing import IO

from cms.pictures.decoding import decoded

PIXELS = 16


def placeholder(file: IO[bytes]) -> str:
    """Return a data URI of some 200 characters. Raises `Unreadable`, for SVG too."""
    small = decoded(file, at_least=(4 * PIXELS, 4 * PIXELS)).convert("RGBA")
    small.thumbnail((PIXELS, PIXELS))
    written = BytesIO()
    small.save(written, "WEBP", quality=40)
    return f"data:image/webp;base64,{base64.b64encode(written.getvalue()).decode()}"
