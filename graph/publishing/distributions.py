"""List the files of the dataset: all resources or one type, in each format, plain or packed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.conf import settings

from graph.declarations import DeclaredType, registry
from graph.publishing import tables
from graph.publishing.dataset import Snapshot
from graph.publishing.files import File, Write, existing, finished, packed
from graph.publishing.formats import BY_EXTENSION, FORMATS, Format, MediaType
from graph.refusals import Refusal

ALL = "all"
CSV = "csv"
PACKED = ".gz"
TABLE = MediaType("text/csv")


@dataclass(frozen=True)
class Distribution:
    """A file of the dataset, named for example "all.ttl" or "project.csv.gz"."""

    declared: DeclaredType | None
    """The type whose resources the file holds; None for all types."""
    form: Format | None
    """The syntax of RDF; None for a table."""
    compressed: bool = False

    @property
    def name(self) -> str:
        slug = self.declared.graph_type.slug if self.declared else ALL
        return f"{slug}.{self.form.extension if self.form else CSV}{PACKED if self.compressed else ''}"

    @property
    def address(self) -> str:
        return f"{settings.GRAPH_BASE_IRI}/data/{self.name}"

    @property
    def media_type(self) -> str:
        return (self.form or TABLE).media_type

    @property
    def content_type(self) -> str:
        return "application/gzip" if self.compressed else (self.form or TABLE).content_type

    @property
    def title(self) -> str:
        return self.form.title if self.form else "CSV"

    def file(self, snapshot: Snapshot) -> File:
        return finished(snapshot, self.name, self._write(snapshot))

    def existing(self, snapshot: Snapshot) -> File | None:
        return existing(snapshot, self.name)

    def download_name(self, snapshot: Snapshot) -> str:
        """Return the name under which a browser saves the file, with the sequence number of its data."""
        stem, _, extension = self.name.partition(".")
        slug = f"-{stem}" if self.declared else ""
        return f"accord{slug}-{snapshot.sequence}.{extension}"

    def _write(self, snapshot: Snapshot) -> Write:
        def write(output: IO[bytes]) -> None:
            if self.form:
                snapshot.write(self.form, output, slug=self.declared.graph_type.slug if self.declared else "")
            elif self.declared:
                tables.write(snapshot, self.declared, output)

        return packed(write) if self.compressed else write


def distributions(compressed: bool = False) -> Iterator[Distribution]:
    """Yield all plain files, or all packed files, beginning with the files of the whole dataset."""
    for form in FORMATS:
        yield Distribution(None, form, compressed)
    for declared in registry():
        yield Distribution(declared, None, compressed)
        if not declared.is_part:
            for form in FORMATS:
                yield Distribution(declared, form, compressed)


def named(stem: str, extension: str) -> Distribution:
    """Return the file of this name. Raises `Refusal`, with the names that exist, if there is none."""
    compressed = extension.endswith(PACKED)
    plain = extension.removesuffix(PACKED)
    declared = registry().by_slug.get(stem)
    if declared is None and stem != ALL:
        known = ", ".join([ALL, *sorted(registry().by_slug)])
        raise Refusal(404, f"There is no dataset “{stem}” here: use one of {known}.")
    if plain == CSV and declared:
        return Distribution(declared, None, compressed)
    whole = declared is None or not declared.is_part
    if whole and plain in BY_EXTENSION:
        return Distribution(declared, BY_EXTENSION[plain], compressed)
    offered = [*(BY_EXTENSION if whole else ()), *([CSV] if declared else ())]
    existing = ", ".join(f"/data/{stem}.{each}" for each in offered)
    raise Refusal(404, f"There is no format “{extension}” here: use one of {existing}, each also with {PACKED}.")
