"""Data of the home page's blocks: figures with the lists behind them, and pages that editors have chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from graph import presentation
from graph.declarations import DeclaredType, registry
from graph.identity import ResourceId, id_of
from graph.presentation import Item, Row
from graph.replica import Replica
from home.atlas.figures import place_types
from home.languages import PARAMETER
from home.lists.asked import Asked, networks_of
from home.lists.facets import facets
from home.lists.result import Result


@dataclass(frozen=True)
class Figure:
    """A number with what it counts, and the address of the list behind it."""

    number: int
    label: str
    url: str


def figures(replica: Replica, wanted: Iterable[str]) -> Iterator[Figure]:
    """Yield the figures that are called "project" or "project.countries". One of a type that has gone is left out."""
    for name in wanted:
        slug, _, facet = name.partition(".")
        declared = registry().by_slug.get(slug)
        if declared and not declared.is_part and (found := _figure(replica, declared, facet)):
            yield found


def _figure(replica: Replica, declared: DeclaredType, facet: str) -> Figure | None:
    language, kind = presentation.active_language(), presentation.kind(declared)
    if not facet:
        count = replica.count(declared.name)
        return Figure(count, kind.label if count == 1 else kind.plural, _address(kind.slug))
    offered = facets(declared.name)
    if facet not in offered:
        return None
    number = len(Result(replica, Asked(declared.name, offered), language).counts(facet))
    target = presentation.lists().facets(declared.name)[facet].target
    by_place = bool(target and target.name in place_types())
    view = "map" if by_place else "network" if networks_of(declared.name) else "table"
    words = {"linked": offered[facet].label, "resources": kind.plural[:1].lower() + kind.plural[1:]}
    # Translators: what a figure on the home page counts, such as "Countries with projects"
    return Figure(number, gettext("%(linked)s with %(resources)s") % words, _address(kind.slug, view))


def _address(slug: str, view: str = "") -> str:
    query = QueryDict(mutable=True)
    query[PARAMETER] = presentation.active_language()
    if view:
        query["view"] = view
    return f"{reverse('resources', args=[slug])}?{query.urlencode()}"


def public_rows(replica: Replica, pages: Iterable[Page | None]) -> list[Row]:
    """Return rows of the pages that are public, in the editor's order."""
    found = [each for page in pages if (each := _public(replica, page))]
    return presentation.rows(replica, found, presentation.active_language())


def public_item(replica: Replica, page: Page | None) -> Item | None:
    """Return the name of a page with its address, or None if it is not public."""
    found = _public(replica, page)
    return presentation.mention(replica, found, presentation.active_language()) if found else None


def _public(replica: Replica, page: Page | None) -> ResourceId | None:
    found = id_of(page.specific) if page else None
    return found if found in replica else None
