"""Define what an overlay shows instead of the public graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.identity import ResourceId


@dataclass(frozen=True)
class Drafts:
    """Contents of resources, as changes hold them, and resources that are not shown."""

    contents: Mapping[ResourceId, Mapping[str, Any]]
    gone: frozenset[ResourceId] = frozenset()
    addresses: Mapping[ResourceId, ResourceId] = field(default_factory=dict)
    """Resources by address reference, where these are not those of the address book."""
