"""Write the newest changes for feed readers, as Atom: https://www.rfc-editor.org/rfc/rfc4287"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

from django.conf import settings

from graph.declarations import MultilingualText, registry
from graph.identity import iri
from graph.models import Change, Resource
from graph.publishing.about import about
from graph.publishing.past.mementos import address

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
ENTRIES = 50


def text(language: str) -> bytes:
    """Return the public resources that have changed last, the newest first."""
    told = Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("-change_id")
    changes = [each.change for each in told.select_related("change")[:ENTRIES]]
    feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language})
    own = f"{settings.GRAPH_BASE_IRI}/changes.atom"
    newest = changes[0].recorded_at if changes else datetime.fromtimestamp(0, UTC)
    _add(feed, id=own, title=str(about().title.in_language(language)), updated=_moment(newest), rights=settings.LICENCE)
    _link(feed, own, "self", MEDIA_TYPE)
    ElementTree.SubElement(ElementTree.SubElement(feed, "author"), "name").text = settings.PUBLISHER
    for change in changes:
        _entry(feed, change, language)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: ElementTree.Element, change: Change, language: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    updated = _moment(change.recorded_at)
    _add(entry, id=address(change.resource, change.sequence), title=_title(change, language), updated=updated)
    urls = change.values["urls"]
    _link(entry, urls.get(language) or next(iter(urls.values()), iri(change.resource)), "alternate", "text/html")
    declared = registry().types[change.values["nodes"][change.resource]["type"]]
    ElementTree.SubElement(entry, "category", {"term": declared.graph_type.slug})


def _title(change: Change, language: str) -> str:
    node = change.values["nodes"][change.resource]
    field = registry().types[node["type"]].graph_type.title
    return str(MultilingualText(node["values"].get(field) or {}).in_language(language) or change.resource)


def _add(parent: ElementTree.Element, **texts: str) -> None:
    for name, words in texts.items():
        ElementTree.SubElement(parent, name).text = words


def _link(parent: ElementTree.Element, address: str, relation: str, media_type: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "href": address, "type": media_type})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
