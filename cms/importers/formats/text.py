"""Read pages saved as plain text, one in each file; a first line "URL: …" may give the page's address."""

import re
from html import unescape

from django.utils.translation import gettext

from cms.importers.matching import is_address
from cms.importers.old_site import is_page
from cms.importers.source import PageText, UnreadableSource, decode, plain

# Only entities with a semicolon, so that "AT&T" stays as it is.
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,24});")
_URL_LINE = re.compile(r"\A\s*URL:[ \t]*(\S.*)(?:\n|\Z)")


def recognises(content: bytes) -> bool:
    return is_page(_page_of(decode(content)))


def read(content: bytes) -> list[PageText]:
    page = _page_of(decode(content))
    if not is_page(page):
        raise UnreadableSource(
            gettext(
                "This is no page of the kinds that can be imported: projects and activities with labels such as "
                "“Theme:”, donors with “Type of donor:”, and news with a title and paragraphs."
            )
        )
    return [page]


def _page_of(text: str) -> PageText:
    text = plain(_ENTITY.sub(lambda entity: unescape(entity[0]), text))
    match = _URL_LINE.match(text)
    if match is None or not is_address(match[1].strip()):
        return PageText(text)
    return PageText(text[match.end() :], url=match[1].strip())
