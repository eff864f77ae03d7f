"""Cite the dataset, for reference managers and for the registration of a DOI.

What is cited is a dated version, whose files come back as long as it is kept. Before the first one is published, there
is only the present state, with its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings

from graph.models import DatasetVersion
from graph.publishing.about import about
from graph.publishing.dataset import Snapshot
from graph.publishing.links import dataset_address
from graph.publishing.statistics import Statistics
from graph.publishing.versions.standing import address, newest

BRACES = str.maketrans({"\\": r"\textbackslash{}", **{each: f"\\{each}" for each in "{}%&#_$"}})
DIGEST = "SHA-256 of the sorted N-Quads"


@dataclass(frozen=True)
class Cited:
    """What a citation names."""

    version: str
    date: str
    """The day of publication or, of the present state, of the last change; empty if no record states it."""
    address: str
    digest: str = ""

    @classmethod
    def of(cls, version: DatasetVersion) -> Cited:
        return cls(version.name, version.date.isoformat(), address(version), version.digest)

    @classmethod
    def now(cls) -> Cited:
        """Return the newest version, or the present state if there is none."""
        if version := newest():
            return cls.of(version)
        snapshot = Snapshot.current()
        return cls(str(snapshot.sequence), Statistics.of(snapshot).modified[:10], dataset_address())

    @property
    def year(self) -> str:
        return self.date[:4]


def sentence(cited: Cited) -> str:
    """Return the citation as a sentence for a list of references."""
    digest = f" {DIGEST}: {cited.digest}." if cited.digest else ""
    year = cited.year or "n.d."
    return f"{settings.PUBLISHER} ({year}). {about().title['en']}. Version {cited.version}.{digest} {cited.address}"


def of_resource(title: str, published: str, version: int, iri: str) -> str:
    """Return the citation of one resource; `published` is the time of its version (ISO 8601) or ""."""
    return f"{settings.PUBLISHER} ({published[:4] or 'n.d.'}). {title}. Version {version}. {iri}"


def bibtex(cited: Cited) -> str:
    fields = {
        "author": f"{{{settings.PUBLISHER.translate(BRACES)}}}",
        "title": about().title["en"].translate(BRACES),
        "publisher": settings.PUBLISHER.translate(BRACES),
        "year": cited.year,
        "date": cited.date,
        "version": cited.version,
        "url": cited.address,
        "note": f"{DIGEST}: {cited.digest}" if cited.digest else "",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{accord-{cited.version},\n{lines}\n}}\n"


def cff(cited: Cited) -> str:
    """Return the citation as a Citation File Format file (https://citation-file-format.github.io/), in YAML."""
    lines = {
        "cff-version": "1.2.0",
        "message": "Cite this version of the dataset.",
        "type": "dataset",
        "title": about().title["en"],
        "version": cited.version,
        "date-released": cited.date,
        "url": cited.address,
        "abstract": about().abstract["en"],
    }
    # Texts of JSON are texts of YAML.
    text = "".join(f"{name}: {_quoted(value)}\n" for name, value in lines.items() if value)
    text += f"authors:\n  - name: {_quoted(settings.PUBLISHER)}\n"
    if cited.digest:
        text += f"identifiers:\n  - type: other\n    value: {_quoted(f'sha256:{cited.digest}')}\n"
    return text


def datacite(cited: Cited) -> dict[str, Any]:
    """Return metadata as https://schema.datacite.org/meta/kernel-4.5/ in JSON, to which the registrar adds the DOI."""
    digest = {"alternateIdentifier": cited.digest, "alternateIdentifierType": DIGEST}
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "identifiers": [{"identifier": cited.address, "identifierType": "URL"}],
        "alternateIdentifiers": [digest] if cited.digest else [],
        "url": cited.address,
        "creators": [{"name": settings.PUBLISHER, "nameType": "Organizational"}],
        "titles": [{"title": about().title["en"], "lang": "en"}],
        "publisher": {"name": settings.PUBLISHER},
        "publicationYear": cited.year,
        "version": cited.version,
        "dates": [{"date": cited.date, "dateType": "Issued" if cited.digest else "Updated"}] if cited.date else [],
        "rightsList": [{"rightsUri": settings.LICENCE}],
        "descriptions": [{"description": about().abstract["en"], "descriptionType": "Abstract", "lang": "en"}],
        "formats": ["text/turtle", "application/n-quads", "application/ld+json", "text/csv"],
    }


def _quoted(text: str) -> str:
    return orjson.dumps(text).decode()


CITATIONS: dict[str, tuple[str, Callable[[Cited], str | bytes]]] = {
    "bib": ("application/x-bibtex", bibtex),
    "cff": ("application/yaml", cff),
    "datacite.json": ("application/vnd.datacite.datacite+json", lambda cited: orjson.dumps(datacite(cited))),
}
"""Media types and functions by extension."""
