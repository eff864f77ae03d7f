"""The filters of lists: an input type for each type of resource, made from its specification."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import graphene

from graph.replica import has_keys
from schema.lists.mixed import alike, one_of_each, shared_description
from schema.types import (
    ID,
    LANGUAGE_SET,
    RESOURCE,
    SITE,
    FieldSpec,
    LinkSpec,
    Operators,
    TypeSpec,
    coded,
    input_type,
    operators_of,
    type_enum,
)

T = TypeVar("T")

RULE = (
    "A filter is called like the field that it looks at. Under a value stand operators (eq, in, contains, stated …), "
    "under a link some, none or every with a filter of what it leads to. All that stands side by side must be true; "
    "and, or and not combine filters. An ordering is called like its field, in capitals, with _ASC or _DESC."
)
COMBINED = {
    "and": "All of these are true; an empty list is.",
    "or": "At least one of these is true; of an empty list none is.",
    "not": "This is not true: it finds exactly what the filter in it does not.",
}
LINKED = {
    "some": "At least one of those it leads to passes; {} stands for any.",
    "none": "None of those it leads to passes; {} finds what leads nowhere.",
    "every": "All of those it leads to pass, and so where there are none.",
}


def _values(spec: TypeSpec) -> dict[str, FieldSpec]:
    """Return the values that filters can test. Long texts are not in memory, and `search` finds their words."""
    return {each.name: each for each in spec.fields if not each.by_language and has_keys(each.declared)}


def _links(spec: TypeSpec) -> dict[str, LinkSpec]:
    return {each.name: each for each in spec.links}


def _operators(values: Mapping[str, FieldSpec]) -> dict[str, Operators]:
    return {name: operators_of(each.declared) for name, each in values.items()}


class Filters:
    """The filters by the name of their type.

    `Resource` is for lists of several types, and has the fields that these types share.
    """

    def __init__(self, specs: Sequence[TypeSpec]) -> None:
        self.specs = {spec.name: spec for spec in specs}
        self.type_enum = type_enum(specs)
        self.type_operators = coded(self.type_enum)
        self._values = alike(specs, _values, lambda each: id(operators_of(each.declared)))
        self._links = alike(specs, _links, lambda each: each.target)
        self.operators: dict[str, dict[str, Operators]] = {RESOURCE: _operators(one_of_each(self._values))}
        self.links: dict[str, dict[str, LinkSpec]] = {RESOURCE: one_of_each(self._links)}
        for spec in specs:
            self.operators[spec.name] = _operators(_values(spec))
            self.links[spec.name] = _links(spec)
        self.types = {name: self._filter_type(name) for name in self.operators}
        self._link_types = {name: self._link_type(name) for name in self.operators}

    def argument(self, type_name: str) -> graphene.Argument:
        return graphene.Argument(self.types[type_name], description="Only those of which this is true.")

    def _filter_type(self, name: str) -> type[graphene.InputObjectType]:
        several = graphene.List(graphene.NonNull(self._filter(name)))
        combined = {
            each: graphene.InputField(self._filter(name) if each == "not" else several, description=text)
            for each, text in COMBINED.items()
        }
        fields = {
            "id": graphene.InputField(ID.kind, description="The id: an IRI."),
            "languages": graphene.InputField(LANGUAGE_SET.kind, description="The languages that it is public in."),
            "site": graphene.InputField(SITE.kind, description="The host of the site that its page stands on."),
            **(self._shared_fields() if name == RESOURCE else self._fields(self.specs[name])),
            **combined,
        }
        return input_type(f"{name}Filter", f"What must be true of each {name}: all that is given.", fields)

    def _shared_fields(self) -> Mapping[str, graphene.InputField]:
        kinds: list[tuple[str, Any, Iterable[str]]] = [
            *((name, self.operators[RESOURCE][name].kind, types) for name, types in self._values.items()),
            *((name, self._links_to(self.links[RESOURCE][name].target), types) for name, types in self._links.items()),
        ]
        return {
            "type": graphene.InputField(self.type_operators.kind, description="The type of the resource."),
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
        fields = {each: graphene.InputField(self.types[name], description=text) for each, text in LINKED.items()}
        return input_type(f"{name}LinkFilter", f"What must be true of the {name} that a link leads to.", fields)

    def _filter(self, name: str) -> Callable[[], Any]:
        """Return a function that returns the filter type, because it may not have been made yet."""
        return lambda: self.types[name]

    def _links_to(self, name: str) -> Callable[[], Any]:
        return lambda: self._link_types[name]
