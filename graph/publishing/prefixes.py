"""The prefixes of worked queries and of the editor: those of our documents, and one for the resources of each type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.declarations import PREFIXES, registry
from graph.identity import iri

USED = re.compile(r"(?<![\w<?$:.-])([A-Za-z][\w-]*):")
LOCAL = re.compile(r"[\w-](?:[\w.-]*[\w-])?|")
"""A name that can stand behind a prefix as it is."""


@lru_cache(maxsize=1)
def prefixes() -> Mapping[str, str]:
    """Namespaces by prefix: `country:KH` is the country of that code."""
    return {**PREFIXES, **{declared.graph_type.slug: iri(f"{declared.graph_type.slug}/") for declared in registry()}}


def prologue(query: str) -> str:
    """The PREFIX lines that a query without any needs."""
    used = set(USED.findall(query))
    return "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in prefixes().items() if name in used)


def abbreviated(address: str) -> str:
    """An IRI as a prefixed name, or as it is where no prefix fits."""
    return next(_names(address), address)


def _names(address: str) -> Iterator[str]:
    for name, namespace in prefixes().items():
        if address.startswith(namespace) and LOCAL.fullmatch(local := address.removeprefix(namespace)):
            yield f"{name}:{local}"
