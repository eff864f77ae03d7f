"""Facets and sums of a list: the fields by whose values its resources are counted, and the amounts that are added up.

Every link, coded value, number, date (by year) and boolean of a type is a facet. So are those of linked parts, and the
links and coded values of linked reference data, named after both the link and the field: `countriesGroups` counts
projects by the groups of their countries.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

from graph.declarations import (
    Completeness,
    Field,
    Inverse,
    NodeField,
    Part,
)
from schema.lists.mixed import Alike, alike
from schema.types import KINDS, RESOURCE, Facet, FieldSpec, LinkSpec, TypeSpec


@dataclass(frozen=True)
class Path:
    """A field of a type, or of the target of one of the type's links."""

    name: str
    description: str
    type_name: str
    """The type that declares the field."""
    declared: Field | Inverse
    through: LinkSpec | None = None
    link: LinkSpec | None = None
    """The link that leads to the values, if they are resources."""

    @property
    def completeness(self) -> Completeness | None:
        """Return the statement that the list of values is complete, or None if there is no such statement."""
        found = [each.completeness for each in (self.through, self.link) if each and each.completeness]
        return found[0] if found else None

    @property
    def others(self) -> set[str]:
        """Return the types of the resources that decide on the values, beside those that are counted."""
        stating = self.declared.sources if isinstance(self.declared, Inverse) else ()
        ends = (each for each in (self.through, self.link) if each and not isinstance(each.source, Part))
        return {*stating, *(each.target for each in ends)}

    @property
    def target(self) -> str | None:
        """Name of the type of the values, if they are resources of one type."""
        return self.link.target if self.link and self.link.target != RESOURCE else None

    @property
    def deprecation(self) -> str | None:
        own = self.declared.link if isinstance(self.declared, Inverse) else self.declared
        return str(own.deprecated) if own.deprecated else self.through.deprecation if self.through else None

    @property
    def leads_to_resources(self) -> bool:
        return isinstance(self.declared, NodeField | Inverse)

    @property
    def facet(self) -> Facet:
        """Return how the values are counted; resources that link here are counted as those at the end of a link."""
        found = KINDS[self.declared.link if isinstance(self.declared, Inverse) else self.declared].facet
        assert found, self.name  # noqa: S101 paths lead to facets
        return found

    @property
    def condition(self) -> str:
        """Name of the filter that chooses among the values of this facet."""
        return self.through.name if self.through else self.name


def facet_paths(spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> Iterator[Path]:
    """Yield the paths to all facets of a type."""
    yield from _own(spec, _is_facet)
    yield from _grouped(spec, specs)
    for link, target in _ends(spec, specs):
        wanted = _is_facet if isinstance(link.source, Part) else _classifies
        paths = [*_own(target, wanted), *_grouped(target, specs)]
        yield from (_through(link, each) for each in paths)


def _grouped(spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> Iterator[Path]:
    """Yield the paths to the reference data that link to a type, as groups link to their countries."""
    for each in spec.links:
        source = specs.get(each.target)
        if isinstance(each.source, Inverse) and source and not source.declared.is_page and not source.declared.is_part:
            yield Path(each.name, each.description, spec.name, each.source, link=each)


def shared_paths(specs: Mapping[str, TypeSpec]) -> Alike[Path]:
    """Return the paths of lists of several types, by name and type."""
    return alike(
        specs.values(),
        lambda spec: {each.name: each for each in facet_paths(spec, specs)},
        _kind,
    )


def _kind(path: Path) -> Hashable:
    """Return the kind of a path's values: the types of resources, or the type of a field with its choices."""
    declared = path.declared
    if isinstance(declared, Inverse):
        return tuple(declared.sources)
    if isinstance(declared, NodeField):
        return declared.target_types
    return type(declared).__qualname__, getattr(declared, "choices", None)


def amount_paths(spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> Iterator[Path]:
    """Yield the paths to amounts of a type and its parts.

    Amounts of reference data are left out: they do not belong to the resources that link to it.
    """
    yield from _own(spec, _is_summed)
    for link, target in _ends(spec, specs):
        if isinstance(link.source, Part):
            yield from (_through(link, each) for each in _own(target, _is_summed))


def _is_facet(field: Field) -> bool:
    return KINDS[field].facet is not None


def _classifies(field: Field) -> bool:
    facet = KINDS[field].facet
    return facet is not None and facet.classifies


def _is_summed(field: Field) -> bool:
    return KINDS[field].is_summed


def _own(spec: TypeSpec, wanted: Callable[[Field], bool]) -> Iterator[Path]:
    """Yield the paths to the type's own fields and links of the wanted kinds."""
    declared: list[FieldSpec | LinkSpec] = [*spec.fields, *spec.links]
    for each in declared:
        field = each.declared if isinstance(each, FieldSpec) else each.source
        if isinstance(field, Field) and wanted(field):
            link = each if isinstance(each, LinkSpec) else None
            yield Path(each.name, each.description, spec.name, field, link=link)


def _ends(spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> Iterator[tuple[LinkSpec, TypeSpec]]:
    """Yield the type's links to parts and reference data, each with the type of its target."""
    for link in spec.links:
        target = specs.get(link.target)
        if target and isinstance(link.source, NodeField) and not target.declared.is_page:
            yield link, target


def _through(link: LinkSpec, path: Path) -> Path:
    """Return the path that goes through a link to a path of the link's target."""
    name = link.name + path.name[0].upper() + path.name[1:]
    description = f"`{path.name}` of the linked `{link.name}`: {path.description}"
    return Path(name, description, path.type_name, path.declared, link, path.link)
