"""The filters of lists: an input type for each type of resource, made from its specification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import graphene

from graph.declarations import Field
from schema.lists.mixed import alike, one_of_each, shared_description
from schema.types import (
    ID,
    INTEGER,
    KINDS,
    LANGUAGE_SET,
    RESOURCE,
    SITE,
    FieldSpec,
    LinkSpec,
    Operators,
    TypeSpec,
    coded,
    input_type,
    type_enum,
)

T = TypeVar("T")

RULE = (
    "Filters are named after the fields that they test. A value takes operators (eq, in, contains, stated …), a link "
    "takes some, none or every with a filter for the linked resources. All conditions of a filter must hold; and, or "
    "and not combine filters. Orderings are named after fields, in capitals, with _ASC or _DESC."
)
COMBINED = {
    "and": "All of these filters match; an empty list matches everything.",
    "or": "At least one of these filters matches; an empty list matches nothing.",
    "not": "This filter does not match.",
}
LINKED = {
    "some": "At least one linked resource matches; {} matches any.",
    "none": "No linked resource matches; {} finds resources without such a link.",
    "every": "All linked resources match, also if there are none.",
}
COUNT = "The number of linked resources. Where the list may be incomplete, only a number that it exceeds is certain."
UNKNOWN = {
    "unknown": "No linked resource matches, but the list of links may be incomplete and lack one that does.",
}


def _values(spec: TypeSpec) -> dict[str, FieldSpec]:
    """Return the values that filters can test. Long texts are not in memory, and `search` finds their words."""
    return {each.name: each for each in spec.fields if not each.by_language and KINDS[each.declared].operators}


def _links(spec: TypeSpec) -> dict[str, LinkSpec]:
    return {each.name: each for each in spec.links}


def _operators_of(field: Field) -> Operators:
    operators = KINDS[field].operators
    assert operators, field.name  # noqa: S101 `_values` leaves out fields without operators
    return operators(field)


def _operators(values: Mapping[str, FieldSpec]) -> dict[str, Operators]:
    return {name: _operators_of(each.declared) for name, each in values.items()}


class Filters:
    """The filters by the name of their type.

    `Resource` is for lists of several types, and has the fields that these types share.
    """

    def __init__(self, specs: Sequence[TypeSpec]) -> None:
        self.specs = {spec.name: spec for spec in specs}
        self.type_enum = type_enum(specs)
        self.type_operators = coded(self.type_enum)
        self._values = alike(specs, _values, lambda each: id(_operators_of(each.declared)))
        self._links = alike(specs, _links, lambda each: each.target)
        self.operators: dict[str, dict[str, Operators]] = {RESOURCE: _operators(one_of_each(self._values))}
        self.links: dict[str, dict[str, LinkSpec]] = {RESOURCE: one_of_each(self._links)}
        for spec in specs:
            self.operators[spec.name] = _operators(_values(spec))
            self.links[spec.name] = _links(spec)
        self._lacking = {each.target for spec in specs for each in spec.links if each.completeness}
        self.types = {name: self._filter_type(name) for name in self.operators}
        self._link_types = {name: self._link_type(name) for name in self.operators}

    def argument(self, type_name: str) -> graphene.Argument:
        return graphene.Argument(self.types[type_name], description="Filter the list.")

    def _filter_type(self, name: str) -> type[graphene.InputObjectType]:
        several = graphene.List(graphene.NonNull(self._filter(name)))
        combined = {
            each: graphene.InputField(self._filter(name) if each == "not" else several, description=text)
            for each, text in COMBINED.items()
        }
        fields = {
            "id": graphene.InputField(ID.kind, description="Filter by id (an IRI)."),
            "languages": graphene.InputField(
                LANGUAGE_SET.kind, description="Filter by the languages in which the resource is public."
            ),
            "version": graphene.InputField(INTEGER.kind, description="Filter by the number of the newest change."),
            "site": graphene.InputField(SITE.kind, description="Filter by the host of the website that has the page."),
            **(self._shared_fields() if name == RESOURCE else self._fields(self.specs[name])),
            **combined,
        }
        made = input_type(f"{name}Filter", f"Conditions on resources of type {name}. All of them must hold.", fields)
        made.tests = name
        return made

    def _shared_fields(self) -> Mapping[str, graphene.InputField]:
        kinds: list[tuple[str, Any, Iterable[str]]] = [
            *((name, self.operators[RESOURCE][name].kind, types) for name, types in self._values.items()),
            *((name, self._links_to(self.links[RESOURCE][name].target), types) for name, types in self._links.items()),
        ]
        return {
            "type": graphene.InputField(self.type_operators.kind, description="Filter by the type of the resource."),
            **{
                name: graphene.InputField(kind, description=shared_description(name, types))
                for name, kind, types in kinds
            },
        }

    def _fields(self, spec: TypeSpec) -> Mapping[str, graphene.InputField]:
        kinds: list[tuple[FieldSpec | LinkSpec, Any]] = [
            *((each, self.operators[spec.name][name].kind) for name, each in _values(spec).items()),
            *((each, self._links_to(each.target)) for each in spec.links),
        ]
        return {
            each.name: graphene.InputField(kind, description=each.description, deprecation_reason=each.deprecation)
            for each, kind in kinds
        }

    def _link_type(self, name: str) -> type[graphene.InputObjectType]:
        described = LINKED | UNKNOWN if name in self._lacking else LINKED
        fields = {each: graphene.InputField(self.types[name], description=text) for each, text in described.items()}
        fields["count"] = graphene.InputField(INTEGER.kind, description=COUNT)
        made = input_type(
            f"{name}LinkFilter", f"Conditions on the resources of type {name} that a link leads to.", fields
        )
        made.tests = name
        return made

    def _filter(self, name: str) -> Callable[[], Any]:
        """Return a function that returns the filter type, because it may not have been made yet."""
        return lambda: self.types[name]

    def _links_to(self, name: str) -> Callable[[], Any]:
        return lambda: self._link_types[name]
