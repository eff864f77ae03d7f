"""Declarations about uploaded files."""

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
    """Where a file lies: another address whenever the file is replaced, so that no reader keeps an old one.

    Addresses without a host are those of this installation, which answers at the base IRI.
    """

    def encode(self, value: Any) -> Json:
        return urljoin(f"{settings.GRAPH_BASE_IRI}/", str(value))

    def targets(self, value: Json) -> Iterator[str]:
        yield from ()

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return value


@dataclass(frozen=True)
class PictureFile(File):
    """The file of a picture whose type also declares `width`, `height` and `file_hash`: it is offered in smaller sizes
    too (`graph.renditions`)."""
