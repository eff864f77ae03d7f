"""Enums made from the declarations: coded values, orderings, names of types and of links."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import graphene
from django.db.models import TextChoices
from django.utils.translation import override

from graph.declarations import Deprecation, Field, camel_case
from graph.networks import Network
from schema.types.specifications import LinkCount, OrderSpec, TypeSpec, capitals, listed, sentence


@dataclass(frozen=True)
class OrderTerm:
    """One field, and whether its largest values come first."""

    field: Field | LinkCount
    descending: bool = False

    @property
    def name(self) -> str:
        return f"{self.field.name} {'desc' if self.descending else 'asc'}"


@cache
def choice_enum(choices: type[TextChoices], name: str) -> type[graphene.Enum]:
    """Return the enum of the coded values of a declared choice, described by their English labels."""
    return _enum(name, choices, "Coded values.", lambda member: member.label)


def order_enum(type_name: str, orders: Iterable[OrderSpec]) -> type[graphene.Enum] | None:
    """Return the enum of the orderings of a type, two for each value, or None if nothing can order it."""
    terms = {
        f"{order.name}_{way}": OrderTerm(order.declared, way == "DESC") for order in orders for way in ("ASC", "DESC")
    }
    if not terms:
        return None
    members = enum.Enum(f"{type_name}Order", terms)  # type: ignore[misc]
    return _enum(
        members.__name__,
        members,
        f"Orderings of lists of {type_name}. Resources without a value come last.",
        lambda member: _order_description(member.value),
        lambda member: member.value.field.deprecated,
    )


def type_enum(specs: Iterable[TypeSpec]) -> type[graphene.Enum]:
    names = {capitals(spec.name): spec.name for spec in specs}
    descriptions = {spec.name: spec.description for spec in specs}
    members = enum.Enum("ResourceType", names)  # type: ignore[misc]
    return _enum(
        "ResourceType",
        members,
        "The types of resources and of links with attributes.",
        lambda member: descriptions[member.value],
    )


def facet_enum(
    type_name: str, descriptions: Mapping[str, str], deprecations: Mapping[str, str | None]
) -> type[graphene.Enum]:
    """Return the enum of the facets of lists of a type; descriptions and deprecations are by name."""
    members = enum.Enum(f"{type_name}Facet", {capitals(name): name for name in descriptions})  # type: ignore[misc]
    return _enum(
        members.__name__,
        members,
        f"The facets of lists of {type_name}.",
        lambda member: descriptions[member.value],
        lambda member: deprecations[member.value],
    )


def link_enum(specs: Iterable[TypeSpec]) -> type[graphene.Enum]:
    """Return the enum of links by the name of their field; links of the same name in several types are one value."""
    declaring: dict[str, list[str]] = {}
    deprecations: dict[str, list[Deprecation | None]] = {}
    for spec in specs:
        for name, link in spec.declared.links.items():
            declaring.setdefault(name, []).append(spec.name)
            deprecations.setdefault(name, []).append(link.deprecated)
    members = enum.Enum("LinkType", {name.upper(): name for name in declaring})  # type: ignore[misc]
    return _enum(
        "LinkType",
        members,
        "The declared links. Each can be followed in both directions.",
        lambda member: f"The link `{camel_case(member.value)}` of {listed(declaring[member.value])}.",
        lambda member: deprecations[member.value][0] if all(deprecations[member.value]) else None,
    )


def _enum(
    name: str,
    members: type[enum.Enum],
    description: str,
    describe: Callable[[Any], str],
    deprecation: Callable[[Any], Deprecation | str | None] = lambda member: None,
) -> type[graphene.Enum]:
    """Return a graphene enum. graphene asks for the description of the enum itself with None instead of a member."""

    def description_of(member: Any) -> str:
        if member is None:
            return description
        with override("en"):
            return sentence(str(describe(member)))

    def reason_of(member: Any) -> str | None:
        found = deprecation(member)
        return str(found) if found else None

    return graphene.Enum.from_enum(members, name=name, description=description_of, deprecation_reason=reason_of)


def _order_description(term: OrderTerm) -> str:
    way = "descending" if term.descending else "ascending"
    if isinstance(term.field, LinkCount):
        return f"By the number of `{term.field.link.name}`, {way}."
    return f"By `{camel_case(term.field.name)}`, {way}."


def network_enum(networks: Mapping[str, Network]) -> type[graphene.Enum]:
    """Return the enum of the networks: DONOR_COUNTRY for donor-country."""
    members = enum.Enum("NetworkName", {name.replace("-", "_").upper(): name for name in networks})  # type: ignore[misc]
    return _enum("NetworkName", members, "A network.", lambda member: str(networks[member.value].description))
