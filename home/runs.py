"""Blocks of a text that belong together: steps make a list, and what helps stands beside what endangers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from graph.presentation.model import Block

TOGETHER = {"step": "steps", "success_factor": "factors", "risk_factor": "factors"}


@dataclass(frozen=True)
class Run:
    """Blocks that follow each other and are laid out as one; any other block is a run by itself."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def templates(self) -> list[str]:
        return [f"blocks/runs/{self.name}.html", "blocks/runs/any.html"]


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    for name, together in groupby(blocks, lambda block: TOGETHER.get(block.type, "any")):
        yield Run(name, tuple(together))
