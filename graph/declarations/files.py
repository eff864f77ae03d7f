"""Define declarations of uploaded files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from graph.declarations.base import Json, Meant
from graph.declarations.literals import URL


@dataclass(frozen=True)
class File(URL):
    """The address of a file, which changes whenever the file is replaced, so that no cache keeps an old file.

    Addresses without a host belong to this installation and are completed with the base IRI.
    """

    def encode(self, value: Any) -> Json:
        return urljoin(f"{settings.GRAPH_BASE_IRI}/", str(value))

    def targets(self, value: Json) -> Iterator[str]:
        yield from ()

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return value


@dataclass(frozen=True)
class PictureFile(File):
    """The file of a picture, whose type also declares `width`, `height`, `file_hash`, `media_type` and `focal_point`.

    It is offered in smaller sizes too (`graph.replica.renditions`).
    """
