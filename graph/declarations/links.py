"""Define declarations that connect resources: plain links, and parts that are nodes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from rdflib import SH, URIRef

from graph.declarations.base import Constraints, Field, Json, Meant, Translation
from graph.declarations.columns import SEPARATOR, Column, Titles
from graph.identity import ResourceId, id_of, iri, split

if TYPE_CHECKING:
    from graph.declarations.registration import Registry

ANY = ("*",)
"""A link to any type of resource."""


@dataclass(frozen=True)
class NodeField(Field):
    """A field whose values are other nodes; JSON is the list of their ids, in the editor's order.

    `to` names the type of the target (or several, or ANY). `inverse` is the name of the target's field that leads
    back.
    """

    _: KW_ONLY
    to: str | tuple[str, ...]
    inverse: str = ""
    inverse_definition: str = ""
    many: bool = True

    @property
    def follows(self) -> str:
        """The name of the link by which targets are in order; empty if the editor's order holds."""
        return ""

    @property
    def required(self) -> bool:
        """Return whether a part without a value is left out."""
        return False

    @property
    def target_types(self) -> tuple[str, ...]:
        return (self.to,) if isinstance(self.to, str) else self.to

    def keys(self, value: Json, language: str | None = None) -> Iterator[ResourceId]:
        yield from value

    def singles(self, value: Json) -> Iterator[Json]:
        yield from ([resource] for resource in value)

    def ranges(self, types: Registry) -> Iterator[tuple[URIRef, ...]]:
        yield from (target.classes for target in types.targets(self))

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        classes = dict.fromkeys(target.graph_type.rdf[0] for target in types.targets(self))
        yield from ((self.predicate, {SH["class"]: each}) for each in classes)

    def terms(self, value: Json) -> Iterator[ox.NamedNode]:
        for resource in value:
            yield ox.NamedNode(iri(resource))


@dataclass(frozen=True)
class Link(NodeField):
    """Links to other resources.

    The inverse shows the resources that link to the target. A path through a child relation ("fundings__donor") gives
    a direct statement as a shortcut for a link with attributes. `follows` names a link of the targets: each target is
    then shown after the targets that it links to by that field, as modules come after their prerequisites
    (`graph.replica.sequence`). A part whose `required` link is missing, because the target is not public, is left out.
    """

    _: KW_ONLY
    follows: str = ""
    required: bool = False

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        value: Any = self.read(translations[0].instance)
        instances = value if isinstance(value, list | tuple) else [value]
        ids = dict.fromkeys(id_of(instance) for instance in instances)
        return [resource for resource in ids if resource] or None

    def columns(self, types: Registry) -> Iterator[Column]:
        """Yield columns with the targets of the link and with their titles.

        Targets of one type are given by key, which is a code if the type has codes; others by type and key.
        """
        slugs = [types.types[name].graph_type.slug for name in self.target_types if name in types.types]
        one = slugs[0] if len(slugs) == 1 else ""
        address = iri(f"{one}/{{{self.name}}}" if one else f"{{+{self.name}}}")

        def keys(value: Json, titles: Titles) -> str:
            return SEPARATOR.join(split(each)[1] if one else each for each in value)

        yield Column(self.name, self, keys, predicate=self.predicate, separated=self.many, value_url=address)
        yield Column(f"{self.name}_name", self, _titles, separated=self.many)

    def targets(self, value: Json) -> Iterator[str]:
        yield from value

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return [resource for resource in value if meant(resource)] or None


def _titles(value: Json, titles: Titles) -> str:
    return SEPARATOR.join(titles.get(each, "").replace(SEPARATOR, "/") for each in value)


@dataclass(frozen=True)
class Part(NodeField):
    """Nodes of their own inside the resource's named graph, such as a funding, a participation or a section.

    They are the rows of a child relation whose model declares `graph_type` and `graph_fields`. With `inverse`, the
    part's type has a field of that name that links back to its resource.
    """

    _: KW_ONLY
    to: str

    def columns(self, types: Registry) -> Iterator[Column]:
        """Yield nothing: parts have tables of their own, whose rows name the resource that holds the part."""
        yield from ()


@dataclass(frozen=True)
class PartLink(Field):
    """A link to a part of another resource: {"part": id, "of": id of the resource that has the part}.

    It is public as long as that resource is. `holder` is the part's foreign key to the resource. A link to a part of
    the same type says that the amounts of that part include those of this one, as a grant to a programme includes the
    shares of its projects.
    """

    _: KW_ONLY
    to: str
    holder: str = "page"

    @property
    def paths(self) -> tuple[str, ...]:
        return (f"{self.path}__{self.holder}",)

    def encode(self, value: Any) -> Json | None:
        part, owner = id_of(value), id_of(getattr(value, self.holder))
        return {"part": part, "of": owner} if part and owner else None

    def keys(self, value: Json, language: str | None = None) -> Iterator[ResourceId]:
        yield value["part"]

    def ranges(self, types: Registry) -> Iterator[tuple[URIRef, ...]]:
        yield types.types[self.to].classes

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        yield self.predicate, {SH.nodeKind: SH.IRI}

    def columns(self, types: Registry) -> Iterator[Column]:
        slug = types.types[self.to].graph_type.slug
        address = iri(f"{slug}/{{{self.name}}}")
        yield Column(self.name, self, _key_of_part, predicate=self.predicate, value_url=address)

    def terms(self, value: Json) -> Iterator[ox.NamedNode]:
        yield ox.NamedNode(iri(value["part"]))

    def targets(self, value: Json) -> Iterator[str]:
        yield value["of"]

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        owner = meant(value["of"])
        return {**value, "of": owner} if owner else None


def _key_of_part(value: Json, titles: Titles) -> str:
    return split(value["part"])[1]
