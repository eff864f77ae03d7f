"""Find the addresses of resources in the replica when answering; no resource stores the address of another."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from graph.declarations import SCHEMA, Json, best_language
from graph.identity import ResourceId, split
from graph.replica.front_end import at_front_end
from graph.replica.renditions import Size, modern_sources, rendition_of, source_set
from graph.replica.replica import Replica
from graph.text import Shown, block_content, rich_text, structured_text


def url(replica: Replica, resource: ResourceId, language: str = "en") -> str:
    """Return the address for people: at the front end if the website is off, or else that of `own_url`."""
    return at_front_end(own_url(replica, resource, language), language)


def own_url(replica: Replica, resource: ResourceId, language: str = "en") -> str:
    """Return the address on this website: the page in this language, or in the first other language that it has.

    A resource without a page is shown by a view of the website. A part has the address of its owner.
    """
    urls: dict[str, str] = replica.graph.urls(resource)
    if best := best_language(urls, language):
        return urls[best]
    return settings.GRAPH_BASE_IRI + view_address("resource", *split(replica.owner(resource)))


def view_address(view: str, *arguments: str) -> str:
    """Return the path at which the website shows something that has no page, by a view named in `WEBSITE_VIEWS`."""
    return reverse(settings.WEBSITE_VIEWS[view], args=arguments)


def resolved_html(replica: Replica, html: str, language: str = "en") -> str:
    """Return stored HTML with addresses for IRIs, without links to resources and pictures that are no longer public.

    Links to resources say in `data-resource` which resource it is.
    """
    return rich_text.replace_links(
        html, lambda each: _address(replica, each, language), lambda each: shown(replica, each), with_ids=True
    )


def structured_html(replica: Replica, html: str, language: str = "en") -> Json:
    """Return the HTML with resolved addresses as a tree (`graph.text.structured_text`)."""
    return structured_text.structured(
        html, lambda each: _address(replica, each, language), lambda each: shown(replica, each)
    )


def resolved_blocks(replica: Replica, blocks: Json, language: str = "en") -> Json:
    """Return stored StreamField content with resolved addresses, as `resolved_html` does for HTML."""
    return block_content.replace_block_links(
        blocks, lambda each: _address(replica, each, language), lambda each: shown(replica, each)
    )


def shown(replica: Replica, picture: ResourceId, *, modern: bool = False) -> Shown | None:
    """Return a picture in the sizes that browsers choose from, or None for a file without pixels or not public.

    `modern` offers formats with smaller files too, for which HTML needs an element around the picture.
    """
    found = rendition_of(replica, picture, Size.MEDIUM) if picture in replica else None
    if found is None:
        return None
    sources = source_set(replica, picture) or ""
    formats = tuple((each.media_type, each.srcset) for each in modern_sources(replica, picture)) if modern else ()
    return Shown(found.url, sources, found.width, found.height, credit(replica, picture), formats)


def credit(replica: Replica, picture: ResourceId) -> str:
    """Return the credit line of a picture from the image library, or an empty text."""
    fields = replica.declared(picture).fields.values()
    name = next((each.name for each in fields if each.predicate == SCHEMA.creditText), "")
    return str(replica.node(picture)["values"].get(name) or "")


def _address(replica: Replica, resource: ResourceId, language: str) -> str | None:
    return url(replica, resource, language) if resource in replica else None
