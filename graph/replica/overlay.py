"""Lay a draft over the public graph for the preview of one editor, in one thread and without storing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import orjson
from django.db.models import Model
from wagtail.models import Page

from graph.declarations import Json, Translation, primary_language, registry
from graph.description import Description, describe
from graph.identity import ResourceId
from graph.journal import address_book, content_of
from graph.replica.replica import OVERLAY, Replica, reading


def describe_instance(instance: Model, language: str | None = None) -> Description:
    """Describe one instance, public or not, for previews and for visitors who may see a private page."""
    declared = registry().types[instance.graph_type.name]  # type: ignore[attr-defined]
    if isinstance(instance, Page):
        language = primary_language(instance.locale.language_code)
    description = describe(declared, [Translation(language, instance)])
    return description.restricted(lambda _: True, address_book.named(description.targets()))


class Overlay(Replica):
    """A replica that holds only a draft and its neighbours, for the preview of one editor."""

    def __init__(self, replica: Replica, draft: Description) -> None:
        super().__init__(replica.epoch, replica.sequence)
        self._draft = draft
        pointing = replica.graph.predecessors(draft.id) if draft.id in replica else ()
        sources = {replica.owner(each) for each in pointing if each in replica}
        near = ({*draft.targets()} | sources) - {draft.id}
        for resource in near:
            if resource in replica:
                self._copy(replica, resource)
        self._add(draft.id, 0, orjson.dumps(draft.values()).decode())

    def _copy(self, replica: Replica, resource: ResourceId) -> None:
        own = replica.node(resource)
        copied = {each: replica.node(each) for each in [resource, *replica.parts(resource)]}
        nodes = {each: {"type": node["type"], "values": node["values"]} for each, node in copied.items()}
        self._add(resource, own["change"], orjson.dumps({"nodes": nodes, "urls": own["urls"]}).decode())

    def stored(self, resources: Iterable[ResourceId], with_nquads: bool = False) -> Iterable[tuple[int, Json, str]]:
        """Yield the changes of resources; for the draft, what the journal would store under the number 0."""
        wanted = set(resources)
        yield from super().stored(wanted - self._draft.nodes.keys(), with_nquads)
        if wanted & self._draft.nodes.keys():
            content = content_of(self._draft)
            yield 0, content["texts"], content["nquads"] if with_nquads else ""


@contextmanager
def overlaid(draft: Description) -> Iterator[None]:
    """Show the draft to readers in this thread until the block ends. The draft is not stored anywhere."""
    with reading() as replica:
        token = OVERLAY.set(Overlay(replica, draft))
        try:
            yield
        finally:
            OVERLAY.reset(token)
