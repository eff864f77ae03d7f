"""The language of the website, where Django's own answer is not enough."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from home.languages import activate_asked


class LanguageMiddleware(LocaleMiddleware):
    """Django's, with three differences.

    `?lang=fr` decides, so that a link keeps its language without a cookie; below /en/ and the like it does so
    only once the page is found (`home.wagtail_hooks`). And "not found" of one of our own views stands: Django
    would lead it to a page of that name below /en/. And data is the same in every language of the reader.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if not translation.get_language_from_path(request.path_info):
            activate_asked(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        if response.status_code != 404 or request.resolver_match is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
