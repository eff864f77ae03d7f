"""Names and addresses of resources as one reader sees them: in one language, linked where they are public."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language

from graph.declarations import LANGUAGES, DeclaredType, Json, MultilingualText, primary_language, registry
from graph.identity import ResourceId, split
from graph.presentation.model import Item, Kind
from graph.replica import Replica, addresses

HUES = 8
"""Colours for types of resource; with more types they repeat."""


class Reader:
    """`names` are those of resources that are not public but may be named to this reader."""

    def __init__(self, replica: Replica, language: str, names: Mapping[ResourceId, Item] | None = None) -> None:
        self.replica = replica
        self.language = language
        self.names = names or {}

    def item(self, resource: ResourceId) -> Item | None:
        """A mention of a resource; None where it may not be named."""
        if resource in self.replica:
            return self.public_item(resource)
        return self.names.get(resource)

    def public_item(self, resource: ResourceId) -> Item:
        """A public resource by its name; a part is named by what it belongs to."""
        name, owner = self.name(resource), self._owner(resource)
        return Item(
            name.text, name.language, address(self.replica, owner, self.language), kind(self.replica.declared(owner))
        )

    def name(self, resource: ResourceId) -> Item:
        owner = self._owner(resource)
        return title(self.replica.declared(owner), owner, self.replica.node(owner)["values"], self.language)

    def items(self, resources: Iterable[ResourceId]) -> tuple[Item, ...]:
        return tuple(item for resource in resources if (item := self.item(resource)))

    def public_address(self, resource: ResourceId) -> str | None:
        return address(self.replica, resource, self.language) if resource in self.replica else None

    def in_order(self, resources: Iterable[ResourceId]) -> list[ResourceId]:
        """Public resources by their names in this language."""
        return sorted(resources, key=lambda each: (sort_key(self.name(each).text), each))

    def _owner(self, resource: ResourceId) -> ResourceId:
        owner: ResourceId | None = self.replica.node(resource)["owner"]
        return owner or resource


def sort_key(name: str) -> list[tuple[bool, int, str]]:
    """Names without accents and case, so that É stands beside E, and with numbers by their value."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(each for each in decomposed if not unicodedata.combining(each)).casefold()
    pieces = re.findall(r"0*([0-9]+)|([^0-9]+)", plain)
    return [(not number, len(number), number or words) for number, words in pieces]


def active_language() -> str:
    """The language of this request, which Django keeps."""
    return primary_language(get_language() or LANGUAGES[0])


def address(replica: Replica, resource: ResourceId, language: str) -> str:
    """The page in this language; elsewhere the language is asked for, so that it stays when following links."""
    url = addresses.url(replica, resource, language)
    if url == replica.node(resource)["urls"].get(language):
        return url
    return f"{url}?lang={language}"


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
