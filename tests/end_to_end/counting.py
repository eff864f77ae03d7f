"""What a task costs an editor, counted while she does it in a real Chromium."""

import re
from dataclasses import astuple, dataclass

from playwright.sync_api import Locator

from tests.end_to_end.desk import Editor

PASTE = """(where, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const pasted = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (where.dispatchEvent(pasted)) document.execCommand("insertText", false, text);
}"""
"""An input takes what is pasted of itself; an editor of long texts does it by its own script."""


@dataclass(frozen=True)
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

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    def __mul__(self, times: int) -> "Effort":
        return Effort(*(times * each for each in astuple(self)))

    def __str__(self) -> str:
        return f"{self.clicks} clicks, {self.keys} keys, {self.pastes} pastes, about {self.seconds:.0f} s"


class Counted(Editor):
    """Counts what she does."""

    effort = Effort()

    def begin(self) -> None:
        self.effort = Effort()

    def done(self) -> Effort:
        """What she has done since she began; she begins again."""
        done, self.effort = self.effort, Effort()
        return done

    def click(self, where: Locator) -> None:
        self.effort += Effort(clicks=1)
        where.click()

    def pick(self, where: Locator, label: str) -> None:
        """Out of a list that opens."""
        self.effort += Effort(clicks=2)
        where.select_option(label=label)

    def type(self, where: Locator, text: str) -> None:
        self.click(where)
        self.effort += Effort(keys=len(text))
        where.fill(text)

    def paste(self, where: Locator, text: str) -> None:
        self.click(where)
        self.effort += Effort(pastes=1)
        where.evaluate(PASTE, text)

    def find(self, title: str) -> None:
        """As one finds a page by its name: the search of the admin's home page."""
        self.open("wagtailadmin_home")
        self.type(self.tab.get_by_placeholder("Search all pages"), title)
        self.effort += Effort(keys=1)
        self.tab.keyboard.press("Enter")
        self.click_title(title)

    def click_title(self, title: str) -> None:
        """In a list of pages."""
        self.click(self.tab.locator("main table").get_by_role("link", name=re.compile(rf"{title}\b")).first)
        self.wait_for_form()


def assert_less(record_property, what: str, ours: Effort, other: Effort) -> None:
    """`other` is the same task in Wagtail's own way, unless `what` says something else."""
    record_property(what, f"{ours}; else {other}")
    print(f"{what}: {ours}; else {other}")  # noqa: T201
    assert ours.seconds < other.seconds
