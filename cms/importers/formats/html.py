"""Turn pages saved as HTML, by a browser or in a web archive's record, into the same lines as pages saved as text.

Controls, navigation and other furniture of a page are left out. The rest becomes plain words: no tag, link or script of
the page leaves this module.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pycountry
from bs4 import BeautifulSoup, Comment, PageElement, Tag
from django.utils.translation import gettext

from cms.importers.formats.encodings import decoded_html
from cms.importers.formats.html_lines import NOT_TEXT, text_of
from cms.importers.old_site import has_labels, is_page
from cms.importers.source import PageText, UnreadableSource, check_size, plain

_BEFORE_HTML = re.compile(rb"<!--.*?(?:-->|\Z)|<\?xml[^>]*>?|^\xef\xbb\xbf", re.DOTALL)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_ARCHIVED_ON = re.compile(r"ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d{1,2}, \d{4})")
_CONTROLS = ("nav", "footer", "form", "button", "select", "input", "textarea", "dialog")
_ROLES = ("navigation", "search", "contentinfo", "complementary", "dialog", "menu", "menubar")
_FURNITURE = re.compile(
    r"comments?|comment-(?:list|respond|form|area)|comments-area|respond|(?:jp-)?related-?posts|sharedaddy|sd-sharing.*"
    r"|(?:site-|page-)?(?:footer|header)|share(?:-.*)?|social(?:-.*)?|cookie.*|breadcrumbs?|menu(?:-.*)?|navigation|navbar.*|skip-link|wm-ipp.*",
    re.IGNORECASE,
)
_MOST_TAGS = 100_000
_MOST_HEADINGS = 50


def recognises(content: bytes) -> bool:
    return bool(_HTML.match(_BEFORE_HTML.sub(b"", content[:20_000]).lstrip()))


def read(content: bytes) -> list[PageText]:
    page = page_of(content)
    if not is_page(page):
        raise UnreadableSource(gettext("The HTML holds no project, activity, news or donor page that can be imported."))
    return [page]


def page_of(content: bytes, *, url: str = "", charset: str = "", captured_at: datetime | None = None) -> PageText:
    """Return the text of an HTML document, whether or not it is a page that can be imported."""
    check_size(content)
    soup = BeautifulSoup(_decode(content, charset), "lxml")
    comments = "\n".join(str(each) for each in soup.find_all(string=lambda text: isinstance(text, Comment)))
    stamp = _ARCHIVED_ON.search(comments)
    url, language, title = url or _address(soup, comments), _language(soup), _title(soup)
    kept = _without_furniture(soup)
    text = plain(_body(soup, kept))
    if stamp:
        text = f"This page was captured on {stamp[1]}\n\n{text}"
    return PageText(text, url, title, language, captured_at, kept.ignored)


def _decode(content: bytes, charset: str) -> str:
    """Return the document's HTML as text; raise `UnreadableSource` if it has too many tags to be read in time."""
    if content.count(b"<") > _MOST_TAGS:
        raise UnreadableSource(gettext("The HTML has more tags than any page that people read: it is not imported."))
    return decoded_html(content, charset)


def _address(soup: BeautifulSoup, comments: str) -> str:
    """Return the page's own address, from a browser's note, its canonical link or its Open Graph address, or ""."""
    saved = _SAVED_FROM.search(comments)
    if saved:
        return saved[1]
    link = soup.find("link", rel="canonical", href=re.compile("^https?://"))
    meta = soup.find("meta", property="og:url", content=re.compile("^https?://"))
    return (link and str(link["href"])) or (meta and str(meta["content"])) or ""


def _language(soup: BeautifulSoup) -> str | None:
    code = str(soup.html.get("lang", "") if soup.html else "").lower().partition("-")[0]
    return code if pycountry.languages.get(alpha_2=code) else None


def _title(soup: BeautifulSoup) -> str:
    headings = (heading.get_text(" ", strip=True) for heading in soup.find_all("h1", limit=_MOST_HEADINGS))
    return next((" ".join(heading.split()) for heading in headings if heading), "")


@dataclass(frozen=True)
class _Kept:
    """The tags of a page without its furniture (navigation, forms, headers and footers)."""

    tags: list[Tag]
    left_out: frozenset[int]
    """The Python ids of the outermost tags of the furniture."""
    ignored: tuple[str, ...]
    """The texts of the furniture, cut to 80 characters each, and the number of pictures."""

    def named(self, name: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name == name]

    def text(self, root: Tag) -> str:
        return text_of(root, self.left_out)


def _without_furniture(soup: BeautifulSoup) -> _Kept:
    """Separate a page's tags from its furniture.

    Each tag is visited once, tags within furniture are not visited, and the walk is not recursive, because pages may
    nest tags to any depth.
    """
    around_title = _around(soup.find_all("h1"))
    tags, left_out, told = [], set(), []
    waiting: list[PageElement] = [soup]
    while waiting:
        tag = waiting.pop()
        if not isinstance(tag, Tag):
            continue
        furniture = _is_furniture(tag, around_title)
        if not furniture and tag.name not in NOT_TEXT:
            tags.append(tag)
            waiting.extend(reversed(tag.contents))
            continue
        if furniture:
            left_out.add(id(tag))
            told.append(" ".join(text_of(tag).split())[:80])
    pictures = sum(tag.name == "img" for tag in tags)
    ignored = (*dict.fromkeys(filter(None, told)), *([f"{pictures} pictures"] if pictures else []))
    return _Kept(tags, frozenset(left_out), ignored)


def _around(headings: Iterable[Tag]) -> set[int]:
    """Return the Python ids of all tags that contain one of the headings."""
    around: set[int] = set()
    for heading in headings:
        for above in heading.parents:
            if id(above) in around:
                break  # Its own parents are in the set already.
            around.add(id(above))
    return around


def _is_furniture(tag: Tag, around_title: set[int]) -> bool:
    if tag.name in ("html", "body", "main", "article") or id(tag) in around_title:
        return False
    if tag.name in _CONTROLS or tag.get("role") in _ROLES or tag.has_attr("hidden"):
        return True
    names = [*(tag.get("class") or ()), str(tag.get("id") or "")]
    return tag.name == "header" or any(_FURNITURE.fullmatch(name) for name in names)


def _body(soup: BeautifulSoup, kept: _Kept) -> str:
    """Return the text of a project or donor page with its margins, which hold facts; for news, only the article."""
    whole = kept.text(soup.body or soup)
    main = next(iter(kept.named("main")), None)
    if has_labels(whole):
        text = kept.text(main) if main else ""
        return text if text and has_labels(text) == has_labels(whole) else whole
    articles = kept.named("article")
    chosen = articles[0] if len(articles) == 1 else main
    return kept.text(chosen) if chosen else whole
