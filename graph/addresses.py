"""Where people find a resource: resolved from the replica when answering, never stored in another resource."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from graph import content, structured_text
from graph.fields.base import Json
from graph.identity import ResourceId, split
from graph.languages import LANGUAGES
from graph.replica import Replica


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
    """Stored HTML with the IRIs of its links replaced by addresses; links to what is gone are unwrapped."""
    return content.replace_links(html, lambda each: _address(replica, each, language))


def structured_html(replica: Replica, html: str, language: str = "en") -> Json:
    """The same as a tree (`graph.structured_text`)."""
    return structured_text.structured(html, lambda each: _address(replica, each, language))


def resolved_blocks(replica: Replica, blocks: Json, language: str = "en") -> Json:
    """Stored StreamField content, treated likewise."""
    return content.replace_block_links(blocks, lambda each: _address(replica, each, language))


def _address(replica: Replica, resource: ResourceId, language: str) -> str | None:
    return url(replica, resource, language) if resource in replica else None
