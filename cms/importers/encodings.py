"""The encoding of a page's text: what its bytes prove wins over what a server or an author has written.

Labels mean what browsers take them for (https://encoding.spec.whatwg.org/#names-and-labels): old pages were made to
look right there.
"""

import codecs
import re

from bs4 import UnicodeDammit
from bs4.dammit import EncodingDetector
from django.utils.translation import gettext

from .source import UnreadableSource

_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# Where Python takes a label for another encoding than browsers do.
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

# Python has codecs beside these that no page is written in, and some take very long.
_OF_THE_WEB = {
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"),
    *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", *(f"cp125{page}" for page in range(9))),
}

# Control characters of Latin-1, and UTF-8 that was read as Windows-1252, such as "Ã©" and "â€œ".
_MISREAD = re.compile("[\x80-\x9f]|Ã[\x80-\xbf\u0152-\u2122]|Â[\xa0-\xbf]|â€[\x80-\xff\u0152-\u2122]|\ufffd")


def as_utf8(content: bytes) -> bytes:
    """The same text in UTF-8, where the file begins with a mark that says it is in UTF-16."""
    encoding = _marked(content)
    if encoding in (None, "utf-8"):
        return content
    try:
        return content.decode(encoding).removeprefix("\ufeff").encode()
    except UnicodeError:
        return content


def decoded_html(content: bytes, charset: str) -> str:
    """The text of an HTML document; `charset` is what the server said."""
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
    """A sentence for the editor where the text looks as if it had been read in a wrong encoding."""
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
    """UTF-8 where the bytes are valid in it: text of another encoding is so only where it is ASCII.

    Escape sequences and NUL are ASCII too, and mean encodings in which letters are written by them.
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
    """Return Python's codec for what browsers understand by a label, and None for what they do not know."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_READ.get(name, name)
    return name if name in _OF_THE_WEB else None
