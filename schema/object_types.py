"""Makes a GraphQL object type of a dictionary of fields."""

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
    """graphene makes a data class of it, whose attributes cannot be Python's keywords."""
    attributes: dict[str, Any] = {
        f"{each}_" if keyword.iskeyword(each) else each: field for each, field in fields.items()
    }
    options = {"name": name, "description": description, "interfaces": interfaces}
    return type(name, (graphene.ObjectType,), {"Meta": type("Meta", (), options), **attributes})
