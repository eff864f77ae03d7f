"""Read the activities of a piece of an IATI file in the sandbox, each by itself."""

import re
import traceback

import pycountry
from django.utils.translation import gettext
from lxml import etree

from cms.importers.formats.iati.activities import record_of
from cms.importers.formats.iati.xml import Element, parse, rendered, singly
from cms.importers.record import (
    Activity,
    Grant,
    KeyFigure,
    Measurement,
    Party,
    Passage,
    Record,
    Section,
    Translation,
)
from cms.importers.source import PageText, UnreadableSource
from graph.sandbox import sandboxed

_IDENTIFIER = re.compile(rb"<iati-identifier[^>]*>\s*([^<]{1,200}?)\s*<")
Read = tuple[PageText, Record | None, str]
"""An activity as text with its record, or without one and with the traceback of an unexpected error, if there was."""


def _load_languages() -> None:
    """Load pycountry's list: it is read from a file on first use, and the sandbox opens no files."""
    pycountry.languages.get(alpha_2="en")


@sandboxed(
    refuses=UnreadableSource,
    returns=(Activity, Grant, KeyFigure, Measurement, PageText, Party, Passage, Record, Section, Translation),
    prepare=_load_languages,
)
def read_piece(document: bytes) -> list[Read]:
    """Return the activities of a piece; what is wrong with one stands in the problem of its page."""
    try:
        root = parse(document)
    except etree.XMLSyntaxError:
        return [_read(each) for each in singly(document)]
    return [_record(each, root) for each in root.iterfind("iati-activity")]


def _read(document: bytes) -> Read:
    """Return the activity of a document that holds only one and may be malformed."""
    try:
        root = parse(document)
    except etree.XMLSyntaxError as error:
        sentence = gettext("This activity is not well-formed XML (%(reason)s): have the publisher correct it.")
        return _unread(_identifier(document), sentence % {"reason": str(error)[:200]}), None, ""
    return next((_record(each, root) for each in root.iterfind("iati-activity")), (_unread("", ""), None, ""))


def _record(element: Element, root: Element) -> Read:
    name = " ".join((element.findtext("iati-identifier") or "").split())
    try:
        record = record_of(element, root)
        return PageText(rendered(element), title=record.title, language=record.language), record, ""
    except UnreadableSource as error:
        return _unread(name, str(error)), None, ""
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a bug that one activity triggers must not stop the others
        return _unread(name, ""), None, traceback.format_exc()


def _unread(identifier: str, problem: str) -> PageText:
    return PageText("", url=identifier, problem=problem)


def _identifier(document: bytes) -> str:
    found = _IDENTIFIER.search(document)
    return found[1].decode("utf-8", "replace") if found else ""


def identifiers(document: bytes) -> list[str]:
    """Return the identifiers of the activities of a piece, without parsing it."""
    return [each[1].decode("utf-8", "replace") for each in _IDENTIFIER.finditer(document)] or [""]
