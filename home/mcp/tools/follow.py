"""The tool that follows links from a resource to others, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import override

from graph import presentation
from graph.declarations import (
    Completeness,
    Inverse,
    camel_case,
    completeness,
    completeness_of_inverse,
    django_language,
    registry,
)
from graph.identity import ResourceId, iri
from graph.replica import Replica, incomplete, reading
from home.mcp.arguments import BadArgumentError, Given, Json, Number, Words
from home.mcp.tool import LANGUAGE, Tool, fitting, listed, named, type_of
from home.mcp.tools.describe import IRI

DESCRIPTION = (
    "List what a resource is linked to, in either direction. Without “link”, say which links it has, with numbers; "
    "with the name of a link, list the resources at its other end. “complete”: false means that the list may lack "
    "something, so that whoever is not in it is unknown, never none."
)


@dataclass(frozen=True)
class Linked:
    """A link of a resource, or one that leads to it."""

    name: str
    label: str
    definition: str
    targets: list[ResourceId]
    complete: bool | None
    """Whether the list is known to be complete; None if nothing says that it may not be."""

    def summary(self) -> Json:
        found: Json = {"link": self.name, "label": self.label, "count": len(self.targets)}
        if self.definition:
            found["definition"] = self.definition
        return found if self.complete is None else found | {"complete": self.complete}


def links(replica: Replica, resource: ResourceId) -> Iterator[Linked]:
    """Yield every declared link of a resource's type, also those that lead nowhere."""
    declared, values = replica.declared(resource), replica.node(resource)["values"]
    for name, link in declared.links.items():
        targets = [each for each in values.get(name, []) if each in replica]
        complete = _complete(replica, resource, completeness(declared, link))
        label, definition = presentation.label(declared, link), declared.definition(link)
        yield Linked(camel_case(name), label, definition, targets, complete)
    for name, inverse in declared.inverses.items():
        yield _inverse(replica, resource, name, inverse)


def _inverse(replica: Replica, resource: ResourceId, name: str, inverse: Inverse) -> Linked:
    complete = _complete(replica, resource, completeness_of_inverse(inverse, registry()))
    targets = replica.inverse(resource, inverse)
    return Linked(camel_case(name), presentation.inverse_label(inverse), inverse.stated_definition, targets, complete)


def _complete(replica: Replica, resource: ResourceId, known: Completeness | None) -> bool | None:
    if known is None:
        return None
    unknown = incomplete(replica, known)
    return resource not in unknown if replica.declared(resource).name == known.holder else not unknown


def _run(given: Given) -> Json:
    language = given["language"]
    with reading() as replica, override(django_language(language)):
        resource = named(replica, given["iri"])
        answer: Json = {"iri": iri(resource), "type": type_of(replica.declared(resource)), "version": replica.sequence}
        found = {each.name: each for each in links(replica, resource)}
        if given["link"] is None:
            there = [each.summary() for each in found.values() if each.targets or each.complete is False]
            return answer | {"links": there, "source": iri(resource)}
        if given["link"] not in found:
            raise BadArgumentError(f"There is no link “{given['link'][:60]}” here: use one of {', '.join(found)}.")
        return answer | _page(replica, found[given["link"]], given) | {"source": iri(resource)}


def _page(replica: Replica, link: Linked, given: Given) -> Json:
    start, language = given["offset"], given["language"]
    page = link.targets[start : start + given["limit"]]
    rows = zip(page, presentation.rows(replica, page, language), strict=True)
    shown = list(fitting(rows, lambda pair: listed(pair[0], pair[1], replica)))
    end = start + len(shown)
    return link.summary() | {"resources": shown, "next_offset": end if end < len(link.targets) else None}


TOOL = Tool(
    "follow",
    "Follow links",
    lambda: DESCRIPTION,
    (
        IRI,
        Words("link", "The name of a link from an answer without this argument, such as “projects”.", False, 100),
        LANGUAGE,
        Number("limit", "How many resources.", False, 1, 50, 20),
        Number("offset", "How many to skip: next_offset of the answer before.", False, 0, 1_000_000, 0),
    ),
    _run,
)
