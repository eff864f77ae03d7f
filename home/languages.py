"""The language of a page of the website, and addresses of the same page in the other languages."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.http import escape_leading_slashes
from wagtail.models import Page

from graph.declarations import LANGUAGES, best_language, django_language, primary_language
from graph.presentation import active_language
from graph.visibility import PageRules

PARAMETER = "lang"
MEANT = ("page",)
"""The parameters that make another page: an address for search engines has no others."""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    """Name of the language, in that language."""
    url: str
    current: bool


@dataclass(frozen=True)
class Languages:
    """A page in all languages: the links to it, and what search engines are told of it."""

    links: list[LanguageLink]
    others: list[LanguageLink]
    """The languages in which a text can be read that is not available in this one; empty if it is."""
    canonical: str
    alternates: dict[str, str]
    """The address for each language code, and for "x-default"."""


def activate_asked(request: HttpRequest) -> None:
    """Activate the language of the query parameter `lang`, if it is one of `settings.LANGUAGES`."""
    asked = django_language(primary_language(request.GET.get(PARAMETER, "")))
    if asked in dict(settings.LANGUAGES):
        translation.activate(asked)
        request.LANGUAGE_CODE = asked


def of_page(request: HttpRequest, urls: Mapping[str, str]) -> Languages:
    """Return this page in all languages. `urls` has the addresses of the existing translations, by language code.

    For a language without one, the link is to this address with `?lang=`, which shows the same content with the rest
    of the page in that language. A page without translations, such as a list, is made in every language.
    """
    active = active_language()
    links = [_link(code, urls.get(code) or _here(request, code), active) for code in LANGUAGES]
    there = [each for each in links if each.code in urls]
    alternates = {each.code: each.url for each in there} or {
        code: _for_search_engines(request, code) for code in LANGUAGES
    }
    default = there[0].url if there else _for_search_engines(request, "")
    return Languages(
        links,
        [] if active in urls else there,
        alternates[best_language(urls, active) or active],
        alternates | {"x-default": default},
    )


def translations_of(page: Page) -> dict[str, str]:
    """Return the addresses of the public translations of a page that is not in the graph, by language code."""
    rules = PageRules.at(timezone.now())
    found = page.get_translations(inclusive=True).filter(alias_of=None).select_related("locale")
    return dict(_addresses(each for each in found if rules.opens(each)))


def elsewhere(page: Page, request: HttpRequest) -> str | None:
    """Return the address of the page's public translation in the active language; None if this is it, or there is none.

    The address keeps the other parameters.
    """
    language = active_language()
    if primary_language(page.locale.language_code) == language:
        return None
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    address = translations_of(page).get(language)
    return f"{address}?{query.urlencode()}" if address and query else address


def _addresses(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    for page in pages:
        if address := page.full_url:
            yield primary_language(page.locale.language_code), address


def _link(code: str, url: str, active: str) -> LanguageLink:
    name = translation.get_language_info(django_language(code))["name_local"]
    return LanguageLink(code, name, url, code == active)


def _here(request: HttpRequest, code: str, kept: Container[str] | None = None) -> str:
    """Return the path of this request in a language, or in that of the reader's browser without one.

    Of the other parameters, only those in `kept` stay, or all of them.
    """
    query = request.GET.copy()
    for name in list(query):
        if name == PARAMETER or (kept is not None and name not in kept):
            del query[name]
    if code:
        query[PARAMETER] = code
    path = escape_leading_slashes(request.path)
    return f"{path}?{query.urlencode()}" if query else path


def _for_search_engines(request: HttpRequest, code: str) -> str:
    return f"{settings.GRAPH_BASE_IRI}{_here(request, code, MEANT)}"
