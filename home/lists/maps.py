"""The result of a list as a map: a country leads to the part of the same list that names it."""

from __future__ import annotations

from django.utils.translation import gettext

from graph.identity import ResourceId, split
from home.atlas import WorldMap, drawn, located, numbers
from home.atlas.figures import place_types
from home.lists.facets import FieldFacet
from home.lists.page import ListPage, address


def map_of(page: ListPage) -> WorldMap:
    replica, resources = page.result.replica, page.result.resources
    facet = _of_places(page)

    def narrowed(place: ResourceId) -> str:
        return address(page.request.GET, view=None, page=None, **{facet: split(place)[1]})

    counted = page.kind.plural if page.kind else gettext("Everything")
    return drawn(
        replica,
        numbers(replica, resources),
        counted,
        located=located(replica, resources),
        address=narrowed if facet else None,
    )


def _of_places(page: ListPage) -> str:
    """Return the name of the facet of countries; "" for a list without one."""
    for name, each in page.asked.facets.items():
        target = each.facet.target if isinstance(each, FieldFacet) and each.facet.through is None else None
        if target and target.name in place_types():
            return name
    return ""
