"""Groups of consecutive blocks that are laid out together: steps as a list, success factors next to risk factors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from graph.presentation.model import Block

TOGETHER = {"step": "steps", "success_factor": "factors", "risk_factor": "factors"}


@dataclass(frozen=True)
class Run:
    """Consecutive blocks that one template lays out; blocks that need no common layout are in runs named "any"."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def templates(self) -> list[str]:
        return [f"blocks/runs/{self.name}.html", "blocks/runs/any.html"]


def runs(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield the blocks of a text as runs, in order."""
    for name, together in groupby(blocks, lambda block: TOGETHER.get(block.type, "any")):
        yield Run(name, tuple(together))
