"""A real Chromium for the tests marked `browser`, where the machine has one."""

import shutil
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from cms.settings.environment import env

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Root needs no-sandbox; the rest keeps it from talking to anyone but our server.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_CHROMIUM = "no Chromium found: install it, or set CHROMIUM to its path"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", metavar="FOLDER", help="where the pictures of the guide for editors are written")


def chromium() -> str | None:
    found = (shutil.which(name) for name in NAMES)
    return env.text("CHROMIUM") or next(filter(None, found), None)


def take_screenshot(tab: Page, name: str) -> None:
    """For people who look at what a test does, where SCREENSHOTS names a folder."""
    if folder := env.text("SCREENSHOTS"):
        tab.screenshot(path=f"{folder}/{name}.png")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module only: Playwright keeps an event loop running while it is open."""
    executable = chromium()
    if executable is None:
        pytest.skip(NO_CHROMIUM)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Django takes that loop for asynchronous code and would refuse the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        instance = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield instance
        instance.close()
        # Beside that loop Django opened connections of their own.
        connections.close_all()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.getreports("skipped")
    if any(NO_CHROMIUM in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"Browser tests were skipped: {NO_CHROMIUM}.")
