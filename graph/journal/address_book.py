"""Keep the address book: the resource whose page is at an address of this site, or was the last one there.

The drain writes it. A page at an address takes the address over; a page that moves keeps its old address until another
page takes that. The book resolves links in texts and visits at old addresses to a resource, never to another address,
so that no chain or loop can arise (docs/decisions/0009).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wagtail.models import Page

from graph.identity import ResourceId, id_of
from graph.marks import BATCH, batches
from graph.models import Address
from graph.text import PREFIX, canonical, identifier
from graph.visibility import PageRules


def named(references: Iterable[ResourceId]) -> dict[ResourceId, ResourceId]:
    """Return the resources by address reference: the one at each address now, or the last one there."""
    wanted = {each for each in references if each.startswith(PREFIX)}
    return dict(Address.objects.filter(pk__among=wanted).values_list("pk", "resource")) if wanted else {}


def last_at(urls: Iterable[str]) -> dict[str, ResourceId]:
    """Return the resources by URL whose pages are at these URLs, or were the last ones there."""
    wanted = {url: identifier(canonical(url, {})) for url in urls}
    found = named(wanted.values())
    return {url: found[reference] for url, reference in wanted.items() if reference in found}


def of(resources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the keys of all addresses of these resources, in the form that `Reference` stores."""
    return set(Address.objects.filter(resource__among=set(resources)).values_list("pk", flat=True))


def remember(taken: Mapping[str, ResourceId], claimed: Mapping[str, ResourceId]) -> set[ResourceId]:
    """Record which resources have pages at URLs; returns the keys of the addresses that have changed.

    `taken` URLs always change; `claimed` URLs only where the address is not in the book yet.
    """
    wanted = {identifier(address): (address, resource) for address, resource in _canonically({**claimed, **taken})}
    stands = named(wanted)
    free = {identifier(address) for address, _ in _canonically(taken)} | (wanted.keys() - stands.keys())
    rows = [
        Address(pk=reference, address=address, resource=resource)
        for reference, (address, resource) in wanted.items()
        if reference in free and stands.get(reference) != resource
    ]
    Address.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=["resource"]
    )
    return {row.pk for row in rows}


def of_other_pages(keys: Iterable[str], rules: PageRules) -> tuple[dict[str, ResourceId], dict[str, ResourceId]]:
    """Return the resources by URL of the pages with these translation keys: of visible aliases, and of all others."""
    aliases: dict[str, ResourceId] = {}
    hidden: dict[str, ResourceId] = {}
    for batch in batches(keys):
        for page in Page.objects.filter(translation_key__in=batch).select_related("alias_of", "locale"):
            resource, url = id_of(page), page.full_url
            if resource and url:
                served = page.alias_of_id and rules.opens(page)
                (aliases if served else hidden)[url] = resource
    return aliases, hidden


def _canonically(urls: Mapping[str, ResourceId]) -> list[tuple[str, ResourceId]]:
    return [(canonical(url, {}), resource) for url, resource in urls.items()]
