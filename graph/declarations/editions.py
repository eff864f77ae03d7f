"""Define the declaration of the edition of a list to which a concept belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import URIRef

from graph.declarations.base import Json
from graph.declarations.literals import String
from graph.declarations.namespaces import ACCORD, SKOS, named_node


@dataclass(frozen=True)
class Edition(String):
    """The edition of a list that has several, such as a framework of monitoring.

    Each edition is a concept scheme of its own, whose top concepts are the concepts that state it.
    """

    def scheme(self, type_name: str, edition: str) -> URIRef:
        """Return the IRI of an edition of a type's list."""
        return ACCORD[f"{type_name}Scheme-{quote(edition, safe='')}"]

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        yield from ((predicate, ()) for predicate in (SKOS.inScheme, SKOS.topConceptOf))

    def schemes(self, type_name: str, value: Json) -> Iterator[tuple[URIRef, ox.NamedNode]]:
        """Yield the statements that a concept is on top of its edition."""
        scheme = named_node(self.scheme(type_name, value))
        yield from ((predicate, scheme) for predicate in (SKOS.inScheme, SKOS.topConceptOf))
