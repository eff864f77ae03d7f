"""Fields that typed clients need beside the declared ones: labels of coded values, and names that do not conflict.

One query may ask several types for fields of the same name only if these have the same type. `kind` has another enum in
each type that declares it, so the types have `activityKind`, `organisationKind` … as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import graphene
from django.utils.translation import override
from graphql import GraphQLResolveInfo

from graph.declarations import Choice, django_language
from graph.identity import ResourceId
from schema.types.fields import TypeOf
from schema.types.kinds import KINDS, value_field
from schema.types.scalars import language_argument
from schema.types.specifications import FieldSpec, TypeSpec


def label_fields(spec: TypeSpec) -> dict[str, graphene.Field]:
    """Return a field for each coded value of a type that says in words what the value means."""
    return {
        f"{each.name}Label": _label_field(each, each.declared)
        for each in spec.fields
        if isinstance(each.declared, Choice)
    }


def _label_field(spec: FieldSpec, declared: Choice) -> graphene.Field:
    def resolve(source: ResourceId, info: GraphQLResolveInfo, lang: str | None = None) -> str | None:
        value = info.context.values(source).get(declared.name)
        if value is None:
            return None
        with override(django_language(lang or info.context.language)):
            return str(declared.choices(value).label)

    return graphene.Field(
        graphene.String,
        name=f"{spec.name}Label",
        description=f"The label of `{spec.name}`, in a language.",
        deprecation_reason=spec.deprecation,
        lang=language_argument(),
        resolver=resolve,
    )


def conflicting(specs: Iterable[TypeSpec]) -> set[str]:
    """Return the names of fields that have different types of values in different types of resources."""
    found: dict[str, set[str]] = defaultdict(set)
    for spec in specs:
        for each in spec.fields:
            if output := KINDS[each.declared].output:
                found[each.name].add(_shape(output(each).type))
    return {name for name, shapes in found.items() if len(shapes) > 1}


def unambiguous_fields(spec: TypeSpec, names: set[str], type_of: TypeOf) -> dict[str, graphene.Field]:
    """Return the fields with these names again, under names that begin with the type's."""
    renamed = (
        replace(
            each,
            name=_renamed(spec, each),
            description=f"The same as `{each.name}`, whose type differs between types: one query can ask several types "
            "for this without aliases.",
        )
        for each in spec.fields
        if each.name in names
    )
    fields = {each.name: value_field(each, type_of) for each in renamed}
    for each in spec.fields:
        if each.name in names:
            fields[_renamed(spec, each)].deprecation_reason = each.deprecation
    return fields


def _renamed(spec: TypeSpec, field: FieldSpec) -> str:
    return spec.singular + field.name[0].upper() + field.name[1:]


def _shape(kind: Any) -> str:
    """Return what must be equal for fields of one name: the scalar or enum; any object types can be combined."""
    if isinstance(kind, graphene.List | graphene.NonNull):
        return f"{type(kind).__name__} {_shape(kind.of_type)}"
    return str(kind) if issubclass(kind, graphene.Scalar | graphene.Enum) else "object"
