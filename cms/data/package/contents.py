"""The layout of a package: a ZIP archive that other programs can read too.

manifest.json   what it is: format, base IRI, languages, number of rows by model, digest of each file
content.jsonl   a row of the database in each line, as Django serialises it: {"model", "pk", "fields"}
media/          the uploaded files, under the names by which the rows know them
data/           the public data beside it: all.ttl, all.iati.xml, all.zip (tables as CSV)
README.txt      this description
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext

FORMAT = "accord-package-1"
MANIFEST, CONTENT, README = "manifest.json", "content.jsonl", "README.txt"
MEDIA, DATA = "media/", "data/"

LEFT_OUT = {
    *("contenttypes", "sessions", "admin", "search", "wagtailsearch", "django_tasks_database", "schema"),
    *("auth.permission", "wagtailadmin", "wagtailembeds", "cms.rendition", "wagtailimages"),
    *("wagtailcore.referenceindex", "wagtailcore.apitoken", "wagtailcore.uploadedfile"),
}
"""What is made again, is about one machine, or is secret: sessions, indexes, smaller sizes of pictures, API keys."""
OF_THE_GRAPH = {"graph.address", "graph.successor", "graph.erasure"}
"""What of the mirror cannot be computed again: old addresses, merged records, and what was erased."""


class BadPackage(Exception):
    """Raised for a package that cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Manifest:
    base_iri: str
    languages: list[str]
    rows: Mapping[str, int]
    files: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 digest of each file."""
    format: str = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        try:
            found = cls(**json.loads(text))
        except (TypeError, ValueError) as error:
            raise BadPackage(gettext("The package’s manifest.json cannot be read: make the package again.")) from error
        if found.format != FORMAT:
            message = gettext("The package is of the format “%(found)s”, and this version reads %(known)s.")
            raise BadPackage(message % {"found": found.format, "known": FORMAT})
        return found


def models() -> list[type[Model]]:
    """Return the models whose rows are in a package."""
    return [each for each in apps.get_models() if each._meta.managed and not each._meta.proxy and _is_taken(each)]


def _is_taken(model: type[Model]) -> bool:
    label = model._meta.label_lower
    if model._meta.app_label == "graph":
        return label in OF_THE_GRAPH
    return label not in LEFT_OUT and model._meta.app_label not in LEFT_OUT
