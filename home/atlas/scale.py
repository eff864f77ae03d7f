"""Five classes of numbers for a map: steps of 1, 2 and 5 that end with the largest number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from graph import presentation

CLASSES = 5
Number = int | Decimal


@dataclass(frozen=True)
class Scale:
    """The lowest number of each class, and the largest number of all."""

    lowest: tuple[Number, ...]
    largest: Number

    def level(self, number: Number) -> int:
        """Return the number of a class, from 1 for the lowest to CLASSES for that of the largest number."""
        place, last = max(0, bisect_right(self.lowest, number) - 1), len(self.lowest) - 1
        return 1 + round((CLASSES - 1) * place / last) if last else CLASSES

    def classes(self) -> list[tuple[int, str]]:
        """Return the level of each class with its range as text."""
        whole = all(isinstance(each, int) for each in self.lowest)
        highest = (*(each - 1 if whole else each for each in self.lowest[1:]), self.largest)
        return [(self.level(low), _range(low, high)) for low, high in zip(self.lowest, highest, strict=True)]


def scale(numbers: list[Number]) -> Scale | None:
    """Return the classes for these numbers, or None if none is above zero."""
    largest = max(numbers, default=0)
    if largest <= 0:
        return None
    whole = all(isinstance(each, int) for each in numbers)
    steps = [step for power in range(20) for each in (1, 2, 5) if (step := each * 10**power) <= largest]
    if whole and largest <= CLASSES:
        return Scale(tuple(range(1, int(largest) + 1)), largest)
    lowest = steps[-CLASSES:]
    return Scale((1 if whole else Decimal(0), *lowest[1:]) if lowest else (Decimal(0),), largest)


def _range(low: Number, high: Number) -> str:
    first, last = presentation.number(low), presentation.number(high)
    return first if low == high else f"{first}–{last}"
