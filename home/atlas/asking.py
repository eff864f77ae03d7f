"""What a map is asked for by parameters: `type`, `measure`, and links such as `themes`, as in searches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from graph.declarations import DeclaredType, registry
from graph.identity import ResourceId
from graph.networks import networks
from graph.refusals import Refusal
from graph.replica import Replica
from home.atlas.figures import links_to_places, place_types
from search import facets

TYPE, MEASURE = "type", "measure"
NUMBER = "number"


@dataclass(frozen=True)
class Asked:
    """The type whose resources are counted, the measure ("number" or a currency), and chosen values by link."""

    declared: DeclaredType
    is_default: bool
    measure: str
    chosen: Mapping[str, list[str]]

    def counted(self, replica: Replica) -> list[ResourceId]:
        """Return the resources whose countries are counted."""
        return facets.narrowed(replica, replica.of_type(self.declared.name), self.chosen)

    def located(self, replica: Replica) -> list[ResourceId]:
        """Return the resources that may be points: of the type asked for or, if none is, of all that have places."""
        types = [each for each in registry().resources if each.places and (self.is_default or each is self.declared)]
        return [
            each for declared in types for each in facets.narrowed(replica, replica.of_type(declared.name), self.chosen)
        ]


def asked(parameters: QueryDict) -> Asked:
    """Read the parameters of an address. Raises `Refusal` for a type or a measure that no map has."""
    offered = {each.graph_type.slug: each for each in types()}
    slug = parameters.get(TYPE, "")
    if slug and slug not in offered:
        known = ", ".join(sorted(offered))
        raise Refusal(400, "There is no map of “%(name)s”: use one of %(known)s.", name=slug, known=known)
    measure = parameters.get(MEASURE, NUMBER)
    if measure != NUMBER and not (len(measure) == 3 and measure.isascii() and measure.isalpha() and measure.isupper()):
        raise Refusal(
            400, "“%(name)s” is no measure: use number, or the three letters of a currency, such as EUR.", name=measure
        )
    chosen = {name: values for name in facets.names() if name != TYPE and (values := parameters.getlist(name))}
    return Asked(offered.get(slug) or default_type(), not slug, measure, chosen)


def types() -> list[DeclaredType]:
    """Return the types that have maps: those whose resources name countries."""
    return [each for each in registry().resources if each.name not in place_types() and links_to_places(each)]


def default_type() -> DeclaredType:
    """Return the type that a map shows unless asked: that of the works which the network with money counts."""
    works = (name for each in networks().values() if each.money for name in each.works)
    return next((registry().types[name] for name in works), types()[0])


def measure_name(measure: str) -> str:
    return gettext("Number") if measure == NUMBER else measure
