"""Values of facets with their counts, and the arguments that choose among them."""

from __future__ import annotations

from dataclasses import dataclass

import graphene
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.declarations import django_language
from graph.identity import ResourceId
from schema.errors import BadInputError
from schema.limits import VALUES
from schema.lists.facet_counts import FacetOf
from schema.types import Resource, Value, language_argument, object_type, title_of

DEFAULT_VALUES = 20
"""How many values a facet shows by default."""

COUNTING = 200
"""Cost of a facet, in fields: it looks at every resource of the list."""


@dataclass(frozen=True)
class Counted:
    facet: FacetOf
    value: Value
    count: int


def value_arguments() -> dict[str, graphene.Argument]:
    first = f"How many values to return, at most {VALUES.default:,}: the most frequent first."
    skip = "How many of the most frequent values to leave out, to get those after them."
    return {
        "first": graphene.Argument(graphene.Int, default_value=DEFAULT_VALUES, description=first),
        "skip": graphene.Argument(graphene.Int, default_value=0, description=skip),
    }


def shown(first: int | None, skip: int | None) -> slice:
    """Return the slice of values that the arguments choose. Raise BadInputError for impossible numbers."""
    size, start = DEFAULT_VALUES if first is None else first, skip or 0
    if size < 0 or VALUES.is_exceeded(size):
        raise BadInputError(f"first is {size}: give a number from 0 to {VALUES.value}, and go on with skip.")
    if start < 0:
        raise BadInputError(f"skip is {start}: give a number from 0.")
    return slice(start, start + size)


def _label(source: Counted, info: GraphQLResolveInfo, lang: str | None = None) -> str:
    lang = lang or info.context.language
    resource = _resource(source, info)
    if resource:
        return title_of(info.context.replica, resource, lang) or source.facet.as_given(source.value)
    with override(django_language(lang)):
        return source.facet.label(source.value)


def _resource(source: Counted, info: GraphQLResolveInfo) -> ResourceId | None:
    return str(source.value) if source.facet.leads_to_resources else None


def value_fields() -> dict[str, graphene.Field]:
    """Return the fields of a value with its count."""
    return {
        "value": graphene.String(
            required=True,
            description="The value as filters take it: the id of a resource, the name of a coded value, a year.",
            resolver=lambda source, _: source.facet.as_given(source.value),
        ),
        "label": graphene.String(
            required=True, lang=language_argument(), description="The value as people read it.", resolver=_label
        ),
        "count": graphene.Int(required=True, description="Number of resources in the list that have this value."),
        "resource": graphene.Field(Resource, description="The resource, if the value is one.", resolver=_resource),
    }


FacetValue = object_type("FacetValue", "A value, and the number of resources in the list that have it.", value_fields())
