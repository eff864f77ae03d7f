"""Middleware that chooses the language of a page."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from home.languages import activate_asked


class LanguageMiddleware(LocaleMiddleware):
    """Django's LocaleMiddleware with three differences.

    The query parameter `lang` chooses the language, so that a link keeps its language without a cookie; below a
    language prefix such as /en/ it does so only after the page is found (`home.wagtail_hooks`). A 404 of one of this
    project's views is kept: Django would redirect to the same path below /en/. And responses that are no pages, in HTML
    or Markdown, are left as they are, because data is the same in every language.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if not translation.get_language_from_path(request.path_info):
            activate_asked(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(("text/html", "text/markdown")):
            return response
        if response.status_code != 404 or request.resolver_match is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
