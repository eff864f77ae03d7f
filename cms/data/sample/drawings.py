"""Pictures drawn from the sample's facts, without words, so that they are the same in every language."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from cms.data.reference import facts
from cms.data.reference.facts import CountryCode
from cms.models import CountryGroup

PAPER, QUIET, STRONG = "#fbfaf7", "#dcd8cf", "#0b5c6b"
WIDTH, HEIGHT, MARGIN = 960, 540, 45
FINER = 2
"""Factor by which pictures are drawn larger before they are reduced, so that edges are smooth."""
COLOURS = 16

DOTS_IN_ROW = 30


@dataclass(frozen=True)
class World:
    """A dot for each country, by continent and region from top to bottom; `countries` have the strong colour."""

    countries: tuple[CountryCode, ...]

    def draw(self, canvas: ImageDraw.ImageDraw) -> None:
        strong, step, y = set(self.countries), 29, MARGIN + 40
        for continent in _continents():
            for start in range(0, len(continent), DOTS_IN_ROW):
                for column, country in enumerate(continent[start : start + DOTS_IN_ROW]):
                    _dot(canvas, MARGIN + 15 + column * step, y, 11, country in strong)
                y += step
            y += step


@dataclass(frozen=True)
class Bars:
    """A bar chart with a bar for each number; the last bar has the strong colour."""

    numbers: tuple[int, ...]

    def draw(self, canvas: ImageDraw.ImageDraw) -> None:
        step, bottom = (WIDTH - 2 * MARGIN) / len(self.numbers), HEIGHT - MARGIN
        for index, number in enumerate(self.numbers):
            left = MARGIN + index * step
            top = bottom - (HEIGHT - 2 * MARGIN) * number / max(self.numbers)
            last = index == len(self.numbers) - 1
            _rectangle(canvas, left + step / 8, top, left + step * 7 / 8, bottom, last)
        _rectangle(canvas, MARGIN, bottom, WIDTH - MARGIN, bottom + 3, True)


@dataclass(frozen=True)
class Meetings:
    """A row of dots for each meeting, with a dot for each participant; each row has its share in the strong colour."""

    number: int
    people: int

    def draw(self, canvas: ImageDraw.ImageDraw) -> None:
        across, down = (WIDTH - 2 * MARGIN) / self.people, (HEIGHT - 2 * MARGIN) / self.number
        share = self.people / self.number
        for row in range(self.number):
            for column in range(self.people):
                x, y = MARGIN + (column + 0.5) * across, MARGIN + (row + 0.5) * down
                _dot(canvas, x, y, 10, row * share <= column < (row + 1) * share)


Drawing = World | Bars | Meetings


def png(drawing: Drawing) -> bytes:
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER)
    drawing.draw(ImageDraw.Draw(image))
    small = image.reduce(FINER).quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    output = BytesIO()
    small.save(output, "PNG", optimize=True)
    return output.getvalue()


def _continents() -> list[list[str]]:
    """Return the country codes of each continent, with neighbours side by side.

    In the file, a region follows the region of which it is part.
    """
    continents: list[list[str]] = []
    for group in facts.groups():
        if group.kind == CountryGroup.Kind.REGION:
            if not group.part_of:
                continents.append([])
            continents[-1] += group.countries
    return continents


def _dot(canvas: ImageDraw.ImageDraw, x: float, y: float, radius: float, strong: bool) -> None:
    box = (x - radius, y - radius, x + radius, y + radius)
    canvas.ellipse([FINER * each for each in box], fill=STRONG if strong else QUIET)


def _rectangle(canvas: ImageDraw.ImageDraw, left: float, top: float, right: float, bottom: float, strong: bool) -> None:
    canvas.rectangle([FINER * each for each in (left, top, right, bottom)], fill=STRONG if strong else QUIET)
