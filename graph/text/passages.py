"""Find the passages of a text: blocks that are things of their own, such as a quotation or a step.

The declaration of a block says so in its `Meta`: `graph_class` is the class of RDF, and `graph_predicates` has the
predicate of each of its parts by name. `graph_definition` defines a class of the site's own vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import URIRef

Json = Any
Block = Any


@dataclass(frozen=True)
class Passage:
    """A block with its position on the page, which begins at 1."""

    id: str
    position: int
    block: Block
    value: Mapping[str, Json]

    def parts(self) -> Iterator[tuple[URIRef, Block, Json]]:
        """Yield the predicate, the declared block and the value of each part, in the order of the form."""
        for name, predicate in predicates(self.block).items():
            if value := self.value.get(name):
                yield predicate, self.block.child_blocks[name], value


def kinds(stream: Block) -> dict[str, Block]:
    """Return the blocks of a stream that are passages, by type."""
    declared = getattr(stream, "child_blocks", {})
    return {name: block for name, block in declared.items() if getattr(block.meta, "graph_class", None)}


def predicates(block: Block) -> Mapping[str, URIRef]:
    found: Mapping[str, URIRef] = getattr(block.meta, "graph_predicates", {})
    return found


def passages(stream: Block, blocks: list[Json]) -> Iterator[Passage]:
    known = kinds(stream)
    for position, each in enumerate(blocks, start=1):
        if each["type"] in known and isinstance(each["value"], dict):
            yield Passage(each["id"], position, known[each["type"]], each["value"])
