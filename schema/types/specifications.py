"""First pass of building the schema: plain specifications of GraphQL types, with all names and descriptions.

Naming rules: fields and arguments are named as they are declared, in camelCase; enum values are in
CAPITALS; `{name}ByLanguage` is a text in all its languages; `{FIELD}_ASC` and `{FIELD}_DESC` are orderings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from graph.declarations import (
    ANY,
    Code,
    Completeness,
    DateTime,
    DeclaredType,
    Field,
    Inverse,
    NodeField,
    Part,
    Registry,
    Text,
    camel_case,
    completeness,
    completeness_of_inverse,
)

RESOURCE = "Resource"
INTERFACES = ("Node", RESOURCE)
INTERFACE_FIELDS = (
    "id", "iri", "url", "path", "slug", "parent", "breadcrumb", "site",
    "version", "types", "languages", "translations", "dataDocuments", "jsonld", "related",
)  # fmt: skip
"""Fields of the interface that no declaration may replace; `title` and `modified` are declared."""

COMBINING = ("and", "or", "not")
"""Names that have a meaning of their own in filters."""

ROOT_FIELDS = ("node", "nodes", "resource", "neighbours", "paths", "subgraph", "search", "changes", "resources")
"""Fields of the query that no type may replace."""


@dataclass(frozen=True)
class FieldSpec:
    """A value of a resource as a GraphQL field; a text has a second field with all its languages."""

    name: str
    description: str
    declared: Field
    by_language: bool = False

    @property
    def deprecation(self) -> str | None:
        return _deprecation(self.declared)


@dataclass(frozen=True)
class Attributes:
    """The parts that describe a link, as a project's fundings describe its links to donors."""

    part: Part
    end: str
    """Name of the part's link to the other resource."""
    type_name: str
    stated_here: bool
    """Whether the resource that has the field also has the parts; if not, the resources that it links to have them."""

    @property
    def name(self) -> str:
        return camel_case(self.part.name)


@dataclass(frozen=True)
class LinkSpec:
    """A link or an inverse as a GraphQL field. Its target is Resource if there is not exactly one type of target."""

    name: str
    description: str
    source: NodeField | Inverse
    target: str
    many: bool
    attributes: Attributes | None = None
    completeness: Completeness | None = None
    """What says that the link leads to everything that it should; None for a link that always does."""

    @property
    def deprecation(self) -> str | None:
        """Reason of the deprecation; that of a link is also that of its inverse."""
        return _deprecation(self.source.link if isinstance(self.source, Inverse) else self.source)


@dataclass(frozen=True)
class LinkCount:
    """The number of resources that a link leads to, by which lists can be ordered."""

    link: LinkSpec

    @property
    def name(self) -> str:
        return f"number_of_{self.link.name}"

    @property
    def deprecated(self) -> str | None:
        return self.link.deprecation


@dataclass(frozen=True)
class OrderSpec:
    """A value by which lists of a type can be ordered."""

    name: str
    declared: Field | LinkCount


@dataclass(frozen=True)
class TypeSpec:
    name: str
    description: str
    fields: tuple[FieldSpec, ...]
    links: tuple[LinkSpec, ...]
    declared: DeclaredType

    @property
    def singular(self) -> str:
        return camel_case(self.declared.graph_type.singular)

    @property
    def plural(self) -> str:
        return camel_case(self.declared.graph_type.plural)

    @property
    def has_code(self) -> bool:
        return isinstance(self.declared.fields.get("code"), Code)


def _deprecation(field: Field) -> str | None:
    return str(field.deprecated) if field.deprecated else None


def capitals(name: str) -> str:
    """Return a name in capitals: TOOLKIT_MODULE for both ToolkitModule and toolkit_module."""
    spaced = "".join(f"_{each}" if each.isupper() else each for each in name)
    return spaced.lstrip("_").upper()


