"""The Description to show: the public one from the replica, or a draft laid over it."""

from __future__ import annotations

from graph.description import Description, Node
from graph.fields import Text
from graph.fields.base import Json
from graph.identity import ResourceId
from graph.public import languages_in_order
from graph.registry import registry
from graph.replica import Replica


def public_description(replica: Replica, resource: ResourceId) -> Description:
    """What the journal says of a public resource, put together again."""
    texts = replica.texts([resource])
    parts = (
        each
        for each in replica.graph.successors(resource)
        if replica.graph.nodes[each].get("owner") == resource
    )
    nodes = {}
    for each in (resource, *parts):
        stored = replica.node(each)
        nodes[each] = Node(stored["type"], stored["values"], texts.get(each, {}))
    return Description(resource, nodes, replica.node(resource)["urls"])


def laid_over(draft: Description, language: str, public: Description) -> Description:
    """The draft of one translation with what the resource's other translations say publicly.

    Texts join by language. Facts come from the first translation in the order of the locales, as they will when
    the draft is published.
    """
    languages = {language, *public.urls}
    first = next(each for each in languages_in_order().values() if each in languages)
    facts, texts = (draft, public) if first == language else (public, draft)
    replaced = language if texts is public else None
    nodes = {
        each: _joined(node, texts.nodes.get(each, Node(node.type)), language, texts is draft)
        for each, node in facts.nodes.items()
    }
    return Description(draft.id, nodes, public.urls | draft.urls)


def _joined(facts: Node, texts: Node, language: str, texts_are_draft: bool) -> Node:
    fields = registry().types[facts.type].fields
    joined = Node(facts.type)
    for name, field in fields.items():
        own, other = (
            (node.texts if field.long else node.values).get(name) for node in (facts, texts)
        )
        if isinstance(field, Text):
            value = None
        else:
            value = own
    return joined
