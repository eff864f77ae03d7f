"""List the files of the dataset: all resources or one type, in each format, plain or packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_noop

from graph.declarations import DeclaredType, registry
from graph.publishing import archives, formats, geojson, iati, tables
from graph.publishing.dataset import Snapshot
from graph.publishing.files import File, Write, existing, finished, packed
from graph.publishing.formats import FORMATS, Format, MediaType
from graph.refusals import Refusal

ALL = "all"
PACKED = ".gz"


@dataclass(frozen=True)
class Export(MediaType):
    """A format that is no syntax of RDF."""

    title: str
    extension: str
    write: Callable[[Snapshot, Any, IO[bytes]], object]
    """Writes the resources of a type, or of all types if it is None."""


CSV = Export("text/csv", "CSV", "csv", tables.write)
ZIP = Export("application/zip", "CSV (ZIP)", "zip", archives.write_zip)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX = Export(WORKBOOK, "Excel (XLSX)", "xlsx", archives.write_xlsx)
GEOJSON = Export("application/geo+json", "GeoJSON", "geojson", geojson.write)
IATI = Export(formats.IATI.media_type, formats.IATI.title, formats.IATI.extension, iati.write)


@dataclass(frozen=True)
class Distribution:
    """A file of the dataset, named for example "all.ttl" or "project.csv.gz"."""

    declared: DeclaredType | None
    """The type whose resources the file holds; None for all types."""
    form: Format | Export
    compressed: bool = False

    @property
    def name(self) -> str:
        slug = self.declared.graph_type.slug if self.declared else ALL
        return f"{slug}.{self.form.extension}{PACKED if self.compressed else ''}"

    @property
    def address(self) -> str:
        return f"{settings.GRAPH_BASE_IRI}/data/{self.name}"

    @property
    def media_type(self) -> str:
        return self.form.media_type

    @property
    def content_type(self) -> str:
        return "application/gzip" if self.compressed else self.form.content_type

    @property
    def title(self) -> str:
        return self.form.title

    def file(self, snapshot: Snapshot) -> File:
        return finished(snapshot, self.name, self.writer(snapshot))

    def existing(self, snapshot: Snapshot) -> File | None:
        return existing(snapshot, self.name)

    def download_name(self, snapshot: Snapshot) -> str:
        """Return the name under which a browser saves the file, with the sequence number of its data."""
        stem, _, extension = self.name.partition(".")
        slug = f"-{stem}" if self.declared else ""
        return f"accord{slug}-{snapshot.sequence}.{extension}"

    def writer(self, snapshot: Snapshot) -> Write:
        """Return the function that writes the file as of the snapshot."""

        def write(output: IO[bytes]) -> None:
            if isinstance(self.form, Format):
                snapshot.write(self.form, output, slug=self.declared.graph_type.slug if self.declared else "")
            else:
                self.form.write(snapshot, self.declared, output)

        return packed(write) if self.compressed else write


def forms(declared: DeclaredType | None, compressed: bool = False) -> list[Format | Export]:
    """Return the formats of the plain or packed files of one type, or of the whole dataset.

    Parts have no RDF files of their own: they are in the files of their owners.
    """
    if declared is None:
        return [*FORMATS, GEOJSON, IATI, *(() if compressed else (ZIP, XLSX))]
    whole, located, funded = not declared.is_part, declared in geojson.located(), declared.is_funded
    return [CSV, *(FORMATS if whole else ()), *([GEOJSON] if located else ()), *([IATI] if funded else ())]


def distributions(compressed: bool = False) -> Iterator[Distribution]:
    """Yield all plain files, or all packed files, beginning with the files of the whole dataset."""
    for declared in (None, *registry()):
        yield from (Distribution(declared, form, compressed) for form in forms(declared, compressed))


def named(stem: str, extension: str) -> Distribution:
    """Return the file of this name. Raises `Refusal`, with the names that exist, if there is none."""
    compressed = extension.endswith(PACKED)
    declared = registry().by_slug.get(stem)
    if declared is None and stem != ALL:
        known = ", ".join([ALL, *sorted(registry().by_slug)])
        raise Refusal(404, "There is no dataset “%(name)s” here: use one of %(known)s.", name=stem, known=known)
    offered = {form.extension: form for form in forms(declared, compressed)}
    if form := offered.get(extension.removesuffix(PACKED)):
        return Distribution(declared, form, compressed)
    existing = ", ".join(f"/data/{stem}.{each}" for each in offered)
    sentence = gettext_noop("There is no format “%(name)s” here: use one of %(known)s, each also with %(packed)s.")
    raise Refusal(404, sentence, name=extension, known=existing, packed=PACKED)
