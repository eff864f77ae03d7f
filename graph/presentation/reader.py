"""Show names and addresses of resources to one reader: in one language, and linked if they are public."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from graph.declarations import (
    DeclaredType,
    Field,
    Inverse,
    Json,
    best_language,
    collated,
    registry,
)
from graph.identity import ResourceId, iri, split
from graph.presentation.model import Item, Kind
from graph.replica import Replica, addresses, is_elsewhere

HUES = 8
"""The number of colours for types of resource; with more types, colours repeat."""


PIECES = re.compile(r"0*([0-9]+)|([^0-9]+)")
DIGIT = re.compile("[0-9]")


class Reader:
    """A reader with a language; `names` has names of hidden resources that this reader may see."""

    def __init__(self, replica: Replica, language: str, names: Mapping[ResourceId, Item] | None = None) -> None:
        self.replica = replica
        self.language = language
        self.names = names or {}

    def item(self, resource: ResourceId) -> Item | None:
        """Return a mention of a resource, or None if this reader may not see its name."""
        if resource in self.replica:
            return self.public_item(resource)
        return self.names.get(resource)

    def public_item(self, resource: ResourceId) -> Item:
        """Return a public resource with name, address and type; a part has the name, address and type of its owner."""
        name, owner = self.name(resource), self.replica.owner(resource)
        url, named = address(self.replica, owner, self.language), kind(self.replica.declared(owner))
        return Item(name.text, name.language, url, named, iri=iri(owner))

    def name(self, resource: ResourceId) -> Item:
        owner = self.replica.owner(resource)
        return title(self.replica.declared(owner), owner, self.replica.node(owner)["values"], self.language)

    def items(self, resources: Iterable[ResourceId]) -> tuple[Item, ...]:
        return tuple(item for resource in resources if (item := self.item(resource)))

    def public_address(self, resource: ResourceId) -> str | None:
        return address(self.replica, resource, self.language) if resource in self.replica else None

    def in_order(self, resources: Iterable[ResourceId]) -> list[ResourceId]:
        """Return public resources sorted by their names in this language."""
        return sorted(resources, key=lambda each: (sort_key(self.name(each).text), each))


def label(declared: DeclaredType, field: Field) -> str:
    """Return a field's label for the head of a row."""
    return str(capfirst(declared.label(field)))


def inverse_label(inverse: Inverse) -> str:
    return str(capfirst(inverse.label))


def sort_key(name: str) -> list[tuple[bool, int, str]]:
    """Return a key that sorts names without accents and case, so that É comes next to E, and numbers by value."""
    words = collated(name)
    pieces = PIECES.findall(words) if DIGIT.search(words) else [("", words)] if words else []
    return [(not number, len(number), number or words) for number, words in pieces]


def address(replica: Replica, resource: ResourceId, language: str) -> str:
    """Return the page in this language, or another address with `?lang=`, so that the language stays along links."""
    url = addresses.url(replica, resource, language)
    if is_elsewhere() or url == replica.node(resource)["urls"].get(language):
        return url
    return f"{url}?lang={language}"


def title(declared: DeclaredType, resource: ResourceId, values: Json, language: str) -> Item:
    """Return the name in this language or another one, or else the key of the resource."""
    texts = values.get(declared.graph_type.title) or {}
    best = best_language(texts, language)
    return Item(texts[best], best) if best else Item(split(resource)[1])


def kind(declared: DeclaredType) -> Kind:
    return _kind(declared, get_language() or "")


@lru_cache(maxsize=512)
def _kind(declared: DeclaredType, language: str) -> Kind:
    """Return the names of a type in the active language; they are kept, because a page names hundreds of resources."""
    meta = declared.model._meta
    return Kind(
        slug=declared.graph_type.slug,
        label=str(capfirst(meta.verbose_name)),
        plural=str(capfirst(meta.verbose_name_plural)),
        definition=declared.type_definition,
        hue=registry().resources.index(declared) % HUES if not declared.is_part else 0,
    )
