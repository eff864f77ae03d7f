"""Find the version of the protocol that a message is in, and check what that version asks of its headers.

Up to 2025-11-25 a client begins with `initialize`, which here starts nothing: each request is answered by itself, as
the protocol allows. From 2026-07-28 on there is no beginning, and each request states version and capabilities itself.
https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping

from home.mcp.messages import Code, Message, ProtocolError

MODERN = ("2026-07-28",)
LEGACY = ("2025-11-25", "2025-06-18", "2025-03-26")
SUPPORTED = (*MODERN, *LEGACY)
WITHOUT_HEADER = "2025-03-26"
"""The version of a request without the header, which later versions introduced."""

HEADER = "MCP-Protocol-Version"
PREFIX = "io.modelcontextprotocol/"
NAMED_BY = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}
"""Methods whose header `Mcp-Name` repeats a parameter."""


def version_of(message: Message, headers: Mapping[str, str]) -> str:
    """Return the version of a message. Raise ProtocolError if it is not spoken here, or the headers do not fit."""
    by_header, stated = headers.get(HEADER), message.meta.get(f"{PREFIX}protocolVersion")
    if stated is not None and stated != by_header:
        raise _mismatch(HEADER, by_header, stated)
    version = by_header or WITHOUT_HEADER
    if version not in SUPPORTED:
        data = {"supported": list(SUPPORTED), "requested": version}
        raise ProtocolError(Code.UNSUPPORTED_VERSION, f"Version {version} is not spoken here.", data)
    if version in MODERN and not message.is_notification:
        _check_metadata(message)
        _check_headers(message, headers)
    return version


def negotiated(asked: object) -> str:
    """Return the version that `initialize` agrees on: the one asked for, or else the newest that has `initialize`."""
    return asked if isinstance(asked, str) and asked in LEGACY else LEGACY[0]


def _check_metadata(message: Message) -> None:
    for name, kind in (("protocolVersion", str), ("clientCapabilities", dict)):
        if not isinstance(message.meta.get(f"{PREFIX}{name}"), kind):
            raise ProtocolError(Code.INVALID_PARAMS, f"The _meta of a request has {PREFIX}{name}: add it.")


def _check_headers(message: Message, headers: Mapping[str, str]) -> None:
    """Raise ProtocolError if what stands before the server reads another request in the headers than the body has."""
    if headers.get("Mcp-Method") != message.method:
        raise _mismatch("Mcp-Method", headers.get("Mcp-Method"), message.method)
    if parameter := NAMED_BY.get(message.method):
        name, stated = message.params.get(parameter), headers.get("Mcp-Name")
        if isinstance(name, str) and _decoded(stated) != name:
            raise _mismatch("Mcp-Name", stated, name)


def _decoded(value: str | None) -> str | None:
    """Return a header's value, which is in base64 where it would not be plain ASCII."""
    if value is None or not (value.startswith("=?base64?") and value.endswith("?=")):
        return value
    try:
        return base64.b64decode(value[9:-2], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None


def _mismatch(header: str, value: str | None, stated: object) -> ProtocolError:
    sentence = f"The header {header} is {value!r}, and the body says {stated!r}: send the same."
    return ProtocolError(Code.HEADER_MISMATCH, sentence)
