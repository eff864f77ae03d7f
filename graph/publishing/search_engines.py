"""Describe the dataset for search engines, in schema.org.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from graph.declarations import LANGUAGES
from graph.publishing.about import About, about
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution
from graph.publishing.files import File
from graph.publishing.links import dataset_address
from graph.publishing.statistics import Statistics
from graph.publishing.versions.standing import address, first_issued, newest


def schema_org(snapshot: Snapshot, files: Iterable[Distribution]) -> dict[str, Any]:
    described, counted, version = about(), Statistics.of(snapshot), newest()
    name = dataset_address()
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **dict.fromkeys(("@id", "url", "identifier"), name),
        "name": described.title["en"],
        "description": described.abstract["en"],
        "version": str(snapshot.sequence),
        "license": settings.LICENCE,
        **dict.fromkeys(("creator", "publisher"), _organisation(described)),
        "isAccessibleForFree": True,
        "inLanguage": list(LANGUAGES),
        "keywords": [*described.keywords.get("en", [])],
        "datePublished": first_issued(),
        "dateModified": counted.modified or None,
        "temporalCoverage": "/".join(counted.period) or None,
        "spatialCoverage": {"@type": "Place", "@id": described.coverage},
        "hasPart": [{"@type": "Dataset", "@id": address(version), "version": version.name}] if version else [],
        "distribution": [_download(each, each.existing(snapshot)) for each in files],
    }


def _organisation(described: About) -> dict[str, Any]:
    contact = {"@type": "ContactPoint", "name": described.contact_name, "url": described.contact_page}
    if described.contact_email:
        contact["email"] = described.contact_email
    return {"@type": "Organization", "name": settings.PUBLISHER, "contactPoint": contact}


def _download(each: Distribution, made: File | None) -> dict[str, Any]:
    size = {"contentSize": f"{made.size} B", "sha256": made.sha256} if made else {}
    return {
        "@type": "DataDownload",
        "name": each.name,
        "contentUrl": each.address,
        "encodingFormat": each.content_type.partition(";")[0],
        **size,
    }
