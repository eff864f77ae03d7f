"""Collect the declared types with their fields and links in a registry, and check that the declarations agree.

The registry is built once from the installed models. All generated output (schema, triggers, vocabulary, pages) is
derived from it; no other module lists types, fields or predicates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from rdflib import URIRef
from wagtail.models import Page

from graph.declarations.arrangement import Arrangement, When
from graph.declarations.base import Field, GraphType, Visibility, camel_case
from graph.declarations.dates import PartialDate, Period
from graph.declarations.editions import Edition
from graph.declarations.links import ANY, NodeField, Part, PartLink
from graph.declarations.literals import Choice
from graph.declarations.namespaces import ACCORD, SCHEMA, SKOS
from graph.identity import UUID, ResourceId, resource_id, split

Words = str | Promise
"""A text in English, or a lazy one, which becomes a text in the active language."""


def translated(words: Words) -> str:
    """Return a declared text in the active language."""
    if isinstance(words, Promise):
        return str(words)
    # gettext answers an empty text with the head of the catalogue.
    return gettext(words) if words else ""


def _in_words(name: str) -> str:
    return name.replace("_", " ")


@dataclass
class Inverse:
    """The inverse of a Link or Part, as a field of its target's type."""

    name: str
    link: NodeField
    sources: list[str]
    """Names of the types that declare the link; several only where they share a kind of part."""

    @property
    def label(self) -> str:
        return translated(_in_words(self.name))

    @property
    def stated_definition(self) -> str:
        """The declared definition, or ""."""
        return translated(self.link.inverse_definition)

    @property
    def definition(self) -> str:
        """The declared definition, or one in English that follows from the declaration."""
        sources, field = " or ".join(self.sources), camel_case(self.link.name)
        return self.stated_definition or f"Resources of type {sources} that name it in `{field}`."

    @property
    def many(self) -> bool:
        return not isinstance(self.link, Part)


@dataclass(eq=False)
class DeclaredType:
    """A type with the models that declare it, its fields, and the inverse links of other types."""

    graph_type: GraphType
    models: list[type[Model]]
    fields: dict[str, Field]
    is_part: bool = False
    inverses: dict[str, Inverse] = field(default_factory=dict)
    page: Arrangement = field(default_factory=Arrangement)

    @property
    def name(self) -> str:
        return self.graph_type.name

    @property
    def model(self) -> type[Model]:
        return self.models[0]

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @cached_property
    def links(self) -> dict[str, NodeField]:
        return {name: each for name, each in self.fields.items() if isinstance(each, NodeField)}

    @cached_property
    def parts(self) -> dict[str, Part]:
        return {name: each for name, each in self.links.items() if isinstance(each, Part)}

    @cached_property
    def whole(self) -> PartLink | None:
        """The link from a part to a part of the same type whose amounts include those of this one."""
        links = (each for each in self.fields.values() if isinstance(each, PartLink))
        return next((each for each in links if each.to == self.name), None)

    @property
    def scheme(self) -> URIRef | None:
        """The scheme of the concepts that the resources of this type are; None if they are no concepts."""
        return ACCORD[f"{self.name}Scheme"] if SKOS.Concept in self.graph_type.rdf else None

    @property
    def edition(self) -> Edition | None:
        """The field with the edition of the list, if the list has several."""
        return next((each for each in self.fields.values() if isinstance(each, Edition)), None)

    @property
    def classes(self) -> tuple[URIRef, ...]:
        """The classes of RDF, those of the site's own vocabulary first."""
        return tuple(sorted(self.graph_type.rdf, key=lambda term: term not in ACCORD))

    @cached_property
    def completing(self) -> dict[str, str]:
        """The names of fields that say whether a list is complete, each with the name of the list's field."""
        return {name: each.completes for name, each in self.fields.items() if each.completes}

    @cached_property
    def places(self) -> list[Field]:
        """The fields whose values are places on a map."""
        return [each for each in self.fields.values() if each.has_geometry]

    @cached_property
    def is_funded(self) -> bool:
        """Whether its resources have grants: they are the activities of other standards, such as IATI."""
        return SCHEMA.funding in {part.predicate for part in self.parts.values()}

    @cached_property
    def when(self) -> When | None:
        """The fields that say when it happens; None for a type without dates."""
        if self.page.when:
            return self.page.when
        for each in self.fields.values():
            if isinstance(each, Period):
                return When(each.start, each.end)
        dates = (each for each in self.fields.values() if isinstance(each, PartialDate) and not each.on_record)
        first = next(dates, None)
        return When(first.name) if first else None

    def label(self, declared: Field) -> str:
        """Return the field's label in the active language."""
        return translated(self.stated_label(declared))

    def stated_label(self, declared: Field) -> Words:
        """Return the declared label, or else the verbose name of the model's field, or the field's name."""
        return declared.label or self._from_model(declared, "verbose_name") or _in_words(declared.name)

    def definition(self, declared: Field) -> str:
        """Return the field's definition in the active language, or ""."""
        return translated(self.stated_definition(declared))

    def stated_definition(self, declared: Field) -> Words:
        """Return the declared definition, or else the help text of the model's field, or ""."""
        return declared.definition or self._from_model(declared, "help_text") or ""

    @property
    def type_definition(self) -> str:
        return translated(self.graph_type.definition or " ".join((self.model.__doc__ or "").split()))

    def _from_model(self, declared: Field, attribute: str) -> Any:
        known = {each.name: each for each in self.model._meta.get_fields()}
        return getattr(known.get(declared.path), attribute, None)


