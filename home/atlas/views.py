"""Views of the map: a page, and GeoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from graph import presentation
from graph.declarations import LANGUAGES, primary_language
from graph.identity import ResourceId, split
from graph.publishing import links
from graph.publishing.answers import conditional, published
from graph.publishing.dataset import Snapshot
from graph.refusals import Refusal
from graph.replica import Replica, reading, view_address
from home.atlas.asking import MEASURE, NUMBER, Asked, asked, default_type, measure_name, types
from home.atlas.drawing import Address, WorldMap, drawn
from home.atlas.figures import amounts, links_to_places, located, numbers
from home.atlas.geojson import features
from home.atlas.scale import Number

MEDIA_TYPE = "application/geo+json"
KEPT = 50
"""How many maps of amounts are kept until the graph changes."""


@require_safe
def world_map(request: HttpRequest) -> HttpResponse:
    """Show the map with its table."""
    try:
        wanted = asked(request.GET)
    except Refusal as refusal:
        return TemplateResponse(request, "404.html", {"sentence": str(refusal)}, status=refusal.status)
    with reading() as replica:
        resources = wanted.counted(replica)
        sums = _sums(replica, wanted, resources)
        shown = _drawn(replica, wanted, resources, sums)
        context = {
            "map": shown,
            "kind": presentation.kind(wanted.declared),
            "kinds": [presentation.kind(each) for each in types()],
            "measure": wanted.measure,
            "measures": [(each, measure_name(each)) for each in (NUMBER, *sums)],
            "tokens": list(_tokens(request, replica, wanted)),
            "geojson": _geojson_address(request),
        }
    return TemplateResponse(request, "home/map.html", context)


def default_map(replica: Replica) -> WorldMap:
    """Return the map of the default type by number of resources, without points."""
    declared = default_type()
    resources = replica.of_type(declared.name)
    return drawn(
        replica,
        numbers(replica, resources),
        presentation.kind(declared).plural,
        address=_lists(Asked(declared, True, NUMBER, {})),
    )


@published()
def geojson(request: HttpRequest) -> HttpResponseBase:
    """Return the countries with their numbers, and the points, as GeoJSON."""
    wanted, snapshot, language = asked(request.GET), Snapshot.current(), _language(request)

    def build() -> HttpResponseBase:
        with reading() as replica:
            resources = wanted.counted(replica)
            found = features(
                replica,
                numbers(replica, resources),
                _sums(replica, wanted, resources),
                located(replica, wanted.located(replica)),
                language,
            )
        return HttpResponse(orjson.dumps(found), content_type=MEDIA_TYPE)

    response = conditional(request, f"{snapshot.name}.geojson", build)
    response["Link"] = links.of_file()
    return response


def _drawn(
    replica: Replica,
    wanted: Asked,
    resources: list[ResourceId],
    sums: Mapping[str, Mapping[ResourceId, Number]],
) -> WorldMap:
    by_number = wanted.measure == NUMBER
    return drawn(
        replica,
        numbers(replica, resources) if by_number else sums.get(wanted.measure, {}),
        presentation.kind(wanted.declared).plural if by_number else wanted.measure,
        located=located(replica, wanted.located(replica)),
        address=_lists(wanted),
    )


def _sums(replica: Replica, wanted: Asked, resources: list[ResourceId]) -> Mapping[str, Mapping[ResourceId, Decimal]]:
    """Return the amounts by currency and country, added up once for each state of the graph."""
    key = wanted.declared.name, tuple(sorted((name, tuple(values)) for name, values in wanted.chosen.items()))
    sums: Mapping[str, Mapping[ResourceId, Decimal]] = replica.derived("atlas", KEPT).once(
        key, lambda: amounts(replica, resources)
    )
    return sums


def _lists(wanted: Asked) -> Address | None:
    """Return the function for the addresses of the lists behind the numbers, or None where there are no such lists."""
    name = next(iter(links_to_places(wanted.declared)), None)
    inverse = wanted.declared.links[name].inverse if name else None
    if not inverse or wanted.chosen:
        return None
    language = presentation.active_language()
    return lambda place: f"{view_address('related', *split(place), inverse)}?lang={language}"


def _tokens(request: HttpRequest, replica: Replica, wanted: Asked) -> Any:
    """Yield the name of each chosen value with the address of the map without it."""
    for name, values in wanted.chosen.items():
        for value in values:
            query = request.GET.copy()
            query.setlist(name, [each for each in values if each != value])
            if value in replica:
                yield presentation.mention(replica, value, presentation.active_language()).text, f"?{query.urlencode()}"


def _language(request: HttpRequest) -> str:
    """Return the language that an address names, or else English: data does not differ by the reader's browser."""
    named = primary_language(request.GET.get("lang", ""))
    return named if named in LANGUAGES else LANGUAGES[0]


def _geojson_address(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop(MEASURE, None)
    return f"?{query.urlencode()}" if query else ""
