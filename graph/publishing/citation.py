"""Cite the dataset as it is now, for reference managers and for the registration of a DOI."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from graph.publishing.catalogue import ABSTRACT, TITLE
from graph.publishing.dataset import Snapshot
from graph.publishing.links import dataset_address
from graph.publishing.statistics import Statistics

BRACES = str.maketrans({"\\": r"\textbackslash{}", **{each: f"\\{each}" for each in "{}%&#_$"}})


def sentence(snapshot: Snapshot) -> str:
    """Return the citation as a sentence for a list of references."""
    who = f"{settings.PUBLISHER} ({_year(snapshot) or 'n.d.'})"
    return f"{who}. {TITLE}. Version {snapshot.sequence}. {dataset_address()}"


def bibtex(snapshot: Snapshot) -> str:
    fields = {
        "author": f"{{{settings.PUBLISHER.translate(BRACES)}}}",
        "title": TITLE.translate(BRACES),
        "publisher": settings.PUBLISHER.translate(BRACES),
        "year": _year(snapshot),
        "version": str(snapshot.sequence),
        "url": dataset_address(),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{accord-{snapshot.sequence},\n{lines}\n}}\n"


def datacite(snapshot: Snapshot) -> dict[str, Any]:
    """Return metadata as https://schema.datacite.org/meta/kernel-4.5/ in JSON, to which the registrar adds the DOI."""
    modified, year = Statistics.of(snapshot).modified, _year(snapshot)
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
        "identifiers": [{"identifier": dataset_address(), "identifierType": "URL"}],
        "url": dataset_address(),
        "creators": [{"name": settings.PUBLISHER, "nameType": "Organizational"}],
        "titles": [{"title": TITLE, "lang": "en"}],
        "publisher": {"name": settings.PUBLISHER},
        "publicationYear": year,
        "version": str(snapshot.sequence),
        "dates": [{"date": modified, "dateType": "Updated"}] if modified else [],
        "rightsList": [{"rightsUri": settings.LICENCE}],
        "descriptions": [{"description": ABSTRACT, "descriptionType": "Abstract", "lang": "en"}],
        "formats": ["text/turtle", "application/n-quads", "application/ld+json", "text/csv"],
    }


def _year(snapshot: Snapshot) -> str:
    return Statistics.of(snapshot).modified[:4]