class Registry:
    """The declared types by name, checked for contradictions, which are listed in `problems`."""

    def __init__(self, models: list[type[Model]]) -> None:
        self.types: dict[str, DeclaredType] = {}
        self.problems: list[str] = []
        for model in models:
            self._add(model)
        self._mark_parts()
        for declared in self.types.values():
            self._resolve_links(declared)
            self._check_sequences(declared)
        for declared in self.types.values():
            self._check_page(declared)
        self._check_names()

    def __iter__(self) -> Iterator[DeclaredType]:
        return iter(self.types.values())

    @cached_property
    def resources(self) -> list[DeclaredType]:
        """The types of resources, which have documents of their own; the other types are parts of them."""
        return [declared for declared in self if not declared.is_part]

    @cached_property
    def by_slug(self) -> dict[str, DeclaredType]:
        return {declared.graph_type.slug: declared for declared in self}

    @cached_property
    def holding(self) -> dict[str, list[DeclaredType]]:
        """The types that hold nodes made of values, by the slug of such nodes."""
        found: dict[str, list[DeclaredType]] = defaultdict(list)
        for declared in self:
            inner = (node.slug for each in declared.fields.values() for node in each.inner_nodes)
            for slug in dict.fromkeys(inner):
                found[slug].append(declared)
        return dict(found)

    @cached_property
    def kinds(self) -> list[type[Field]]:
        """The kinds of field that some model declares, by name."""
        kinds = {type(field) for declared in self for field in declared.fields.values()}
        return sorted(kinds, key=lambda kind: kind.__name__)

    def targets(self, link: NodeField) -> list[DeclaredType]:
        if link.target_types == ANY:
            return self.resources
        return [self.types[name] for name in link.target_types]

    def _add(self, model: type[Model]) -> None:
        graph_type: GraphType = model.graph_type  # type: ignore[attr-defined]
        known = self.types.get(graph_type.name)
        if known is None:
            fields = {each.name: each.bound(model) for each in model.graph_fields}  # type: ignore[attr-defined]
            if len(fields) != len(model.graph_fields):  # type: ignore[attr-defined]
                self.problems.append(f"{model.__name__} declares two graph fields of one name.")
            page = getattr(model, "graph_page", None) or Arrangement()
            self.types[graph_type.name] = DeclaredType(graph_type, [model], fields, page=page)
        elif known.graph_type is graph_type:
            known.models.append(model)
        else:
            self.problems.append(
                f"{model.__name__} and {known.model.__name__} both declare the type {graph_type.name}."
            )

    def _mark_parts(self) -> None:
        """Mark the types that are parts; called before links are resolved, because a link to ANY excludes parts."""
        for name in {each.to for declared in self for each in declared.parts.values()}:
            if name in self.types:
                self.types[name].is_part = True

    def _resolve_links(self, declared: DeclaredType) -> None:
        for link in list(declared.links.values()):
            for name in link.target_types:
                if name not in self.types and (name,) != ANY:
                    self.problems.append(f"{declared.name}.{link.name} links to {name}, which no model declares.")
                    declared.fields.pop(link.name, None)
                    return
            for target in self.targets(link):
                if link.inverse:
                    self._add_inverse(target, Inverse(link.inverse, link, [declared.name]))

    def _check_sequences(self, declared: DeclaredType) -> None:
        """Report links whose `follows` names no link of a target type."""
        for link in declared.links.values():
            for target in self.targets(link) if link.follows else ():
                if link.follows not in target.links:
                    self.problems.append(f"{declared.name}.{link.name} follows {target.name}.{link.follows}: no link.")

    def _check_page(self, declared: DeclaredType) -> None:
        """Report names in the arrangement of a page that are neither fields nor inverses of the type."""
        for name in declared.page.names:
            if name not in declared.fields and name not in declared.inverses:
                self.problems.append(f"The page of {declared.name} shows {name}: no field and no inverse of it.")

    def _add_inverse(self, target: DeclaredType, inverse: Inverse) -> None:
        """Add an inverse to its target, or report a problem where its name is taken.

        Several types may share the name of an inverse only where they declare Parts of the same name.
        """
        known = target.inverses.setdefault(inverse.name, inverse)
        if known is inverse and inverse.name not in target.fields:
            return
        if isinstance(known.link, Part) and isinstance(inverse.link, Part) and known.link.name == inverse.link.name:
            known.sources += inverse.sources
            return
        self.problems.append(
            f"{inverse.sources[0]}.{inverse.link.name} wants to be {target.name}.{inverse.name}, which is taken."
        )

    def _check_names(self) -> None:
        """Report duplicate names, which would silently replace each other: types and enums, IRI slugs, root fields."""
        owners: dict[tuple[str, str], set[str]] = defaultdict(set)
        for declared in self:
            kind = declared.graph_type
            owners["IRI", kind.slug].add(kind.name)
            owners["type", kind.name].add(kind.name)
            for choice in declared.fields.values():
                if isinstance(choice, Choice):
                    owners["type", choice.scheme].add(f"enum {choice.choices.__qualname__}")
            for slug in (node.slug for each in declared.fields.values() for node in each.inner_nodes):
                owners["IRI", slug].add("a node made of values")
            if not declared.is_part:
                owners["root field", kind.singular].add(f"{kind.name} (singular)")
                owners["root field", kind.plural].add(f"{kind.name} (plural)")
        for (space, name), claimants in owners.items():
            if len(claimants) > 1:
                self.problems.append(f"{' and '.join(sorted(claimants))} both want the {space} name {name!r}.")


