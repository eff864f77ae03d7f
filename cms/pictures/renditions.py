"""Making of pictures in other sizes: each once, in limited memory, and only few at the same time on one machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop
from fasteners import InterProcessLock
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.rect import Rect
from willow.plugins.pillow import PillowImage

from cms.pictures.decoding import Unreadable, decoded, size_of
from graph.budget import Kind, SpentError, place
from graph.replica import Busy

MAKING = Kind("rendition", gettext_noop("sizes of pictures"), places=2, wait=10)
"""Limit of two renditions at the same time, because decoding a large PNG takes half a gigabyte."""
LOCKS = 64
_threads = [threading.Lock() for _ in range(LOCKS)]


@contextmanager
def turn(image: Any) -> Iterator[None]:
    """Hold a place for making a rendition, and the lock of this picture, so that one size is made at a time.

    A client gets no more than its share of places. Raises `Busy` after waiting for ten seconds.
    """
    try:
        # The place first, so that many requests for one picture wait where they are counted by client.
        with place(MAKING), _alone(image):
            yield
    except SpentError as error:
        raise Busy(str(error)) from error


@contextmanager
def _alone(image: Any) -> Iterator[None]:
    """Hold the lock of this picture, which all threads and processes of the machine share. Raises `Busy`."""
    number = image.pk % LOCKS
    folder = settings.DATASET_FILES / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    between_processes = InterProcessLock(folder / f"renditions.{number}")
    if not _threads[number].acquire(timeout=MAKING.wait):
        raise Busy
    try:
        if not between_processes.acquire(timeout=MAKING.wait):
            raise Busy
        try:
            yield
        finally:
            between_processes.release()
    finally:
        _threads[number].release()


class SmallFilter(Filter):
    """A Wagtail filter that works on a picture which was reduced while it was decoded."""

    def run(self, image: Any, output: BytesIO, source: Any = None) -> Any:
        """Write the rendition.

        Raises SourceImageIOError, for which Wagtail shows a broken picture, if the file cannot be decoded.
        """
        if image.is_svg():
            return super().run(image, output, source)
        try:
            with nullcontext(source) if source else image.open_file() as stored:
                self._whole = size_of(stored)
                self._picture = decoded(stored, self._needed(image))
        except Unreadable as error:
            raise SourceImageIOError(str(error)) from error
        return super().run(image, output, source)

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[Any]:
        if image.is_svg():
            with super().get_willow_image(image, source) as drawing:
                yield drawing
        else:
            found = PillowImage(self._picture)
            # Phones write several pictures into one JPEG, a format that Pillow calls MPO.
            found.format_name = self._picture.format.lower().replace("mpo", "jpeg")
            yield found

    def get_transform(self, image: Any, size: Any = None) -> Any:
        """Return the crop of the whole picture, scaled to the reduced one, so that rounding does not move it."""
        if image.is_svg() or size is None:
            return super().get_transform(image, size)
        return Scaled(super().get_transform(image, self._whole), size[0] / self._whole[0], size[1] / self._whole[1])

    def _needed(self, image: Any) -> tuple[int, int]:
        """Return the size of the whole picture at which the cropped piece has as many pixels as the rendition."""
        transform = super().get_transform(image, self._whole)
        piece, (width, height) = transform.get_rect(), transform.size
        factor = max(1, min(piece.width / width, piece.height / height))
        return max(1, int(self._whole[0] / factor)), max(1, int(self._whole[1] / factor))


@dataclass(frozen=True)
class Scaled:
    """A Wagtail transform whose crop is scaled to a picture of another size."""

    transform: Any
    horizontally: float
    vertically: float

    @property
    def size(self) -> tuple[int, int]:
        return self.transform.size

    def get_rect(self) -> Rect:
        rect = self.transform.get_rect()
        return Rect(
            rect.left * self.horizontally,
            rect.top * self.vertically,
            rect.right * self.horizontally,
            rect.bottom * self.vertically,
        )
