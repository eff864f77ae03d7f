"""Queries that clients name by their hash instead of sending them.

There are two kinds: automatic persisted queries, which any client may add (kept in the cache, lost at times), and
trusted documents, which a partner has registered with its key (kept in the database).
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace

from django.core.cache import caches

from schema.errors import ApiError, Code
from schema.execution import GraphQLRequest
from schema.models import ApiKey

logger = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 3600


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def with_text(request: GraphQLRequest, key: ApiKey | None) -> GraphQLRequest:
    """Return the request with the text of its query, looked up if it has only a hash. Raise ApiError if that fails."""
    if request.query:
        _check(request, key)
        return request
    text = _find_text(request, key)
    if text is None and request.must_be_trusted:
        raise ApiError(Code.DOCUMENT_NOT_FOUND, "No document of this key has that documentId: register it first.")
    if text is None:
        # Clients recognise the error by exactly this message:
        # https://www.apollographql.com/docs/apollo-server/performance/apq
        raise ApiError(Code.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound")
    return replace(request, query=text)


def remember(request: GraphQLRequest) -> None:
    """Store the text of an executed query, for a client that will send only its hash next time."""
    if request.hash and not request.must_be_trusted:
        try:
            caches["queries"].set(request.hash, request.query, KEPT_SECONDS)
        except OSError:
            # The answer is ready, and the client can send the query again.
            logger.exception("A query could not be kept: see PERSISTED_QUERIES.")


def _find_text(request: GraphQLRequest, key: ApiKey | None) -> str | None:
    trusted = key.document(request.hash) if key else None
    if trusted is not None or request.must_be_trusted or (key and not key.any_query):
        return trusted
    try:
        text: str | None = caches["queries"].get(request.hash)
    except OSError:
        logger.exception("Kept queries cannot be read: see PERSISTED_QUERIES.")
        return None
    return text


def _check(request: GraphQLRequest, key: ApiKey | None) -> None:
    own = hash_of(request.query)
    if request.hash and request.hash != own:
        raise ApiError(Code.BAD_REQUEST, f"The SHA-256 hash of this query is {own}: send that one, or none.")
    if key and not key.any_query and key.document(own) is None:
        raise ApiError(
            Code.FORBIDDEN, "This key may send registered documents only: ask us to register this one.", status=403
        )
