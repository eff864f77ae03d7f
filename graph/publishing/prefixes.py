"""Define the prefixes of worked queries and the editor: those of documents, and one for resources of each type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.declarations import PREFIXES, registry
from graph.identity import iri

USED = re.compile(r"(?<![\w<?$:.-])([A-Za-z][\w-]*):")
LOCAL = re.compile(r"[\w-](?:[\w.-]*[\w-])?|")
"""A name that needs no escapes behind a prefix."""


@lru_cache(maxsize=1)
def prefixes() -> Mapping[str, str]:
    """Return namespaces by prefix: `country:KH` is the country with the code KH."""
    return {**PREFIXES, **{declared.graph_type.slug: iri(f"{declared.graph_type.slug}/") for declared in registry()}}


def prologue(query: str) -> str:
    """Return the PREFIX lines for a query that has none."""
    used = set(USED.findall(query))
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes().items() if name in used)


def abbreviated(address: str) -> str:
    """Return an IRI as a prefixed name, or unchanged if no prefix fits."""
    return next(_names(address), address)


def _names(address: str) -> Iterator[str]:
    for name, namespace in prefixes().items():
        if address.startswith(namespace) and LOCAL.fullmatch(local := address.removeprefix(namespace)):
            yield f"{name}:{local}"
