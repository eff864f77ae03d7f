"""The programme's old site as a web archive keeps it: text of a page to a record.

`archived_page_lines` cuts the text at its labels, `archived_page_record` reads what
stands below them. Here: is it such a page, where is it from, when was it captured.
"""

import re
from datetime import UTC, datetime

from .addresses import is_address, read_address
from .archived_page_labels import is_project_page
from .archived_page_lines import read_page
from .archived_page_record import RecordReader
from .labels import Vocabulary
from .record import Record
from .source import UnreadableSource

_CAPTURE = re.compile(r"captured on (\d{1,2}):(\d\d):(\d\d),? ([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
# Not from the calendar module: its names follow the machine's locale.
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_URL_LINES = re.compile(r"^URL:[ \t]*(https?://\S+)[ \t]*$", re.MULTILINE)
_MOST_LABELS = 1000
_URL_LINE = re.compile(r"\A\s*URL:[ \t]*(\S.*)(?:\n|\Z)")

recognises = is_project_page


def parse(text: str, vocabulary: Vocabulary, url: str = "") -> Record:
    """What the page states; `url` is its address where the text does not give it."""
    if not is_project_page(text):
        raise UnreadableSource(
            "This is not an archived project page: it has none of their labels, "
            "such as “Theme:” and “Type of project:”."
        )
    _check_one_page(text)
    stated_url, body = _url_line(text)
    address = read_address(url or stated_url)
    page = read_page(body)
    if len(page.fields) > _MOST_LABELS:
        raise UnreadableSource("The file has more labels than a page: give one page per file.")
    return RecordReader(page, vocabulary).record(address, captured_at(text))


def captured_at(text: str) -> datetime | None:
    """The time in the archive's banner; the stamp in its address is another one."""
    match = _CAPTURE.search(text)
    if match is None or match[4] not in _MONTHS:
        return None
    hour, minute, second, month, day, year = match.groups()
    numbers = (year, _MONTHS.index(month) + 1, day, hour, minute, second)
    try:
        return datetime(*(int(n) for n in numbers), tzinfo=UTC)
    except ValueError:
        return None


def _check_one_page(text: str) -> None:
    """Two pages in one file would be joined as if they were one page shown twice."""
    captures = {match.group() for match in _CAPTURE.finditer(text)}
    addresses = set(_URL_LINES.findall(text))
    if len(captures) > 1 or len(addresses) > 1:
        raise UnreadableSource("The file holds several pages: give one page per file.")


def _url_line(text: str) -> tuple[str, str]:
    match = _URL_LINE.match(text)
    if match is None or not is_address(match[1].strip()):
        return "", text
    return match[1].strip(), text[match.end() :]
