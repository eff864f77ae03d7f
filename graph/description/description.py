"""Build the Description of an instance from its `graph_fields`, and restrict a Description to its public part.

A Description is what the journal stores of a resource. It holds no clock time and no address of another
resource, so describing the same content twice gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType, SimpleNamespace
from typing import Any

from wagtail.models import Page

from graph.declarations import DeclaredType, Json, Translation, registry
from graph.description.loading import load
from graph.identity import ResourceId, resource_id
from graph.text import own_addresses
from graph.visibility import PageRules


@dataclass
class Node:
    """A resource or one of its parts: the name of its type, and its short values and long texts by field name."""

    type: str
    values: dict[str, Json] = field(default_factory=dict)
    texts: dict[str, Json] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[str, Json]]:
        yield from self.values.items()
        yield from self.texts.items()


@dataclass
class Description:
    """A resource with its parts. The resource is the first of `nodes`; `urls` are its pages' addresses by language."""

    id: ResourceId
    nodes: dict[ResourceId, Node]
    urls: dict[str, str] = field(default_factory=dict)

    @property
    def declared(self) -> DeclaredType:
        return registry().types[self.nodes[self.id].type]

    def facts_language(self, languages: Iterable[str]) -> str:
        """Return the first of the languages in which there is a page, which gave the facts; "" without a page."""
        return next((each for each in languages if each in self.urls), "")

    @cached_property
    def references(self) -> dict[ResourceId, ResourceId]:
        """The mentions of resources and of addresses of this site's pages, with the form that `Reference` stores."""
        return {
            target: own_addresses.reference(target, self.urls)
            for node in self.nodes.values()
            for name, value in node.items()
            for target in registry().types[node.type].fields[name].targets(value)
        }

    def targets(self) -> set[ResourceId]:
        """Return the ids of the mentioned resources, and the keys of the mentioned addresses of this site's pages."""
        return set(self.references.values()) - {self.id}

    def restricted(
        self, visible: Callable[[ResourceId], bool], named: Mapping[ResourceId, ResourceId] = MappingProxyType({})
    ) -> Description:
        """Return the description without mentions of resources that are not visible.

        `named` maps the keys of addresses to resources: a mentioned address is replaced by its resource.
        """

        def meant(mentioned: ResourceId) -> ResourceId | None:
            resource = named.get(self.references.get(mentioned, mentioned), mentioned)
            return resource if own_addresses.written(resource) or visible(resource) else None

        nodes = {}
        for node_id, node in self.nodes.items():
            fields = registry().types[node.type].fields
            kept = {name: fields[name].restrict(value, meant) for name, value in node.items()}
            kept = {name: value for name, value in kept.items() if value is not None}
            nodes[node_id] = Node(
                node.type,
                {name: kept[name] for name in node.values if name in kept},
                {name: kept[name] for name in node.texts if name in kept},
            )
        return Description(self.id, _complete(nodes), self.urls)

    def without_languages(self, hidden: Collection[str], languages: Iterable[str]) -> Description | None:
        """Return the description without its pages in the hidden languages; None where no page is left.

        Where a hidden page gave the facts, the facts are left out too.
        """
        urls = {language: url for language, url in self.urls.items() if language not in hidden}
        texts_only = self.facts_language(languages) in hidden
        left = {self.id: self.nodes[self.id]} if texts_only else self.nodes
        nodes = {each: _without(node, hidden, texts_only) for each, node in left.items()}
        return Description(self.id, nodes, urls) if urls else None

    def values(self) -> Json:
        """Return the short values of all nodes and the URLs, as the journal and the replica store them."""
        nodes = {each: {"type": node.type, "values": node.values} for each, node in self.nodes.items()}
        return {"nodes": nodes, "urls": self.urls}

    def texts(self) -> Json:
        """Return the long texts by node id and field."""
        return {each: node.texts for each, node in self.nodes.items() if node.texts}


