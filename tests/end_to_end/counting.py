"""What a task costs an editor, counted while she does it in a real Chromium."""

from dataclasses import dataclass

from playwright.sync_api import Locator

from tests.end_to_end.desk import Editor


@dataclass
class Effort:
    """What hands do. Seconds follow from the keystroke-level model of Card, Moran and Newell.

    Pointing and clicking takes 1.3, a key 0.28, pasting 3.2 (to mark, copy, paste), thinking before a click 1.35.
    """

    clicks: int = 0
    keys: int = 0
    pastes: int = 0

    @property
    def seconds(self) -> float:
        return self.clicks * (1.3 + 1.35) + self.keys * 0.28 + self.pastes * 3.2

    def __str__(self) -> str:
        return f"{self.clicks} clicks, {self.keys} keys, {self.pastes} pastes, about {self.seconds:.0f} s"


class Counted(Editor):
    """Counts what she does."""

    effort: Effort

    def begin(self) -> None:
        self.effort = Effort()

    def click(self, where: Locator) -> None:
        self.effort.clicks += 1
        where.click()

    def type(self, where: Locator, text: str) -> None:
        self.click(where)
        self.effort.keys += len(text)
        where.fill(text)

    def paste(self, where: Locator, text: str) -> None:
        self.click(where)
        self.effort.pastes += 1
        where.fill(text)


def assert_less(record_property, what: str, ours: Effort, wagtails: Effort) -> None:
    record_property(what, f"{ours}; in Wagtail's form {wagtails}")
    print(f"{what}: {ours}; in Wagtail's form {wagtails}")  # noqa: T201
    assert ours.seconds < wagtails.seconds