def specify_types(registry: Registry) -> tuple[TypeSpec, ...]:
    """Return one specification for each declared type. Raise ImproperlyConfigured if names collide.

    Descriptions are in English, whatever language is active at the first call.
    """
    with override("en"):
        specs = tuple(_type_spec(declared, registry) for declared in registry)
    found = list(problems(specs))
    if found:
        raise ImproperlyConfigured(" ".join(found))
    return specs


def problems(specs: tuple[TypeSpec, ...]) -> Iterator[str]:
    for spec in specs:
        if spec.name in INTERFACES:
            yield f"{spec.name} is the name of an interface of the API: rename the type."
        for name in {spec.singular, spec.plural} & set(ROOT_FIELDS):
            yield f"{spec.name} wants the root field {name!r}, which is taken: rename its singular or plural."
        names = Counter(INTERFACE_FIELDS)
        names.update(each.name for each in spec.fields)
        names.update(each.name for each in spec.links)
        for name, count in names.items():
            if count > 1:
                yield f"{spec.name} declares more than one GraphQL field {name!r}: rename one."
        for name in set(COMBINING) & names.keys():
            yield f"{spec.name} declares {name!r}, which combines filters: rename it."
        title, modified = (spec.declared.fields.get(name) for name in ("title", "modified"))
        if title and not (isinstance(title, Text) and not title.long):
            yield f"{spec.name}.title must be a Text, because every resource has one."
        if modified and not isinstance(modified, DateTime):
            yield f"{spec.name}.modified must be a DateTime, because every resource has one."


def _type_spec(declared: DeclaredType, registry: Registry) -> TypeSpec:
    links = [_link_spec(declared, link, registry) for link in declared.links.values()]
    links += [_inverse_spec(inverse, registry) for inverse in declared.inverses.values()]
    values = [each for each in declared.fields.values() if each.name not in declared.links]
    fields = chain.from_iterable(_field_specs(declared, each) for each in values)
    return TypeSpec(
        declared.name,
        sentence(declared.type_definition),
        tuple(fields),
        tuple(links),
        declared,
    )


def _field_specs(declared: DeclaredType, field: Field) -> Iterator[FieldSpec]:
    name = camel_case(field.name)
    description = sentence(declared.definition(field) or declared.label(field))
    yield FieldSpec(name, description, field)
    if field.by_language:
        yield FieldSpec(
            f"{name}ByLanguage",
            f"{description} In all available languages.",
            field,
            by_language=True,
        )


def _link_spec(declared: DeclaredType, link: NodeField, registry: Registry) -> LinkSpec:
    description = sentence(declared.definition(link) or declared.label(link))
    target = _only(link.target_types)
    attributes = _attributes(declared, link, registry, stated_here=True)
    known = completeness(declared, link)
    return LinkSpec(camel_case(link.name), description, link, target, link.many, attributes, known)


def _inverse_spec(inverse: Inverse, registry: Registry) -> LinkSpec:
    declaring = registry.types[inverse.sources[0]]
    return LinkSpec(
        camel_case(inverse.name),
        sentence(inverse.definition),
        inverse,
        _only(tuple(inverse.sources)),
        inverse.many,
        _attributes(declaring, inverse.link, registry, stated_here=False),
        completeness_of_inverse(inverse, registry),
    )


def _attributes(declared: DeclaredType, link: NodeField, registry: Registry, *, stated_here: bool) -> Attributes | None:
    """Return the attributes of a link that is a shortcut through a part, or None.

    The path of such a link runs through the part's rows ("fundings__donor").
    """
    for part in declared.parts.values():
        for each in registry.types[part.to].links.values():
            if link.row == (part.path, each.path):
                return Attributes(part, each.name, part.to, stated_here)
    return None


def _only(types: tuple[str, ...]) -> str:
    return types[0] if len(types) == 1 and types != ANY else RESOURCE


def listed(names: Iterable[str]) -> str:
    """Return names as one phrase: "Programme, Project and Activity"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def sentence(text: str) -> str:
    """Return a text with a capital at the beginning and a full stop, question mark or exclamation mark at the end."""
    text = text.strip()
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    return ended[:1].upper() + ended[1:]
