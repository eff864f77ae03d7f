"""The tool that says what is unknown: where an absence means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from graph import presentation
from graph.declarations import (
    Completeness,
    DeclaredType,
    NodeField,
    camel_case,
    completeness,
    django_language,
    registry,
)
from graph.identity import ResourceId, iri
from graph.replica import Replica, incomplete, reading
from home.mcp.arguments import Given, Json, Words
from home.mcp.tool import LANGUAGE, Tool, named, type_of
from home.mcp.tools.follow import links

EXAMPLES = 10
RULE = (
    "What is not stated here is unknown: it was not published, or nobody has recorded it. Only where a list is known "
    "to be complete does an absence from it mean no. Say “unknown”, never “no” or “none”, for anything else."
)
DESCRIPTION = (
    "Before you say that something is not the case, ask this. Without “iri”, say which lists are not known to be "
    "complete, such as the parties of a convention, and for how many resources. With “iri”, say which facts of the "
    "resource are not stated, and which of its links may lack something."
)


def _run(given: Given) -> Json:
    with reading() as replica, override(django_language(given["language"])):
        answer: Json = {"rule": RULE, "version": replica.sequence}
        if given["iri"] is None:
            return answer | {"open_lists": list(_open_lists(replica)), "source": f"{settings.GRAPH_BASE_IRI}/dataset"}
        resource = named(replica, given["iri"])
        return answer | _of(replica, resource) | {"source": iri(resource)}


def _of(replica: Replica, resource: ResourceId) -> Json:
    declared, values = replica.declared(resource), replica.node(resource)["values"]
    texts = replica.texts([resource]).get(resource) or {}
    missing = [name for name in declared.fields if name not in values and name not in texts]
    lacking = [each.summary() for each in links(replica, resource) if each.complete is False]
    return {
        "iri": iri(resource),
        "type": type_of(declared),
        "not_stated": [_field(declared, each) for each in missing],
        "links_that_may_lack_something": lacking,
    }


def _field(declared: DeclaredType, name: str) -> Json:
    field = declared.fields[name]
    found = {"field": camel_case(name), "label": presentation.label(declared, field)}
    definition = declared.definition(field)
    return found | ({"definition": definition} if definition else {})


def _open_lists(replica: Replica) -> Iterator[Json]:
    for declared in registry():
        for link in declared.parts.values():
            if known := completeness(declared, link):
                yield _open_list(replica, declared, link, known)


def _open_list(replica: Replica, declared: DeclaredType, link: NodeField, known: Completeness) -> Json:
    unknown = presentation.in_order(replica, incomplete(replica, known), presentation.active_language())
    mentioned = (presentation.mention(replica, each, presentation.active_language()) for each in unknown[:EXAMPLES])
    return {
        "type": type_of(declared),
        "link": camel_case(link.name),
        "label": presentation.label(declared, link),
        "not_known_to_be_complete": len(unknown),
        "of": replica.count(declared.name),
        "examples": [{"iri": each.iri, "title": each.text} for each in mentioned],
    }


TOOL = Tool(
    "what_is_unknown",
    "Say what is unknown",
    lambda: DESCRIPTION,
    (Words("iri", "The IRI of a resource, or the address of its page.", False), LANGUAGE),
    _run,
)
