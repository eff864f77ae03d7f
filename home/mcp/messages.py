"""Read JSON-RPC 2.0 messages, and write answers and errors (https://www.jsonrpc.org/specification)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import orjson

Json = dict[str, Any]

MOST = 8
"""Messages in one batch, which the protocol's first version with this transport has."""


class Code(IntEnum):
    """Codes of errors: JSON-RPC's own, and those that the protocol adds."""

    PARSE_ERROR = -32700
    INVALID_REQUEST = -32600
    METHOD_NOT_FOUND = -32601
    INVALID_PARAMS = -32602
    INTERNAL_ERROR = -32603
    RESOURCE_NOT_FOUND = -32002
    """In versions up to 2025-11-25; later ones have INVALID_PARAMS."""
    HEADER_MISMATCH = -32020
    UNSUPPORTED_VERSION = -32022


class ProtocolError(Exception):
    """An error of the protocol. What a tool cannot do for its arguments is an answer of the tool instead."""

    def __init__(self, code: Code, sentence: str, data: Json | None = None, status: int = 400) -> None:
        super().__init__(sentence)
        self.code = code
        self.data = data
        self.status = status
        """The status of HTTP where an error has one of its own."""


@dataclass(frozen=True)
class Message:
    """A request, or a notification, which has no id and gets no answer."""

    method: str
    params: Json
    id: str | int | float | None = None

    @property
    def is_notification(self) -> bool:
        return self.id is None

    @property
    def meta(self) -> Json:
        found = self.params.get("_meta")
        return found if isinstance(found, dict) else {}


def parsed(body: bytes) -> Any:
    """Return the JSON of a body. Raise ProtocolError if it is none."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ProtocolError(Code.PARSE_ERROR, f"The body is not JSON: {error}.") from error


def batch(content: list[Any]) -> list[Any]:
    if not 0 < len(content) <= MOST:
        raise ProtocolError(Code.INVALID_REQUEST, f"A batch has 1 to {MOST} messages: this one has {len(content)}.")
    return content


def message(content: Any) -> Message:
    """Return the message in a JSON value. Raise ProtocolError if it is no request and no notification."""
    if not isinstance(content, dict) or content.get("jsonrpc") != "2.0":
        raise ProtocolError(Code.INVALID_REQUEST, 'A message is an object with "jsonrpc": "2.0".')
    method, params, number = content.get("method"), content.get("params", {}), content.get("id")
    if not isinstance(method, str):
        raise ProtocolError(Code.INVALID_REQUEST, "A message names its method: this server asks nothing of clients.")
    if "id" in content and (isinstance(number, bool) or not isinstance(number, str | int | float)):
        raise ProtocolError(Code.INVALID_REQUEST, "The id of a request is a text or a number.")
    if not isinstance(params, dict):
        raise ProtocolError(Code.INVALID_PARAMS, "The params of a message are an object.")
    return Message(method, params, number)


def result(to: Message, content: Json) -> Json:
    return {"jsonrpc": "2.0", "id": to.id, "result": content}


def error(raised: ProtocolError, number: Any = None) -> Json:
    content: Json = {"code": int(raised.code), "message": str(raised)}
    if raised.data is not None:
        content["data"] = raised.data
    return {"jsonrpc": "2.0", "id": number, "error": content}