_registry: Registry | None = None


def declaring_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if getattr(model, "graph_type", None) is not None]


def unchecked() -> Registry:
    """Return the registry, with contradictions listed in its `problems`; for system checks."""
    global _registry
    if _registry is None:
        _registry = Registry(declaring_models())
    return _registry


def registry() -> Registry:
    """Return the registry; raises ImproperlyConfigured where declarations contradict each other."""
    found = unchecked()
    if found.problems:
        raise ImproperlyConfigured(" ".join(found.problems))
    return found


def reset() -> None:
    """Drop the registry, so that the next use reads the models again; for tests that add a model."""
    global _registry
    _registry = None


def declared_type(resource: ResourceId) -> DeclaredType | None:
    """Return the type of an id; None for an address, for a made-up id and for a type that is not declared any more."""
    return registry().by_slug.get(split(resource)[0])


def classes_of(resource: ResourceId) -> tuple[URIRef, ...]:
    """Return the classes of RDF to which a resource belongs; none if its type is not declared."""
    declared = declared_type(resource)
    return declared.graph_type.rdf if declared else ()


def holders(node: ResourceId) -> list[ResourceId]:
    """Return the resources and parts that may hold a node made of a value, such as a period; none for other ids."""
    slug, key = split(node)
    begins = UUID.match(key)
    types = registry().holding.get(slug, []) if begins else []
    return [resource_id(declared.graph_type, begins[0]) for declared in types if begins]


def is_page(resource: ResourceId) -> bool:
    """Return whether an id is valid for a page; its key is checked, because a forged row may hold any id."""
    declared = declared_type(resource)
    return declared is not None and declared.is_page and UUID.fullmatch(split(resource)[1]) is not None


def visibility_of(resource: ResourceId) -> Visibility:
    """Return the visibility of an id's type; OWN for an id without a type."""
    declared = declared_type(resource)
    return declared.graph_type.visibility if declared else Visibility.OWN


def only_when_linked(resource: ResourceId) -> bool:
    """Return whether a mention can make the resource public: despite the name, it may be public by itself too."""
    return visibility_of(resource) is not Visibility.OWN


def by_type(resources: Iterable[ResourceId]) -> dict[DeclaredType, set[str]]:
    """Return the keys of the resources by declared type in the registry's order, without parts and unknown types."""
    keys: dict[str, set[str]] = defaultdict(set)
    for resource in resources:
        slug, key = split(resource)
        keys[slug].add(key)
    return {each: keys[slug] for slug, each in registry().by_slug.items() if slug in keys and not each.is_part}
