"""Read the records of a file's pages in the sandbox, before any transaction is open.

Reading needs only the file's bytes, its format and the labels that the site knows, and not the database, so that no
untrusted file can keep the database waiting.
"""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pycountry
from django.utils.translation import gettext

from cms.importers.formats import AUTO, as_utf8, iati, read_pages
from cms.importers.matching import Vocabulary, fold
from cms.importers.old_site import parse
from cms.importers.record import KeyFigure, Passage, Record, Section
from cms.importers.source import PageText, UnreadableSource
from graph.sandbox import Stopped, sandboxed


@dataclass(frozen=True)
class Parsed:
    """A page as text with its record, or with a sentence that says why there is no record."""

    page: PageText
    record: Record | None = None
    problem: str = ""
    failure: str = ""
    """The traceback of an unexpected error, for the site's log."""


def because_of_an_error() -> str:
    return gettext("This page was not imported because of an error: ask whoever runs the site.")


def read_file(content: bytes, format_name: str, url: str, vocabulary: Vocabulary) -> Iterator[list[Parsed]]:
    """Yield the pages of a file, read in the sandbox: the activities of IATI a few at a time, others at once.

    Raise `UnreadableSource` if the file has no page or takes too much time or memory.
    """
    content = as_utf8(content)
    if format_name == iati.NAME or (format_name == AUTO and iati.recognises(content)):
        yield from _activities(content)
        return
    try:
        yield read_records(content, format_name, url, vocabulary)
    except Stopped as error:
        raise UnreadableSource(str(error)) from error


def _activities(content: bytes) -> Iterator[list[Parsed]]:
    """Yield the activities of each piece of a file; a piece that cannot be read stops no other."""
    found = False
    for piece in iati.pieces(content):
        found = True
        try:
            read = iati.read_piece(piece)
        except Stopped as error:
            yield [Parsed(PageText("", url=each), problem=str(error)) for each in iati.identifiers(piece)]
            continue
        yield [_activity(*each) for each in read]
    if not found:
        raise UnreadableSource(gettext("The file is an IATI file without an activity."))


def _activity(page: PageText, record: Record | None, failure: str) -> Parsed:
    return Parsed(page, record, page.problem or (because_of_an_error() if record is None else ""), failure)


def _load_languages() -> None:
    """Load pycountry's list of languages: it is read from a file on first use, and the sandbox opens no files."""
    pycountry.languages.get(alpha_2="en")


@sandboxed(
    refuses=UnreadableSource,
    returns=(Parsed, PageText, Record, Section, KeyFigure, Passage),
    prepare=_load_languages,
)
def read_records(content: bytes, format_name: str, url: str, vocabulary: Vocabulary) -> list[Parsed]:
    source_format, pages = read_pages(content, format_name)
    parsed = []
    for page in pages:
        parsed.append(_parsed(page, vocabulary, source_format.name, url))
        vocabulary = _with_names(vocabulary, parsed[-1].record)
    return parsed


def parse_page(page: PageText, vocabulary: Vocabulary, *, format_name: str = "", url: str = "") -> Record:
    """Return a page's content as a record; raise `UnreadableSource` if that is not enough to identify the page."""
    return replace(parse(page, vocabulary, url), format=format_name)


def _parsed(page: PageText, vocabulary: Vocabulary, format_name: str, url: str) -> Parsed:
    if page.problem:
        return Parsed(page, problem=page.problem)
    try:
        return Parsed(page, parse_page(page, vocabulary, format_name=format_name, url=url))
    except UnreadableSource as error:
        return Parsed(page, problem=str(error))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a bug that one page triggers must not stop the import of the others
        return Parsed(page, problem=because_of_an_error(), failure=traceback.format_exc())


def _with_names(vocabulary: Vocabulary, record: Record | None) -> Vocabulary:
    """Return the vocabulary with the record's organisations, which the next page may name once this one is imported."""
    if record is None:
        return vocabulary
    names = [*record.donors, *record.partners, *([record.title] if record.kind == "donor" else [])]
    return replace(vocabulary, organisations=vocabulary.organisations | {fold(name) for name in names})
