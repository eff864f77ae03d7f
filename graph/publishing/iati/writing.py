"""Write activities as XML, one after the other, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from django.utils import timezone
from django.utils.translation import gettext_noop

from graph.declarations import DCTERMS, LANGUAGES, DeclaredType, Json, registry
from graph.identity import ResourceId, iri
from graph.journal import sources_of
from graph.publishing.dataset import Snapshot
from graph.publishing.iati import elements, money, results
from graph.publishing.iati.facts import Activity, Facts, fundable
from graph.publishing.iati.markup import LANGUAGE, element, serialised
from graph.refusals import Refusal

VERSION = "2.03"
Exporter = Callable[[Activity], Iterator[Element]]

EXPORTERS: tuple[Exporter, ...] = (
    elements.iati_identifier,
    elements.reporting_org,
    elements.title,
    elements.description,
    elements.participating_org,
    elements.other_identifier,
    elements.activity_status,
    elements.activity_date,
    elements.activity_scope,
    elements.recipient_country,
    elements.recipient_region,
    elements.sector,
    elements.tag,
    money.budget,
    money.transaction,
    elements.document_link,
    elements.related_activity,
    money.legacy_data,
    results.result,
)
"""One function for each element, in the order of the schema."""

NEEDS: dict[str, Callable[[Activity], object]] = {
    "a title": lambda activity: activity.facts.title,
    "a description": lambda activity: next(elements.descriptions(activity), None),
    "a donor or partner": lambda activity: next(elements.participants(activity), None),
    "its start": lambda activity: activity.start and activity.start.earliest,
    "its end, or that it is ongoing": lambda activity: activity.end,
}
"""What the standard demands and a record may lack."""


def lacking(activity: Activity) -> list[str]:
    return [name for name, stated in NEEDS.items() if not stated(activity)]


@dataclass
class Written:
    """How many activities were written, and what the resources lack that were left out."""

    number: int = 0
    left_out: dict[ResourceId, list[str]] = field(default_factory=dict)

    def valid(self, found: Iterable[Activity]) -> Iterator[Activity]:
        for activity in found:
            if lacks := lacking(activity):
                self.left_out[activity.id] = lacks
            else:
                self.number += 1
                yield activity

    def comments(self) -> Iterator[str]:
        for resource, lacks in self.left_out.items():
            yield f"<!-- Left out: {iri(resource)} lacks {', '.join(lacks)}. -->\n"


def write(snapshot: Snapshot, declared: DeclaredType | None, output: IO[bytes]) -> Written:
    """Write the activities of a type, or of all types, and a comment on each resource that is left out."""
    written = Written()
    for piece in _document(written.valid(activities(snapshot, declared))):
        output.write(piece.encode())
    for comment in written.comments():
        output.write(comment.encode())
    return written


def document(snapshot: Snapshot, resource: ResourceId) -> str:
    """Return a document with the activity and those that are part of it.

    Raises `Refusal` if the activity lacks something that the standard demands.
    """
    [activity] = _described(snapshot, list(snapshot.of("values", [resource]).items()))
    if lacks := lacking(activity):
        sentence = gettext_noop("IATI wants more than “%(name)s” says: it lacks %(lacks)s. Complete the page first.")
        raise Refusal(404, sentence, name=resource, lacks=", ".join(lacks))
    below = snapshot.of("values", activity.children)
    written = Written()
    pieces = _document(written.valid([activity, *_described(snapshot, list(below.items()))]))
    return "".join([*pieces, *written.comments()])


def activities(snapshot: Snapshot, declared: DeclaredType | None = None) -> Iterator[Activity]:
    for each in [declared] if declared else fundable():
        for chunk in snapshot.chunks("values", each.graph_type.slug):
            yield from _described(snapshot, chunk)


def _described(snapshot: Snapshot, chunk: list[tuple[ResourceId, Json]]) -> Iterator[Activity]:
    """Yield the activities of a chunk of resources, with what they name read once for all of them."""
    today = timezone.localdate()
    texts = snapshot.of("texts", [resource for resource, _values in chunk])
    children = _children(snapshot, [resource for resource, _values in chunk])
    nodes = {resource: _nodes(values, texts.get(resource) or {}) for resource, values in chunk}
    mentioned = {target for several in nodes.values() for each in several.values() for target in _targets(each)}
    mentioned |= {child for several in children.values() for child in several}
    others: dict[ResourceId, Facts] = {}
    for values in snapshot.of("values", mentioned).values():
        others |= _nodes(values, {})
    for resource, own in nodes.items():
        yield Activity(resource, own, others, children.get(resource, ()), today)


def _nodes(values: Json, texts: Json) -> dict[ResourceId, Facts]:
    return {
        name: Facts(name, registry().types[node["type"]], {**node["values"], **texts.get(name, {})})
        for name, node in values["nodes"].items()
    }


def _targets(facts: Facts) -> Iterator[ResourceId]:
    for name, value in facts.stated.items():
        field = facts.declared.fields[name]
        if not field.long:
            yield from field.targets(value)


def _children(snapshot: Snapshot, parents: Iterable[ResourceId]) -> dict[ResourceId, tuple[ResourceId, ...]]:
    """Return the activities that say that they are part of each of these."""
    found: dict[ResourceId, list[ResourceId]] = {}
    wanted, slugs = set(parents), {each.graph_type.slug for each in fundable()}
    sources = sorted(each for each in sources_of(wanted) if each.partition("/")[0] in slugs)
    for source, values in snapshot.of("values", sources).items():
        for target in _nodes(values, {})[source].every(DCTERMS.isPartOf):
            if target in wanted:
                found.setdefault(target, []).append(source)
    return {parent: tuple(sorted(several)) for parent, several in found.items()}


def _document(found: Iterable[Activity]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="{VERSION}"'
    yield f" linked-data-default={quoteattr(iri(''))}>\n"
    for activity in found:
        yield from serialised([_element(activity)])
        yield "\n"
    yield "</iati-activities>\n"


def _element(activity: Activity) -> Element:
    children = (child for export in EXPORTERS for child in export(activity))
    return element("iati-activity", _attributes(activity), *children)


def _attributes(activity: Activity) -> dict[str, str]:
    """Return the attributes of an activity; it is on the second level if it is part of another one."""
    has_parent = next(activity.related(DCTERMS.isPartOf), None) is not None
    currencies = {amount["currency"] for _grant, amount in money.counted(activity)}
    return {
        LANGUAGE: activity.language if activity.language in LANGUAGES else "en",
        "last-updated-datetime": activity.facts.one(DCTERMS.modified) or "",
        "linked-data-uri": iri(activity.id),
        "hierarchy": "2" if has_parent else "1",
        "default-currency": currencies.pop() if len(currencies) == 1 else "",
    }
