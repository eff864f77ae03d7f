"""The language of a page of the website, and links to the same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.http import escape_leading_slashes

from graph.declarations import LANGUAGES, django_language, primary_language
from graph.presentation import active_language

PARAMETER = "lang"


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    """Name of the language, in that language."""
    url: str
    current: bool


def activate_asked(request: HttpRequest) -> None:
    """Activate the language of the query parameter `lang`, if it is one of `settings.LANGUAGES`."""
    asked = django_language(primary_language(request.GET.get(PARAMETER, "")))
    if asked in dict(settings.LANGUAGES):
        translation.activate(asked)
        request.LANGUAGE_CODE = asked


def language_links(request: HttpRequest, urls: dict[str, str]) -> list[LanguageLink]:
    """Return a link to this page in each language.

    `urls` has the addresses of the existing translations, by language code. For a language without one, the link is to
    this address with `?lang=`, which shows the same content with the rest of the page in that language.
    """
    active = active_language()
    found = []
    for code in LANGUAGES:
        query = request.GET.copy()
        query[PARAMETER] = code
        url = urls.get(code) or f"{escape_leading_slashes(request.path)}?{query.urlencode()}"
        name = translation.get_language_info(django_language(code))["name_local"]
        found.append(LanguageLink(code, name, url, code == active))
    return found
