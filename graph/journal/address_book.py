"""Keep the address book: the resource whose page is at an address of this site, or was the last one there.

The drain writes it. A page at an address takes the address over; a page that moves keeps its old address until another
page takes that. The book resolves links in texts and visits at old addresses to a resource, never to another address,
so that no chain or loop can arise (docs/decisions/0009).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wagtail.models import Page

from graph.identity import ResourceId, id_of
from graph.marks import BATCH, batches
from graph.models import Address
from graph.text import PREFIX, canonical, identifier
from graph.visibility import PageRules

Resources = dict[str, ResourceId]
"""Resources by URL."""


def named(references: Iterable[ResourceId]) -> dict[ResourceId, ResourceId]:
    """Return the resources by address reference: the one at each address now, or the last one there."""
    wanted = {each for each in references if each.startswith(PREFIX)}
    return dict(Address.objects.filter(pk__among=wanted).values_list("pk", "resource")) if wanted else {}


def last_at(urls: Iterable[str]) -> dict[str, ResourceId]:
    """Return the resources by URL whose pages are at these URLs, or were the last ones there."""
    wanted = {url: identifier(canonical(url, {})) for url in urls}
    found = named(wanted.values())
    return {url: found[reference] for url, reference in wanted.items() if reference in found}


def of(resources: Iterable[ResourceId]) -> dict[ResourceId, ResourceId]:
    """Return the keys of all addresses of these resources, in the form that `Reference` stores, with the resource."""
    return dict(Address.objects.filter(resource__among=set(resources)).values_list("pk", "resource"))


def enter(entries: Iterable[tuple[ResourceId, str, ResourceId]]) -> None:
    """Write entries, each with key, address and resource, in place of those that have these keys."""
    Address.objects.bulk_create(
        (Address(pk=key, address=address, resource=resource) for key, address, resource in entries),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["resource"],
    )


def of_other_pages(keys: Iterable[str], rules: PageRules) -> dict[str, tuple[Resources, Resources]]:
    """Return the resources by URL of the pages with these translation keys: of visible aliases, and of all others."""
    found: dict[str, tuple[Resources, Resources]] = defaultdict(lambda: ({}, {}))
    for batch in batches(keys):
        for page in Page.objects.filter(translation_key__in=batch).select_related("alias_of", "locale"):
            resource, url = id_of(page), page.full_url
            if resource and url:
                aliases, others = found[str(page.translation_key)]
                served = page.alias_of_id and rules.opens(page)
                (aliases if served else others)[url] = resource
    return found
