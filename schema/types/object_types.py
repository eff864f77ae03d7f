"""Functions that make GraphQL types from dictionaries of fields."""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from typing import Any

import graphene


def object_type(
    name: str,
    description: str,
    fields: Mapping[str, graphene.Field],
    interfaces: tuple[type[graphene.Interface], ...] = (),
) -> type[graphene.ObjectType]:
    options = {"name": name, "description": description, "interfaces": interfaces}
    return _type(graphene.ObjectType, name, fields, options)


def input_type(
    name: str, description: str, fields: Mapping[str, graphene.InputField]
) -> type[graphene.InputObjectType]:
    """Return an input type whose values reach resolvers as plain dictionaries.

    A field that is null counts as not given, because many clients send null for what they leave open.
    """
    options = {"name": name, "description": description, "container": _given}
    return _type(graphene.InputObjectType, name, fields, options)


def _type(base: type[Any], name: str, fields: Mapping[str, Any], options: dict[str, Any]) -> type[Any]:
    """Return a graphene type.

    Attributes named like Python's keywords get an underscore, because graphene makes a data class of them.
    """
    attributes: dict[str, Any] = {}
    for each, field in fields.items():
        reserved = keyword.iskeyword(each)
        if reserved:
            field.name = each
        attributes[f"{each}_" if reserved else each] = field
    return type(name, (base,), {"Meta": type("Meta", (), options), **attributes})


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name.removesuffix("_"): value for name, value in values.items() if value is not None}
