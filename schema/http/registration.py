"""Registration of documents by the build of a partner's site, which shows its key."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from schema.clients import client_of, documents_in, rates, register
from schema.errors import ApiError, Code
from schema.http.headers import not_cacheable
from schema.http.responses import json_response, refusal


@csrf_exempt
def documents(request: HttpRequest) -> HttpResponseBase:
    """Register the documents of a manifest for the key of the request, and answer with how many were added."""
    try:
        return not_cacheable(json_response(_registered(request)))
    except ApiError as error:
        response = refusal(request, error)
        if error.status == 405:
            response["Allow"] = "POST"
        return response


def _registered(request: HttpRequest) -> dict[str, int]:
    if request.method != "POST":
        raise ApiError(Code.METHOD_NOT_ALLOWED, "Send the manifest of your queries with POST.", status=405)
    client = client_of(request)
    if client.key is None:
        raise ApiError(Code.UNAUTHENTICATED, "Send your key: `Authorization: Bearer accord_…`.", status=401)
    rates.charge(client, rates.EACH_REQUEST)
    try:
        # Messages of the form in the admin are translated; programs get English.
        with override("en"):
            found = documents_in(request.body)
            rates.charge(client, rates.EACH_REQUEST * len(found))
            return asdict(register(client.key, found))
    except ValidationError as error:
        raise ApiError(Code.BAD_REQUEST, " ".join(error.messages)) from error
