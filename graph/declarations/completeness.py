"""Find what says that a list is complete, so that an absence from it means no; else it means unknown."""

from __future__ import annotations

from dataclasses import dataclass

from graph.declarations.links import NodeField, Part
from graph.declarations.literals import Boolean
from graph.declarations.registration import DeclaredType, Inverse, Registry


@dataclass(frozen=True)
class Completeness:
    """The statement of a resource that the list of its parts is complete, as a convention's list of participations."""

    holder: str
    """Name of the type that has the parts."""
    part: str
    """Name of their type."""
    statement: Boolean


def completeness(declared: DeclaredType, link: NodeField) -> Completeness | None:
    """Return what says that a list of parts, or a shortcut through them, is complete; None for other links."""
    for statement in declared.fields.values():
        part = declared.parts.get(statement.completes) if isinstance(statement, Boolean) else None
        if part and link.path.partition("__")[0] == part.path:
            return Completeness(declared.name, part.to, statement)  # type: ignore[arg-type]
    return None


def completeness_of_inverse(inverse: Inverse, types: Registry) -> Completeness | None:
    """Return what says that the inverse of a shortcut, or of a link of parts, is complete; None for other inverses."""
    if isinstance(inverse.link, Part):
        return None
    for declared in types:
        for part in declared.parts.values():
            if part.to in inverse.sources and (found := completeness(declared, part)):
                return found
    return completeness(types.types[inverse.sources[0]], inverse.link)
