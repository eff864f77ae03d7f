"""Second pass of building the schema: graphene types made from specifications, with a connection type for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import graphene

from schema.lists import (
    Filters,
    completeness_fields,
    connection,
    edge_fields,
    link_connection,
    link_field,
    match_field,
    membership_fields,
    shared_orders,
    shared_summary_fields,
    summary_fields,
)
from schema.roots.lead_pictures import lead_picture_field
from schema.types import (
    KINDS,
    RESOURCE,
    FieldSpec,
    LinkSpec,
    Node,
    Resource,
    TypeSpec,
    block_types,
    conflicting,
    label_fields,
    object_type,
    order_enum,
    orders_of,
    unambiguous_fields,
    value_field,
)


class Types:
    """All types by name. They refer to each other, so a field looks up its type only after all are built."""

    def __init__(self, specs: Sequence[TypeSpec], filters: Filters) -> None:
        self.specs = specs
        self.filters = filters
        self._types: dict[str, Any] = {RESOURCE: Resource}
        self.orders = {spec.name: order_enum(spec.name, orders_of(spec)) for spec in specs}
        self.orders[RESOURCE] = order_enum(RESOURCE, shared_orders(specs))
        self._conflicting = conflicting(specs)
        self.summaries = {spec.name: summary_fields(spec, self.filters) for spec in specs}
        self.summaries[RESOURCE] = shared_summary_fields(self.filters)
        links = (each for spec in specs for each in spec.links)
        self._completeness = {
            each.target: each.completeness
            for each in links
            if each.completeness and each.target == each.completeness.part
        }
        for name in (RESOURCE, *self.filters.specs):
            self._types[f"{name}Connection"] = self._connection(name, name)
        for spec in specs:
            self._types[spec.name] = self._object_type(spec)

    def __getitem__(self, name: str) -> Any:
        return self._types[name]

    @property
    def objects(self) -> list[type[graphene.ObjectType]]:
        """The types that implement an interface; the schema must list them, because no field refers to some of them."""
        return [*(self[spec.name] for spec in self.specs), *block_types(self.specs)]

    def _connection(self, name: str, target: str, link: LinkSpec | None = None) -> Any:
        edges = edge_fields(link, self.__getitem__) if link else {"match": match_field()}
        completeness = link.completeness if link else self._completeness.get(name)
        fields = {**self.summaries[target], **completeness_fields(target, completeness, self.filters)}
        return connection(name, partial(self.__getitem__, target), edges, fields)

    def _object_type(self, spec: TypeSpec) -> type[graphene.ObjectType]:
        fields = {each.name: value_field(each, self.__getitem__) for each in spec.fields}
        fields |= label_fields(spec) | unambiguous_fields(spec, self._conflicting, self.__getitem__)
        for link in spec.links:
            if link.attributes:
                name = link_connection(spec, link)
                self._types[f"{name}Connection"] = self._connection(name, link.target, link)
            fields[link.name] = link_field(spec, link, self.__getitem__, self.filters, self.orders[link.target])
        for value in spec.fields:
            fields |= KINDS[value.declared].further()
        fields |= membership_fields(spec, self.filters)
        fields |= lead_picture_field(spec, self.filters.specs, self.__getitem__)
        own: list[FieldSpec | LinkSpec] = [*spec.fields, *spec.links]
        for each in own:
            fields[each.name].deprecation_reason = each.deprecation
        return object_type(spec.name, spec.description, fields, interfaces=(Node, Resource))
