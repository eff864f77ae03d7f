"""The map of the world: public resources by country, and those with coordinates as points.

Resources go in; a view model for `includes/map.html` comes out (`drawn`), or GeoJSON (`features`). A country is a
resource with a UN M49 code, and a resource belongs to the countries that its links name, so that every type has a map.
The outlines are those of Natural Earth, which `make frontend` draws (`frontend/world.mjs`).
"""

from home.atlas.drawing import WorldMap, drawn
from home.atlas.figures import amounts, located, numbers, places_of
from home.atlas.geojson import features
from home.atlas.world import World, world

__all__ = ["World", "WorldMap", "amounts", "drawn", "features", "located", "numbers", "places_of", "world"]
