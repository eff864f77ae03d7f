"""The fields `facets` and `sums` of connections, with types for every type of resource and for mixed lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import graphene
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.declarations import django_language
from graph.identity import ResourceId
from schema.errors import BadInputError
from schema.limits import PAGE, costs
from schema.lists.connections import Page
from schema.lists.facet_counts import FacetByType, FacetOf, Sum, sums
from schema.lists.facet_paths import Path, amount_paths, facet_paths, shared_paths
from schema.lists.filters import Filters
from schema.lists.mixed import shared_description
from schema.lists.selection import selection_of
from schema.types import RESOURCE, Decimal, Given, Resource, TypeSpec, Value, language_argument, object_type, title_of

VALUES = 20
"""How many values a facet shows by default."""

COUNTING = 200
"""Cost of a facet, in fields: it looks at every resource of the list."""


@dataclass(frozen=True)
class Counted:
    facet: FacetOf
    value: Value
    count: int


class FacetValue(graphene.ObjectType):
    """A value, and the number of resources in the list that have it."""

    value = graphene.String(
        required=True,
        description="The value as filters take it: the id of a resource, the name of a coded value, a year.",
    )
    label = graphene.String(required=True, lang=language_argument(), description="The value as people read it.")
    count = graphene.Int(required=True, description="Number of resources in the list that have this value.")
    resource = graphene.Field(Resource, description="The resource, if the value is one.")

    @staticmethod
    def resolve_value(source: Counted, info: GraphQLResolveInfo) -> str:
        return source.facet.as_given(source.value)

    @staticmethod
    def resolve_label(source: Counted, info: GraphQLResolveInfo, lang: str | None) -> str:
        resource = FacetValue.resolve_resource(source, info)
        if resource:
            return title_of(info.context.replica, resource, lang) or source.facet.as_given(source.value)
        with override(django_language(lang or "en")):
            return source.facet.label(source.value)

    @staticmethod
    def resolve_resource(source: Counted, info: GraphQLResolveInfo) -> ResourceId | None:
        return str(source.value) if source.facet.leads_to_resources else None


class Facet(graphene.ObjectType):
    """The resources of a list, counted by the values of one field. A resource with several values counts for each."""

    values = graphene.Field(
        graphene.List(graphene.NonNull(FacetValue)),
        required=True,
        first=graphene.Argument(
            graphene.Int, default_value=VALUES, description="How many values to return, the most frequent first."
        ),
        description="The values, the most frequent first.",
    )
    distinct = graphene.Int(required=True, description="Number of different values.")
    not_stated = graphene.Int(required=True, description="Number of resources in the list that have no value.")

    @staticmethod
    @costs(COUNTING)
    def resolve_values(source: FacetOf, info: GraphQLResolveInfo, first: int | None) -> list[Counted]:
        size = VALUES if first is None else first
        if size < 0 or PAGE.is_exceeded(size):
            raise BadInputError(f"first is {size}: give a number from 0 to {PAGE.value}.")
        return [Counted(source, value, count) for value, count in source.ranked()[:size]]

    @staticmethod
    @costs(COUNTING)
    def resolve_distinct(source: FacetOf, info: GraphQLResolveInfo) -> int:
        return len(source.counted)

    @staticmethod
    @costs(COUNTING)
    def resolve_not_stated(source: FacetOf, info: GraphQLResolveInfo) -> int:
        return source.not_stated()


class AmountSum(graphene.ObjectType):
    """The sum of amounts in one currency. Amounts in different currencies are never added."""

    currency = graphene.String(required=True, description="The currency as an ISO 4217 code.")
    value = graphene.Field(Decimal, required=True, description="The sum, not rounded.")
    smallest = graphene.Field(Decimal, required=True, description="The smallest amount.")
    largest = graphene.Field(Decimal, required=True, description="The largest amount.")
    count = graphene.Int(required=True, description="Number of amounts in this currency.")


def summary_fields(spec: TypeSpec, filters: Filters) -> dict[str, graphene.Field]:
    """Return the fields `facets` and `sums` of the connections to a type."""
    facets = {
        each.name: _facet_field(spec.name, {spec.name: each}, each.description, filters)
        for each in facet_paths(spec, filters.specs)
    }
    amounts = {each.name: _sums_field(each) for each in amount_paths(spec, filters.specs)}
    return {
        **_summary(
            spec.name,
            "facets",
            "Counts of all resources of type {} in the list, by the values of their fields.",
            facets,
        ),
        **_summary(
            spec.name, "sums", "Sums of the amounts of all resources of type {} in the list, by currency.", amounts
        ),
    }


def shared_summary_fields(filters: Filters) -> dict[str, graphene.Field]:
    """Return the field `facets` of the connections to several types."""
    facets = {"type": _facet_field(RESOURCE, {}, "The types of the resources.", filters)}
    for name, paths in shared_paths(filters.specs).items():
        facets[name] = _facet_field(RESOURCE, paths, shared_description(name, paths), filters)
    return _summary(
        RESOURCE,
        "facets",
        "Counts of all resources in the list, by the values of fields that several types share.",
        facets,
    )


def _summary(
    type_name: str, name: str, description: str, fields: Mapping[str, graphene.Field]
) -> dict[str, graphene.Field]:
    if not fields:
        return {}
    description = description.format(type_name)
    field = graphene.Field(
        object_type(f"{type_name}{name.capitalize()}", description, fields),
        required=True,
        description=description,
        resolver=lambda page, _: page,
    )
    return {name: field}


def _facet_field(type_name: str, paths: Mapping[str, Path], description: str, filters: Filters) -> graphene.Field:
    """Return the field of a facet with these paths by type; without paths, the facet counts the types themselves."""
    condition = next((each.condition for each in paths.values()), "type")
    kind = FacetOf if paths else FacetByType

    def resolve(page: Page, info: GraphQLResolveInfo, exclude_own: bool | None) -> FacetOf:
        among = set(page.listing.resources)
        chosen = page.listing.chosen
        if exclude_own and chosen.given:
            found = selection_of(info.context, filters).passing(type_name, without(chosen.given, condition))
            among = found if chosen.candidates is None else found.intersection(chosen.candidates)
        return kind(info.context.replica, paths, among)

    return graphene.Field(
        Facet,
        required=True,
        description=description,
        deprecation_reason=next((each.deprecation for each in paths.values()), None),
        resolver=resolve,
        exclude_own=graphene.Argument(
            graphene.Boolean,
            default_value=False,
            description=f"Ignore the `{condition}` filter when counting, so that other values stay selectable.",
        ),
    )


def _sums_field(path: Path) -> graphene.Field:
    def resolve(page: Page, info: GraphQLResolveInfo) -> Sequence[Sum]:
        return sums(info.context.replica, path, set(page.listing.resources))

    resolver: Callable[..., Any] = costs(COUNTING)(resolve)
    return graphene.Field(
        graphene.List(graphene.NonNull(AmountSum)),
        name=path.name,
        required=True,
        description=path.description,
        deprecation_reason=path.deprecation,
        resolver=resolver,
    )


def without(given: Given, name: str) -> Given:
    """Return a filter without its conditions on one field; conditions inside `or` and `not` are kept."""
    kept = {each: value for each, value in given.items() if each not in (name, "and")}
    if "and" in given:
        kept["and"] = [without(each, name) for each in given["and"]]
    return kept
