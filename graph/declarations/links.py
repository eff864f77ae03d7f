"""Define declarations that connect resources: plain links, and parts that are nodes of their own."""

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

    `to` names the type of the target (or several, or ANY). `inverse` is the name of the target's field that shows the
    resources which link to it. A path through a child relation ("fundings__donor") gives a direct statement as a
    shortcut for a link with attributes. `follows` names a link of the targets: each target is then shown after the
    targets that it links to by that field, as modules come after their prerequisites (`graph.replica.sequence`). A
    part whose `required` link is missing, because the target is not public, is left out.
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
    """Nodes of their own inside the resource's named graph, such as a funding, a participation or a section.

    They are the rows of a child relation whose model declares `graph_type` and `graph_fields`; JSON is the list of
    their ids. With `inverse`, the part's type has a field of that name that links back to its resource.
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
