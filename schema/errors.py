"""Errors of requests: every failure is one exception with a stable code, a status and a message.

An unforeseen failure is logged under a request id, and the client gets only that id.
"""

from __future__ import annotations

import enum
import logging
import uuid
from typing import Any

from graphql import GraphQLError, Node
from graphql.language import FieldNode

logger = logging.getLogger(__name__)


class Code(enum.StrEnum):
    """Codes by which programs tell errors apart. They do not change; messages may."""

    BAD_REQUEST = "BAD_REQUEST"
    BATCH_NOT_SUPPORTED = "BATCH_NOT_SUPPORTED"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
    PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    OPERATION_NOT_FOUND = "OPERATION_NOT_FOUND"
    OPERATION_NOT_SUPPORTED = "OPERATION_NOT_SUPPORTED"
    QUERY_TOO_LONG = "QUERY_TOO_LONG"
    QUERY_TOO_DEEP = "QUERY_TOO_DEEP"
    QUERY_TOO_WIDE = "QUERY_TOO_WIDE"
    COST_LIMIT_EXCEEDED = "COST_LIMIT_EXCEEDED"
    TIME_LIMIT_EXCEEDED = "TIME_LIMIT_EXCEEDED"
    ANSWER_TOO_LARGE = "ANSWER_TOO_LARGE"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    RESYNC_REQUIRED = "RESYNC_REQUIRED"
    INTERNAL = "INTERNAL_SERVER_ERROR"
    UNAVAILABLE = "SERVICE_UNAVAILABLE"


class ApiError(GraphQLError):
    """An error that the client can correct: the message says how."""

    def __init__(self, code: Code, message: str, nodes: list[Node] | None = None, status: int = 400) -> None:
        super().__init__(message, nodes, extensions={"code": code})
        self.code = code
        self.status = status


class BadInputError(ApiError):
    """An argument that cannot be used."""

    def __init__(self, message: str) -> None:
        super().__init__(Code.BAD_USER_INPUT, message)


def format_error(error: GraphQLError, code: Code) -> dict[str, Any]:
    """Return an error as clients see it; `code` is for errors that graphql-core raises at this stage."""
    if _is_unforeseen(error):
        return _masked(error)
    body: dict[str, Any] = dict(error.formatted)
    body["extensions"] = {"code": code, **(error.extensions or {})}
    return body


def _is_unforeseen(error: GraphQLError) -> bool:
    """Return whether a resolver failed. An error of graphql-core about a client's argument points at the argument."""
    if "code" in (error.extensions or {}) or error.path is None:
        return False
    return not error.nodes or isinstance(error.nodes[0], FieldNode)


def _masked(error: GraphQLError) -> dict[str, Any]:
    request_id = uuid.uuid4().hex
    logger.error("GraphQL request %s failed.", request_id, exc_info=error.original_error or error)
    return {
        "message": f"Something failed on our side. Please try again, or report it as {request_id}.",
        "path": error.path,
        "extensions": {"code": Code.INTERNAL, "requestId": request_id},
    }
