"""Read the dataset as it was at a version, without what has been suppressed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from graph.declarations import DCTERMS, named_node
from graph.description import triples, turtle
from graph.identity import ResourceId
from graph.journal import Untold
from graph.mirror.history import redacted
from graph.models import DatasetVersion
from graph.publishing.dataset import Snapshot, Stored
from graph.publishing.formats import Format
from graph.publishing.serialisers import StoredText
from graph.publishing.versions.standing import address

NOTICE = (
    "This version was made again on {date} without what is not public any more. Resources that are left out: {number}; "
    "others may have lost links to them, or a translation."
)


@dataclass(frozen=True)
class Past(Snapshot):
    """The public data at an earlier number of the journal, redacted as of a later moment, with a notice about it."""

    untold: Untold = field(compare=False)
    version: DatasetVersion = field(compare=False)

    def resources(self, form: Format, slug: str = "") -> Iterator[StoredText]:
        yield from super().resources(form, slug)
        if not slug:
            yield from notice(form, self.version)

    def _then(self, column: str, rows: Iterable[tuple[ResourceId, str, int, Any]]) -> Iterator[Stored]:
        resources = [resource for resource, *_ in rows]
        told = {each.resource: each for each in redacted(self.sequence, resources, self.untold)}
        for resource in resources:
            if resource in told:
                yield resource, getattr(told[resource], column)


def sentence(version: DatasetVersion) -> str:
    """Return what the notice of a version says, without naming what was left out; "" for a version as it first was."""
    if not version.is_again:
        return ""
    return NOTICE.format(date=version.made_at.date().isoformat(), number=version.left_out)


def notice(form: Format, version: DatasetVersion) -> Iterator[StoredText]:
    """Yield the notice of a version that was made again, as a graph of its own that is called like the version."""
    if words := sentence(version):
        name = ox.NamedNode(address(version))
        text = ox.Literal(words, language="en")
        statement = ox.Quad(name, named_node(DCTERMS.provenance), text, name)
        write = triples.nquads if form.column == "nquads" else turtle.fragment
        yield StoredText(address(version), write([statement]))
