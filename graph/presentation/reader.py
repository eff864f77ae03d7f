"""Names and addresses of resources as one reader sees them: in one language, linked where they are public."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst

from graph import addresses
from graph.fields.base import Json
from graph.identity import ResourceId, split
from graph.languages import MultilingualText
from graph.presentation.model import Item, Kind
from graph.registry import DeclaredType, registry
from graph.replica import Replica

HUES = 8
"""Colours for types of resource; with more types they repeat."""


class Reader:
    """`names` are those of resources that are not public but may be named to this reader."""

    def __init__(
        self, replica: Replica, language: str, names: Mapping[ResourceId, Item] | None = None
    ) -> None:
        self.replica = replica
        self.language = language
        self.names = names or {}

    def item(self, resource: ResourceId) -> Item | None:
        """A mention of a resource; None where it may not be named."""
        if resource not in self.replica:
            return self.names.get(resource)
        owner: ResourceId = self.replica.node(resource)["owner"] or resource
        declared = self.replica.declared(owner)
        name = title(declared, owner, self.replica.node(owner)["values"], self.language)
        return Item(name.text, name.language, self.address(owner), kind(declared))

    def items(self, resources: Iterable[ResourceId]) -> tuple[Item, ...]:
        return tuple(item for resource in resources if (item := self.item(resource)))

    def address(self, resource: ResourceId) -> str:
        """The page in this language; elsewhere the language is asked for, so that it stays when following links."""
        url = addresses.url(self.replica, resource, self.language)
        if url == self.replica.node(resource)["urls"].get(self.language):
            return url
        return f"{url}?lang={self.language}"

    def public_address(self, resource: ResourceId) -> str | None:
        return self.address(resource) if resource in self.replica else None

    def in_order(self, resources: Iterable[ResourceId]) -> list[ResourceId]:
        """Public resources by their names in this language."""
        return sorted(resources, key=lambda each: (self._sort_key(each), each))

    def _sort_key(self, resource: ResourceId) -> str:
        """The name without accents and case, so that É stands beside E."""
        item = self.item(resource)
        decomposed = unicodedata.normalize("NFKD", item.text if item else "")
        return "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()


def title(declared: DeclaredType, resource: ResourceId, values: Json, language: str) -> Item:
    """The name in this language, in another one, or at least the key."""
    texts = values.get(declared.graph_type.title) or {}
    best = best_language(texts, language)
    return Item(texts[best], best) if best else Item(split(resource)[1])


def best_language(texts: Mapping[str, Any], language: str) -> str | None:
    """This language, or the first of the others that has a text."""
    ordered = MultilingualText(texts)
    return next((each for each in (language, *ordered) if ordered.get(each)), None)


def kind(declared: DeclaredType) -> Kind:
    meta = declared.model._meta
    return Kind(
        slug=declared.graph_type.slug,
        label=str(capfirst(meta.verbose_name)),
        plural=str(capfirst(meta.verbose_name_plural)),
        definition=declared.type_definition,
        hue=registry().resources.index(declared) % HUES if not declared.is_part else 0,
    )
