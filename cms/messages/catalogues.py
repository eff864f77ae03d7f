"""Keep the catalogues of translations in step with the sources, and compile them.

A catalogue names the file that says a text, but no line, so that it changes only where texts do.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale

SOURCE = "en"
WIDTH = 120


def languages() -> list[str]:
    """Return the codes of the languages into which texts are translated."""
    return [code for code, _ in settings.LANGUAGES if code != SOURCE]


def path(language: str) -> Path:
    [folder] = settings.LOCALE_PATHS
    return folder / to_locale(language) / "LC_MESSAGES" / "django.po"


class Catalogue(Catalog):
    """A catalogue whose head says nothing that changes by itself, such as the time and the version of Babel."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def read(language: str) -> Catalogue:
    """Return the catalogue of a language as it stands; an empty one for a new language."""
    catalogue = Catalogue(to_locale(language), header_comment="# The texts of Accord in one language.", fuzzy=False)
    if path(language).exists():
        with path(language).open("rb") as file:
            for message in read_po(file, locale=to_locale(language)):
                if message.id:
                    catalogue[message.id] = message
    return catalogue


def updated(language: str, found: Catalog) -> Catalogue:
    """Return the catalogue with the texts that were found: new ones without translation, without those now unused."""
    catalogue = read(language)
    catalogue.update(found, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def files(language: str, catalogue: Catalog) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a catalogue with their content: the source, and its compiled form."""
    source, compiled = io.BytesIO(), io.BytesIO()
    write_po(source, catalogue, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    write_mo(compiled, catalogue)
    yield path(language), source.getvalue()
    yield path(language).with_suffix(".mo"), compiled.getvalue()
