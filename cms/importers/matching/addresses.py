"""Parse addresses of archived pages: the page's own address, the archive's address, a language and a title."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext

from cms.importers.matching.names import fold
from cms.importers.source import UnreadableSource
from graph.declarations import LANGUAGES

_WORD = re.compile(r"[^\W_]+")

# …/web/20220626010616/https://…, also with a collection's number and a modifier:
# …/7473/20220626010616id_/https://…
_ARCHIVED = re.compile(
    r"^https?://[^/\s]+/(?:[\w-]+/)?\d{8,14}(?:[a-z]{2}_)?/(https?:/+\S+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Address:
    source: str = ""
    archive: str = ""

    @property
    def language(self) -> str | None:
        """The language code in the first part of the path or of the host, or None."""
        parts = urlsplit(self.source)
        first_of_host = (parts.hostname or "").split(".")[0]
        first_of_path = parts.path.lstrip("/").split("/")[0]
        for part in (first_of_path, first_of_host):
            if part in LANGUAGES:
                return part
        return None

    @property
    def provisional_title(self) -> str:
        """A title made from the last part of the path, for use until an editor writes a better one."""
        if not is_address(self.source):
            return ""
        parts = urlsplit(self.source)
        last = parts.path.rstrip("/").split("/")[-1]
        words = re.sub(r"\.\w{2,5}$", "", unquote(last))
        words = " ".join(re.split(r"[-_+\s]+", words)).strip() or parts.hostname or ""
        return words[:1].upper() + words[1:]

    def names(self, title: str) -> bool:
        """Return whether the last part of the path was made from this title.

        Addresses leave out small words, and their last word may be cut short.
        """
        words = [word for word in fold(self.provisional_title).split() if not word.isdigit()]
        *whole, last = words or [""]
        of_title = _WORD.findall(fold(title))
        return bool(last) and set(whole) <= set(of_title) and any(word.startswith(last) for word in of_title)


def read_address(url: str) -> Address:
    """Split the address of a page from the prefix of its archive; raise `UnreadableSource` if it is invalid."""
    url = url.strip()
    if not url:
        return Address()
    if not is_address(url):
        raise UnreadableSource(
            gettext("“%(url)s” is not the address of a page: give one that starts with http:// or https://.")
            % {"url": url[:80]}
        )
    return split_address(url)


def split_address(url: str) -> Address:
    """Split an address that a page already has; unlike `read_address`, accept any text that an editor has written."""
    match = _ARCHIVED.match(url)
    if match is None:
        return Address(source=url)
    return Address(source=re.sub(r"^(https?):/+", r"\1://", match[1]), archive=url)


def is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    whole = not re.search(r"\s", url) and bool(parts.hostname)
    return whole and parts.scheme in ("http", "https")


def comparable(url: str) -> str:
    """Return the form in which two addresses of one page are equal: without scheme, fragment and closing slash.

    Pages may hold text that is no valid address; it is returned unchanged and equals only itself.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.netloc).lower()}{parts.path.rstrip('/')}{query}"
