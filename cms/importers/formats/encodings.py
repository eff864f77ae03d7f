"""Decode the text of a page: evidence in its bytes takes precedence over the encoding that a server or author states.

Encoding labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels), because old pages
were made to look right in browsers.
"""

import codecs
import re

from bs4 import UnicodeDammit
from bs4.dammit import EncodingDetector
from django.utils.translation import gettext

from cms.importers.source import UnreadableSource

_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Python's codec for a label, and the codec for the encoding that browsers use for the same label.
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

# Python's other codecs are refused: no page is written in them, and some are very slow.
_OF_THE_WEB = {
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", *(f"cp125{page}" for page in range(9))),
}

# Signs of a wrong encoding: control characters of Latin-1, UTF-8 read as Windows-1252 (such as "Ã©" and "â€œ"), and
# the replacement character.
_MISREAD = re.compile("[\x80-\x9f]|Ã[\x80-\xbf\u0152-\u2122]|Â[\xa0-\xbf]|â€[\x80-\xff\u0152-\u2122]|\ufffd")


def as_utf8(content: bytes) -> bytes:
    """Return the content in UTF-8 if its byte order mark says that it is in UTF-16, else unchanged."""
    encoding = _marked(content)
    if encoding in (None, "utf-8"):
        return content
    try:
        return content.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeError:
        return content


def decoded_html(content: bytes, charset: str) -> str:
    """Return the text of an HTML document; `charset` is the encoding that the server stated.

    Raise `UnreadableSource` if no encoding fits.
    """
    for encoding in (_marked(content), _proved(content), _known(charset), _known(_declared(content))):
        if encoding:
            try:
                return content.decode(encoding).removeprefix("\ufeff")
            except UnicodeError:
                continue
    guessed = UnicodeDammit(content, is_html=True)
    if guessed.unicode_markup is None or guessed.contains_replacement_characters:
        raise UnreadableSource(gettext("The HTML is in no encoding that can be told: save it in UTF-8 first."))
    return guessed.unicode_markup.removeprefix("\ufeff")


def misread(text: str) -> str:
    """Return a note for the editor if the text looks as if it was read in a wrong encoding, else an empty text."""
    match = _MISREAD.search(text)
    if match is None:
        return ""
    words = " ".join(text[max(0, match.start() - 20) : match.end() + 20].split())
    return gettext("some letters look as if saved in a wrong encoding (“%(words)s”): compare with the page") % {
        "words": words
    }


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)


def _proved(content: bytes) -> str | None:
    """Return "utf-8" if the bytes are valid UTF-8: text in another encoding hardly ever is, unless it is plain ASCII.

    Escape and NUL bytes are valid too, but they are signs of ISO-2022 and UTF-16, so they rule out UTF-8.
    """
    if b"\x1b" in content or b"\x00" in content:
        return None
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _declared(content: bytes) -> str:
    return EncodingDetector.find_declared_encoding(content, is_html=True) or ""


def _known(label: str) -> str | None:
    """Return the Python codec for the encoding that browsers use for a label, or None for a label they do not know."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_READ.get(name, name)
    return name if name in _OF_THE_WEB else None
