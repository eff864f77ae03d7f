"""Turn the text of a page, mostly of the programme's old site, into a record.

`fields` cuts the text at its labels, `reader` reads the values below them, and `news` reads pages without labels. This
module decides the kind of page and finds its address and its time of capture.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext

from cms.importers.matching import Address, Vocabulary, fold, read_address
from cms.importers.old_site.fields import read_page
from cms.importers.old_site.labels import fields_in, is_donor_page, is_project_page
from cms.importers.old_site.news import Story, is_news
from cms.importers.old_site.reader import RecordReader
from cms.importers.record import Record
from cms.importers.source import PageText, UnreadableSource

_CAPTURE = re.compile(r"captured on (\d{1,2}):(\d\d):(\d\d),? ([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
# The calendar module would not do: its month names follow the machine's locale.
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_URL_LINES = re.compile(r"^URL:[ \t]*(https?://\S+)[ \t]*$", re.MULTILINE)
_MOST_LABELS = 1000

has_labels = fields_in


def is_page(page: PageText) -> bool:
    """Return whether a text is a page of a kind that can be imported."""
    return is_project_page(page.text) or is_donor_page(page.text) or is_news(page)


def parse(page: PageText, vocabulary: Vocabulary, url: str = "") -> Record:
    """Return a page's content as a record. A given `url` takes precedence over the address in the file."""
    _check_one_page(page)
    address = read_address(url or page.url)
    if is_project_page(page.text) or is_donor_page(page.text):
        record = _labelled(page, vocabulary, address)
    else:
        record = _news(page, address)
    return replace(record, ignored=(*record.ignored, *page.ignored))


def _labelled(page: PageText, vocabulary: Vocabulary, address: Address) -> Record:
    # The heading is removed: if it has a colon, it would be read as a label and its value.
    fields = read_page("\n".join(_without_first(page.text.split("\n"), page.title)))
    if len(fields.fields) > _MOST_LABELS:
        raise UnreadableSource(gettext("The file has more labels than a page: give one page per file."))
    fields = replace(fields, title=fields.title or page.title, language=fields.language or page.language)
    return RecordReader(fields, vocabulary).record(address, _captured(page))


def _without_first(lines: list[str], title: str) -> list[str]:
    at = next((at for at, line in enumerate(lines) if title and fold(line) == fold(title)), len(lines))
    return lines[:at] + lines[at + 1 :]


def _news(page: PageText, address: Address) -> Record:
    story = Story(page)
    return Record(
        kind="news",
        title=story.title,
        language=page.language or address.language,
        start=story.date,
        passages=story.passages,
        source_url=address.source,
        archive_url=address.archive,
        captured_at=_captured(page),
        ignored=story.ignored,
    )


def _captured(page: PageText) -> datetime | None:
    """Return the time of capture in the page's banner, or else the time that the web archive's record gives."""
    return captured_at(page.text) or page.captured_at


def captured_at(text: str) -> datetime | None:
    """Return the time of capture in the archive's banner, in UTC, or None; the stamp in the address may differ."""
    match = _CAPTURE.search(text)
    if match is None or match[4] not in _MONTHS:
        return None
    hour, minute, second, month, day, year = match.groups()
    numbers = (year, _MONTHS.index(month) + 1, day, hour, minute, second)
    try:
        return datetime(*(int(n) for n in numbers), tzinfo=UTC)
    except ValueError:
        return None


def _check_one_page(page: PageText) -> None:
    """Raise `UnreadableSource` if a file holds two pages: they would be merged like one page that is shown twice."""
    captures = {match.group() for match in _CAPTURE.finditer(page.text)}
    addresses = {*_URL_LINES.findall(page.text), *filter(None, [page.url])}
    if len(captures) > 1 or (len(addresses) > 1 and _URL_LINES.search(page.text)):
        raise UnreadableSource(gettext("The file holds several pages: give one page per file."))
