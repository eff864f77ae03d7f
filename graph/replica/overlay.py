"""Lay drafts over the public graph for one request, in one thread and without storing them.

An overlay answers whatever the public graph answers: values, texts, links in both directions, indexes, orders and
addresses. It reads the public graph and keeps all that differs, and all that is derived from that, for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from graph.declarations import Json, Translation, primary_language, registry
from graph.description import Description, describe
from graph.identity import ResourceId
from graph.journal import address_book, content_of
from graph.replica.compact import Names
from graph.replica.drafts import Drafts
from graph.replica.indexes import EVERY_TYPE, Indexes, Node, OrderIndex, Read, ValueIndex
from graph.replica.layers import Layer, LayeredGraph, LayeredNames
from graph.replica.recent import Recent
from graph.replica.replica import OVERLAY, Replica, reading
from graph.text import canonical, identifier


def describe_instance(instance: Model, language: str | None = None) -> Description:
    """Describe one instance, public or not, for previews and for visitors who may see a private page."""
    declared = registry().types[instance.graph_type.name]  # type: ignore[attr-defined]
    if isinstance(instance, Page):
        language = primary_language(instance.locale.language_code)
    description = describe(declared, [Translation(language, instance)])
    return description.restricted(lambda _: True, address_book.named(description.targets()))


class Overlay(Replica):
    """The public graph with drafts laid over it. It is only valid as long as the public graph does not change."""

    def __init__(self, public: Replica, drafts: Drafts, pass_for: Callable[[ResourceId], str] | None = None) -> None:
        """`pass_for` returns the end of the address of a picture that is not public, see `Replica.pass_for`."""
        super().__init__(public.epoch, public.sequence)
        self.graph = LayeredGraph(public.graph)
        self.drafts: Drafts = drafts
        # Texts are read again for each request, so that none stays in memory beside the answer.
        self.recent = Recent(0)
        self._changes: dict[ResourceId, int] = {}
        layers: dict[str, MutableMapping[ResourceId, None]] = {
            name: Layer(held) for name, held in public._by_type.items()
        }
        self._by_type = defaultdict(dict, layers)
        self._by_name = defaultdict(Names, {name: LayeredNames(held) for name, held in public._by_name.items()})
        gone = self._nodes_of(drafts.gone | drafts.contents.keys())
        self._new = {each for each in drafts.contents if each not in public}
        self._pass_for = pass_for
        for resource in drafts.gone | drafts.contents.keys():
            self._remove(resource)
        for number, (resource, content) in enumerate(sorted(drafts.contents.items()), start=1):
            self._add_content(resource, public.sequence + number, content["values"])
            self._changes[resource] = public.sequence + number
        self.indexes = _LayeredIndexes(self, public.indexes, gone, self._nodes_of(drafts.contents.keys()))

    def pass_for(self, picture: ResourceId) -> str:
        return self._pass_for(picture) if self._pass_for and picture in self._new else ""

    def resource_at(self, address: str) -> ResourceId | None:
        draft = self.drafts.addresses.get(identifier(canonical(address, {})))
        return draft or super().resource_at(address)

    def stored(self, resources: Iterable[ResourceId], with_nquads: bool = False) -> Iterable[tuple[int, Json, str]]:
        """Yield the changes of resources; of drafts, what the journal would store."""
        wanted, drafts = {self.owner(each) for each in resources}, self.drafts.contents
        yield from super().stored(wanted - drafts.keys(), with_nquads)
        for resource in wanted & drafts.keys():
            content = drafts[resource]
            yield self._changes[resource], content["texts"], content["nquads"] if with_nquads else ""

    def _nodes_of(self, resources: Iterable[ResourceId]) -> dict[ResourceId, Node]:
        """Return the nodes of resources and of their parts, of those that are public in this replica."""
        known = [each for each in resources if each in self]
        return {each: self.node(each) for resource in known for each in (resource, *self.parts(resource))}

    @staticmethod
    def _kept(value: Json) -> Json:
        """Return values of drafts as they are: as text, they would stay in the memory of texts decoded last."""
        return value


class _LayeredIndexes(Indexes):
    """Indexes over those of the public graph, which are read where they exist; none is added to them."""

    def __init__(
        self, overlay: Overlay, public: Indexes, gone: dict[ResourceId, Node], new: dict[ResourceId, Node]
    ) -> None:
        super().__init__(overlay)
        self._public = public
        self._gone = gone
        self._new = new

    def values(self, type_name: str, name: Hashable, read: Read) -> ValueIndex:
        public = self._public.made(type_name, name)
        if self.made(type_name, name) is None and isinstance(public, ValueIndex):
            self._made[type_name][name] = public.with_other(_among(self._gone, type_name), _among(self._new, type_name))
        return super().values(type_name, name, read)

    def order(self, type_name: str, name: str, key: Callable[[ResourceId], tuple[Any, ...]]) -> OrderIndex:
        public = self._public.made(type_name, name)
        if self.made(type_name, name) is None and isinstance(public, OrderIndex):
            self._made[type_name][name] = public.with_other(key, self._gone, _among(self._new, type_name))
        return super().order(type_name, name, key)


def _among(nodes: Mapping[ResourceId, Node], type_name: str) -> dict[ResourceId, Node]:
    return {each: node for each, node in nodes.items() if type_name in (EVERY_TYPE, node["type"])}


@contextmanager
def overlaid(draft: Description) -> Iterator[None]:
    """Show one draft to readers in this thread until the block ends. The draft is not stored anywhere."""
    with reading() as replica, reading_instead(Overlay(replica, Drafts({draft.id: content_of(draft)}))):
        yield


@contextmanager
def reading_instead(overlay: Overlay) -> Iterator[None]:
    """Let readers in this thread read an overlay until the block ends."""
    token = OVERLAY.set(overlay)
    try:
        yield
    finally:
        OVERLAY.reset(token)
