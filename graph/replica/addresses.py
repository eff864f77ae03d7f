"""Where people find a resource: resolved from the replica when answering, never stored in another resource."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from graph.declarations import LANGUAGES, SCHEMA, Json
from graph.identity import ResourceId, split
from graph.replica.renditions import Size, rendition_of, source_set
from graph.replica.replica import Replica
from graph.text import Shown, block_content, rich_text, structured_text


def url(replica: Replica, resource: ResourceId, language: str = "en") -> str:
    """The address for people: the page in this language, or else in the first of the others that it has.

    What has no page of its own is shown by the website's view named "resource". A part is shown with its owner.
    """
    node = replica.node(resource)
    if node["owner"]:
        return url(replica, node["owner"], language)
    urls: dict[str, str] = node["urls"]
    for candidate in (language, *LANGUAGES):
        if candidate in urls:
            return urls[candidate]
    return settings.GRAPH_BASE_IRI + reverse("resource", args=split(resource))


def resolved_html(replica: Replica, html: str, language: str = "en") -> str:
    """Return stored HTML with addresses for IRIs; links to what is gone are unwrapped, pictures that are gone go."""
    return rich_text.replace_links(
        html, lambda each: _address(replica, each, language), lambda each: shown(replica, each)
    )


def structured_html(replica: Replica, html: str, language: str = "en") -> Json:
    """Return the same as a tree (`graph.structured_text`)."""
    return structured_text.structured(
        html, lambda each: _address(replica, each, language), lambda each: shown(replica, each)
    )


def resolved_blocks(replica: Replica, blocks: Json, language: str = "en") -> Json:
    """Return stored StreamField content, treated likewise."""
    return block_content.replace_block_links(
        blocks, lambda each: _address(replica, each, language), lambda each: shown(replica, each)
    )


def shown(replica: Replica, picture: ResourceId) -> Shown | None:
    """Return a picture's file in the sizes that browsers choose from; None for what is not public, or no picture."""
    found = rendition_of(replica, picture, Size.MEDIUM) if picture in replica else None
    if found is None:
        return None
    sources = source_set(replica, picture) or ""
    return Shown(found.url, sources, found.width, found.height, credit(replica, picture))


def credit(replica: Replica, picture: ResourceId) -> str:
    """Return who made a picture and who allows it, as the library of images says."""
    fields = replica.declared(picture).fields.values()
    name = next((each.name for each in fields if each.predicate == SCHEMA.creditText), "")
    return str(replica.node(picture)["values"].get(name) or "")


def _address(replica: Replica, resource: ResourceId, language: str) -> str | None:
    return url(replica, resource, language) if resource in replica else None
