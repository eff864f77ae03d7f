"""Find resources by the addresses of their pages, and the resources whose pages stand above a page.

The tree of pages is not in the graph: the address of a page begins with the addresses of the pages above it.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from graph.identity import ResourceId, from_iri
from graph.replica.addresses import own_url
from graph.replica.replica import Replica


def at(replica: Replica, address: str) -> ResourceId | None:
    """Return the public resource that is shown at an address, or whose page was the last one there, or None.

    An address is an IRI, the address of a page, or a path of the default site.
    """
    resource = from_iri(address)
    if resource not in replica:
        resource = replica.resource_at(address) or _without_page(replica, address)
    return resource if resource in replica else None


def _without_page(replica: Replica, address: str) -> ResourceId | None:
    """Return the resource that the website shows at an address although it has no page."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    is_shown = found.view_name == settings.WEBSITE_VIEWS["resource"]
    resource = "/".join(found.kwargs.values()) if is_shown else ""
    # The same path on another host is not ours.
    return resource if resource in replica and own_url(replica, resource).endswith(address) else None


def slug(replica: Replica, resource: ResourceId, language: str) -> str | None:
    """Return the last part of the address of a resource's page; None for a resource without pages."""
    if not replica.node(resource)["urls"]:
        return None
    return unquote(urlsplit(own_url(replica, resource, language)).path.rstrip("/").rpartition("/")[2])


def above(replica: Replica, resource: ResourceId, language: str) -> list[ResourceId]:
    """Return the resources whose pages stand above a resource's page, from the top; of a part, its owner is last."""
    address, owner = own_url(replica, resource, language), replica.node(resource)["owner"]
    start = len(address) - len(urlsplit(address).path)
    ends = (end for end in range(start + 1, len(address)) if address[end - 1] == "/")
    found = [each for end in ends if (each := _with_page_at(replica, address[:end])) and each != owner]
    return [*found, owner] if owner else found


def _with_page_at(replica: Replica, address: str) -> ResourceId | None:
    """Return the resource with a page at this address, found by the last part of it."""
    name = unquote(address.rstrip("/").rpartition("/")[2])
    for type_name in replica.types():
        for each in replica.named(type_name, name):
            if address in replica.node(each)["urls"].values():
                return each
    return None
