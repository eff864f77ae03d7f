"""The map as a view model: areas with their numbers, points, and the same content as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph import presentation
from graph.identity import ResourceId
from graph.presentation import Item
from graph.replica import Replica
from home.atlas.figures import m49
from home.atlas.scale import Number, scale
from home.atlas.world import Outline, World, world

MOST_POINTS = 400
"""The most points that are drawn; all are in the GeoJSON."""
Address = Callable[[ResourceId], str]
Located = Iterable[tuple[ResourceId, float, float]]


@dataclass(frozen=True)
class Area:
    """A country with its number: `level` is the class from 1 to 5, `shape` the id of its outline in world.svg."""

    item: Item
    url: str
    figure: str
    level: int
    shape: str
    x: float
    y: float
    has_point: bool
    on_map: bool


@dataclass(frozen=True)
class Point:
    """A place with one or several resources."""

    x: float
    y: float
    items: tuple[Item, ...]
    url: str
    name: str
    anchor: str


@dataclass(frozen=True)
class WorldMap:
    """All that `includes/map.html` shows. `counted` says what the numbers are, such as “Projects” or “EUR”."""

    width: float
    height: float
    counted: str
    areas: tuple[Area, ...]
    """From the largest number to the smallest."""
    points: tuple[Point, ...]
    legend: tuple[tuple[int, str], ...]
    has_outlines: bool


def drawn(
    replica: Replica,
    figures: Mapping[ResourceId, Number],
    counted: str,
    *,
    located: Located = (),
    address: Address | None = None,
) -> WorldMap:
    """Return a map of numbers by country, with `located` resources (id, longitude, latitude) as points.

    `address` returns where a country leads to: to the list behind its number, or without it to the country's page.
    """
    classes, on = scale(list(figures.values())), world()
    areas = [
        _area(replica, place, number, classes.level(number) if classes else 0, on, address)
        for place, number in figures.items()
    ]
    order = {name: place for place, name in enumerate(_in_order(replica, figures))}
    ranked = sorted(zip(figures.items(), areas, strict=True), key=lambda each: (-each[0][1], order[each[0][0]]))
    return WorldMap(
        width=on.width,
        height=on.height,
        counted=counted,
        areas=tuple(area for _, area in ranked),
        points=tuple(_points(replica, located, on)),
        legend=tuple(classes.classes()) if classes else (),
        has_outlines=bool(on.places),
    )


def _in_order(replica: Replica, places: Iterable[ResourceId]) -> list[ResourceId]:
    return presentation.in_order(replica, places, presentation.active_language())


def _area(replica: Replica, place: ResourceId, number: Number, level: int, on: World, address: Address | None) -> Area:
    item = presentation.mention(replica, place, presentation.active_language())
    code = m49(replica, place)
    outline = on.places.get(code)
    middle = outline or Outline(0, 0, True, 0, 0)
    return Area(
        item=item,
        url=address(place) if address else item.url,
        figure=presentation.number(number),
        level=level,
        shape=f"m{code}" if outline and outline.geometry else "",
        x=middle.x,
        y=middle.y,
        has_point=middle.small,
        on_map=outline is not None,
    )


def _points(replica: Replica, located: Located, on: World) -> Iterable[Point]:
    """Yield one point for all resources that are so near that nobody could tell them apart on the map."""
    near: dict[tuple[int, int], list[tuple[ResourceId, float, float]]] = defaultdict(list)
    for resource, longitude, latitude in located:
        x, y = on.position(longitude, latitude)
        near[round(x / 3), round(y / 3)].append((resource, x, y))
    language = presentation.active_language()
    for number, together in enumerate(sorted(near.values(), key=len, reverse=True)[:MOST_POINTS], start=1):
        ids = presentation.in_order(replica, {each for each, _, _ in together}, language)
        items = tuple(presentation.mention(replica, each, language) for each in ids)
        anchor = f"point-{number}"
        yield Point(
            x=together[0][1],
            y=together[0][2],
            items=items,
            url=items[0].url if len(items) == 1 else f"#{anchor}",
            name=items[0].text if len(items) == 1 else f"{items[0].text} (+{len(items) - 1})",
            anchor=anchor,
        )
