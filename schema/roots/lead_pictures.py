"""The field `leadPicture` of types that have a gallery: the picture to show beside a title."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import graphene

from graph.declarations import Link, Part, PictureFile
from graph.identity import ResourceId
from schema.lists import linked_resources
from schema.types import Context, Read, TypeSpec, Values, bound_by


def lead_picture_field(
    spec: TypeSpec, specs: Mapping[str, TypeSpec], type_of: Callable[[str], type[Any]]
) -> dict[str, graphene.Field]:
    """Return the field of a type, or nothing if no parts of it are pictures."""
    for link in spec.links:
        if isinstance(link.source, Part) and link.target in specs and _shows_a_picture(specs[link.target], specs):
            return {"lead_picture": _field(link.source, link.target, link.name, type_of)}
    return {}


def _field(part: Part, target: str, name: str, type_of: Callable[[str], type[Any]]) -> graphene.Field:
    def bind(context: Context) -> Read:
        def read(source: ResourceId, values: Values) -> ResourceId | None:
            context.spend(1)
            return next(iter(linked_resources(context.replica, source, part, values)), None)

        return read

    description = f"The first of its `{name}`, to show beside its title."
    return graphene.Field(lambda: type_of(target), description=description, resolver=bound_by(bind))


def _shows_a_picture(spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> bool:
    """Return whether a type has a single link to a type with a picture file."""
    ends = (specs.get(each.target) for each in spec.links if isinstance(each.source, Link) and not each.many)
    return any(isinstance(each.declared, PictureFile) for end in ends if end for each in end.fields)