def _complete(nodes: dict[ResourceId, Node]) -> dict[ResourceId, Node]:
    """Return the nodes without the parts that lack a required link, as its target is not public."""
    kept = {each: node for each, node in nodes.items() if _required(node) <= node.values.keys()}
    for node in kept.values() if len(kept) < len(nodes) else ():
        for name in registry().types[node.type].parts.keys() & node.values.keys():
            node.values[name] = [part for part in node.values[name] if part in kept]
            if not node.values[name]:
                del node.values[name]
    return kept


def _required(node: Node) -> set[str]:
    return {name for name, link in registry().types[node.type].links.items() if link.required}


def describe_many(
    declared: DeclaredType, keys: Sequence[str] | None, rules: PageRules
) -> Iterator[tuple[ResourceId, Description | Exception]]:
    """Yield the descriptions of the instances with these keys, with all mentions; an exception where one fails.

    Only public pages are described, in the order of the locales. Of other models every row is described: the caller
    decides whether it is public.
    """
    sites = SimpleNamespace()
    for key, translations in load(declared, keys, rules).items():
        resource = resource_id(declared.graph_type, key)
        if isinstance(translations, Exception):
            yield resource, translations
            continue
        try:
            yield resource, describe(declared, translations, sites)
        except Exception as error:  # noqa: BLE001 one bad record must not stop the others; the caller keeps it
            yield resource, error


def describe(declared: DeclaredType, translations: Sequence[Translation], sites: object = None) -> Description:
    """Return the description of one resource from its translations, of which the first gives the facts.

    On `sites`, Wagtail keeps the sites' roots for many pages; by itself it would fetch them from the cache for each.
    """
    key = getattr(translations[0].instance, declared.graph_type.key)
    resource = resource_id(declared.graph_type, key)
    nodes: dict[ResourceId, Node] = {}
    _add_node(nodes, resource, declared, translations)
    return Description(resource, nodes, _urls(translations, sites))


def _without(node: Node, hidden: Collection[str], texts_only: bool) -> Node:
    fields = registry().types[node.type].fields
    kept = Node(node.type)
    for held, values in ((kept.values, node.values), (kept.texts, node.texts)):
        for name, value in values.items():
            if fields[name].by_language:
                value = {language: text for language, text in value.items() if language not in hidden}
            elif texts_only:
                continue
            if value not in ({}, None):
                held[name] = value
    return kept


def _add_node(
    nodes: dict[ResourceId, Node],
    node_id: ResourceId,
    declared: DeclaredType,
    translations: Sequence[Translation],
) -> None:
    node = nodes[node_id] = Node(declared.name)
    for name, declared_field in declared.fields.items():
        if name in declared.parts:
            value = _add_parts(nodes, declared, name, translations)
        else:
            value = declared_field.describe(translations)
        if value is not None:
            (node.texts if declared_field.long else node.values)[name] = value


def _add_parts(
    nodes: dict[ResourceId, Node],
    declared: DeclaredType,
    name: str,
    translations: Sequence[Translation],
) -> list[ResourceId] | None:
    """Add the nodes of a child relation and return their ids; a row is matched with its translations by its key."""
    part = declared.parts[name]
    kind = registry().types[part.to]
    rows: dict[Any, list[Translation]] = defaultdict(list)
    for position, translation in enumerate(translations):
        for row in part.read(translation.instance):
            key = getattr(row, kind.graph_type.key)
            if position == 0 or key in rows:
                rows[key].append(Translation(translation.language, row))
    ids = []
    for key, versions in rows.items():
        ids.append(resource_id(kind.graph_type, key))
        _add_node(nodes, ids[-1], kind, versions)
    return ids or None


def _urls(translations: Sequence[Translation], sites: object) -> dict[str, str]:
    pages = {each.language: each.instance for each in translations if isinstance(each.instance, Page)}
    urls = {language: page.get_full_url(sites) for language, page in pages.items() if language}
    return {language: url for language, url in urls.items() if url}
