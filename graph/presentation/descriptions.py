"""Return the Description to show: the public one from the replica, or a draft laid over it."""

from __future__ import annotations

from collections.abc import Callable

from graph.declarations import Json, registry
from graph.description import Description, Node
from graph.identity import ResourceId
from graph.replica import Replica
from graph.visibility import languages_in_order


def public_description(
    replica: Replica, resource: ResourceId, texts_of: Callable[[ResourceId], Json | None] | None = None
) -> Description:
    """Return the Description of a public resource, put together from the replica and the journal.

    `texts_of` returns long texts by node id, for callers that show many resources and have read their texts at once.
    """
    texts_of = texts_of or replica.texts([resource]).get
    nodes = {}
    for each in (resource, *replica.parts(resource)):
        stored = replica.node(each)
        nodes[each] = Node(stored["type"], stored["values"], texts_of(each) or {})
    return Description(resource, nodes, replica.node(resource)["urls"])


def laid_over(draft: Description, language: str, public: Description) -> Description:
    """Return the draft of one translation combined with the public state of the resource's other translations.

    Texts are joined by language. Facts come from the first translation in the order of the locales, as they will when
    the draft is published.
    """
    languages = {language, *public.urls}
    first = next(each for each in languages_in_order().values() if each in languages)
    facts = draft if first == language else public
    nodes = {}
    for node_id, node in facts.nodes.items():
        nodes[node_id] = joined = Node(node.type)
        for name, field in registry().types[node.type].fields.items():
            value = _stated(facts, node_id, name)
            if field.by_language:
                value = _texts(draft, public, node_id, name, language)
            if value is not None:
                (joined.texts if field.long else joined.values)[name] = value
    return Description(draft.id, nodes, public.urls | draft.urls)


def _texts(draft: Description, public: Description, node_id: ResourceId, name: str, language: str) -> Json | None:
    others = _stated(public, node_id, name) or {}
    kept = {each: text for each, text in others.items() if each != language}
    return kept | (_stated(draft, node_id, name) or {}) or None


def _stated(description: Description, node_id: ResourceId, name: str) -> Json | None:
    node = description.nodes.get(node_id)
    return dict(node.items()).get(name) if node else None
