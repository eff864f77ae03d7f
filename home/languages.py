"""The language in which the website answers, and the addresses of the same in the others."""

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
    """In the language itself."""
    url: str
    current: bool


def activate_asked(request: HttpRequest) -> None:
    """Answer in the language of `?lang=`, if it is one of ours."""
    asked = django_language(primary_language(request.GET.get(PARAMETER, "")))
    if asked in dict(settings.LANGUAGES):
        translation.activate(asked)
        request.LANGUAGE_CODE = asked


def language_links(request: HttpRequest, urls: dict[str, str]) -> list[LanguageLink]:
    """`urls` are the translations that exist; for the other languages, this page with its frame in them."""
    active = active_language()
    found = []
    for code in LANGUAGES:
        query = request.GET.copy()
        query[PARAMETER] = code
        url = urls.get(code) or f"{escape_leading_slashes(request.path)}?{query.urlencode()}"
        name = translation.get_language_info(django_language(code))["name_local"]
        found.append(LanguageLink(code, name, url, code == active))
    return found
