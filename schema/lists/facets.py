"""The fields `facets` and `sums` of connections, with types for every type of resource and for mixed lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from schema.limits import costs
from schema.lists.connections import Page
from schema.lists.cross_tables import cross_table_field
from schema.lists.facet_counts import FacetByType, FacetOf, Sum, sums
from schema.lists.facet_paths import Path, amount_paths, facet_paths, shared_paths
from schema.lists.facet_values import COUNTING, Counted, FacetValue, shown, value_arguments
from schema.lists.filters import Filters
from schema.lists.mixed import shared_description
from schema.lists.selection import selection_of
from schema.types import RESOURCE, Decimal, Given, TypeSpec, depends_on, object_type


class Facet(graphene.ObjectType):
    """The resources of a list, counted by the values of one field. A resource with several values counts for each."""

    values = graphene.Field(
        graphene.List(graphene.NonNull(FacetValue)),
        required=True,
        args=value_arguments(),
        description="The values, the most frequent first.",
    )
    distinct = graphene.Int(required=True, description="Number of different values.")
    not_stated = graphene.Int(required=True, description="Number of resources in the list that have no value.")
    complete = graphene.Boolean(
        required=True,
        description="Whether the counted lists are known to lack nothing. If false, counts may be higher, and what has "
        "no value may have one that nobody has recorded.",
        resolver=lambda facet, _: facet.is_complete,
    )

    @staticmethod
    @costs(COUNTING)
    def resolve_values(
        source: FacetOf, info: GraphQLResolveInfo, first: int | None = None, skip: int | None = None
    ) -> list[Counted]:
        return [Counted(source, value, count) for value, count in source.ranked()[shown(first, skip)]]

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
    shares = graphene.Field(
        Decimal,
        required=True,
        description="The sum of the amounts that are left out, because they are shares of others in the list: a "
        "project's share of a grant to its programme is not counted a second time.",
    )


def summary_fields(spec: TypeSpec, filters: Filters) -> dict[str, graphene.Field]:
    """Return the fields `facets`, `sums` and `crossTable` of the connections to a type."""
    paths = {each.name: each for each in facet_paths(spec, filters.specs)}
    facets = {
        name: _facet_field(spec.name, {spec.name: each}, each.description, filters) for name, each in paths.items()
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
        **({"cross_table": cross_table_field(spec, filters.specs, paths)} if paths else {}),
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

    targets = {each.target for each in paths.values()}
    target = targets.pop() if len(targets) == 1 else None

    @depends_on(*{name for each in paths.values() for name in each.others})
    def resolve(
        page: Page, info: GraphQLResolveInfo, exclude_own: bool | None = None, filter: Given | None = None
    ) -> FacetOf:
        among = set(page.listing.resources)
        chosen = page.listing.chosen
        if exclude_own and chosen.given:
            found = selection_of(info.context, filters).passing(type_name, without(chosen.given, condition))
            among = found if chosen.candidates is None else found.intersection(chosen.candidates)
        only = selection_of(info.context, filters).passing(target, filter) if target and filter else None
        return kind(info.context.replica, paths, among, only)

    return graphene.Field(
        Facet,
        required=True,
        description=description,
        deprecation_reason=next((each.deprecation for each in paths.values()), None),
        resolver=resolve,
        args={
            "exclude_own": graphene.Argument(
                graphene.Boolean,
                default_value=False,
                description=f"Ignore the `{condition}` filter when counting, so that other values stay selectable.",
            ),
            **({"filter": filters.argument(target)} if target else {}),
        },
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
