"""The reference data to which projects refer: existing rows, or else those that load_reference_data creates."""

from dataclasses import dataclass
from random import Random

from benchmarks.generation.chance import chance, ranks
from cms.data.reference.loading import load
from cms.models import Convention, Country, ProjectType, Theme
from graph.declarations import MultilingualText


@dataclass(frozen=True)
class Reference:
    """Primary keys of reference data in an order that depends on the seed; the first are drawn most often."""

    countries: list[int]
    themes: list[int]
    project_types: list[int]
    conventions: list[int]
    country_names: dict[int, MultilingualText]

    def draw_countries(self, draw: Random, count: int) -> list[int]:
        return _drawn(draw, self.countries, count)

    def draw_themes(self, draw: Random) -> list[int]:
        return _drawn(draw, self.themes, draw.randint(1, 4))

    def draw_project_types(self, draw: Random) -> list[int]:
        return _drawn(draw, self.project_types, draw.randint(1, 2))

    def draw_conventions(self, draw: Random) -> list[int]:
        return _drawn(draw, self.conventions, draw.randint(0, 2))


def reference(seed: int) -> Reference:
    models = (Country, Theme, ProjectType, Convention)
    if not all(model.objects.exists() for model in models):
        load()
    orders = []
    for model in models:
        # Sorted by their keys in the graph, because primary keys differ between installations.
        found = list(model.objects.order_by(model.graph_type.key).values_list("pk", flat=True))
        chance(seed, model.__name__).shuffle(found)
        orders.append(found)
    return Reference(*orders, country_names=dict(Country.objects.values_list("pk", "labels")))


def _drawn(draw: Random, order: list[int], count: int) -> list[int]:
    return [order[number] for number in ranks(draw, len(order), count)]
