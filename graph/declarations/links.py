"""Declarations that connect resources: plain links, and parts that are nodes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import pyoxigraph as ox

from graph.declarations.base import Field, Json, Meant, Translation
from graph.identity import id_of, iri

ANY = ("*",)
"""A link to any type of resource."""


@dataclass(frozen=True)
class Link(Field):
    """Links to other resources; JSON is the list of their ids, in the editor's order.

    `to` names the type of the target (or several, or ANY). `inverse` is the name under which the target's type
    shows who links here. A path through a child relation ("fundings__donor") gives the direct statement that
    shortens an attributed link. With `follows`, readers see each target after those that it links to in this field
    of its own (`graph.sequence`), as modules come after their prerequisites. Without its
    `required` link, a part says nothing: it is left out where the target is not public.
    """

    _: KW_ONLY
    to: str | tuple[str, ...]
    inverse: str = ""
    inverse_definition: str = ""
    many: bool = True
    follows: str = ""
    required: bool = False

    @property
    def target_types(self) -> tuple[str, ...]:
        return (self.to,) if isinstance(self.to, str) else self.to

    def describe(self, translations: Sequence[Translation]) -> Json | None:
        value: Any = self.read(translations[0].instance)
        instances = value if isinstance(value, list | tuple) else [value]
        ids = dict.fromkeys(id_of(instance) for instance in instances)
        return [resource for resource in ids if resource] or None

    def terms(self, value: Json) -> Iterator[ox.NamedNode]:
        for resource in value:
            yield ox.NamedNode(iri(resource))

    def targets(self, value: Json) -> Iterator[str]:
        yield from value

    def restrict(self, value: Json, meant: Meant) -> Json | None:
        return [resource for resource in value if meant(resource)] or None


@dataclass(frozen=True)
class Part(Field):
    """Nodes of their own inside the resource's named graph: a funding, a participation, a section.

    The rows of a child relation whose model declares `graph_type` and `graph_fields`; JSON is the list of their
    ids. With `inverse`, the part's type has a field of that name that leads back to its resource.
    """

    _: KW_ONLY
    to: str
    inverse: str = ""
    inverse_definition: str = ""
    many: bool = True

    @property
    def target_types(self) -> tuple[str, ...]:
        return (self.to,)

    def terms(self, value: Json) -> Iterator[ox.NamedNode]:
        for resource in value:
            yield ox.NamedNode(iri(resource))
