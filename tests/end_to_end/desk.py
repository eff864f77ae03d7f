"""An editor at work in a real Chromium: she reads what is on the screen and clicks what it says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Request, expect
from playwright.sync_api import Page as Tab

from tests.browser import take_screenshot

WINDOW = {"width": 1400, "height": 1000}
# A busy machine takes longer than Playwright's five seconds to save a page.
expect.set_options(timeout=30_000)
PATIENCE = 50
"""Tenths of a second."""
SAVED = ".messages .success, .messages li.success"


class Editor:
    def __init__(self, tab: Tab, address: str, name: str = "new-editor"):
        self.tab, self.address, self.name, self.number = tab, address, name, count(1)
        self.problems: list[str] = []
        tab.set_default_timeout(30_000)
        tab.add_init_script("addEventListener('w-unsaved:watch-edits', () => (window.watchedSince = Date.now()))")
        self.asked: set[Request] = set()
        tab.context.on("request", lambda each: self.asked.add(each))
        for ended in ("requestfinished", "requestfailed"):
            tab.context.on(ended, lambda each: self.asked.discard(each))
        tab.on("pageerror", lambda error: self.problems.append(str(error)))
        tab.on("response", lambda each: each.status >= 500 and self.problems.append(f"{each.status} {each.url}"))

    @classmethod
    def at_work(cls, browser: Browser, address: str, user) -> "Editor":
        """Logged in already, in a window of her own."""
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        # Playwright waits for functions by evaluating text, which the policy of the admin forbids.
        context = browser.new_context(viewport=WINDOW, bypass_csp=True)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
        return cls(context.new_page(), address, user.username)

    def leave(self) -> None:
        """Not before all is answered, and without a word: the database is emptied next, and nobody may ask it then."""
        for _ in range(PATIENCE):
            self.tab.wait_for_timeout(100)
            if not self.asked:
                break
        # Wagtail would tell the server that nobody edits the page any more.
        self.tab.evaluate("navigator.sendBeacon = () => true")
        self.tab.context.close()
        assert not self.problems, self.problems

    def look(self, what: str) -> None:
        take_screenshot(self.tab, f"{self.name}-{next(self.number):02}-{what}")

    def open(self, url_name: str, *arguments) -> None:
        self.tab.goto(self.address + reverse(url_name, args=arguments))

    def edit(self, page) -> None:
        self.open("wagtailadmin_pages:edit", page.pk)
        expect(self.title).to_be_visible()
        self.wait_for_form()

    def wait_for_form(self) -> None:
        """What is typed before, Wagtail takes for what was there; it looks at that twice."""
        self.tab.wait_for_function("Date.now() - window.watchedSince > 1000")

    @property
    def title(self) -> Locator:
        return self.tab.locator("#id_title")

    def click(self, where: Locator) -> None:
        where.click()

    def type(self, where: Locator, text: str) -> None:
        where.fill(text)

    def go_to(self, tab: str) -> None:
        self.click(self.tab.get_by_role("tab", name=re.compile(f"^{tab}")))

    def open_panel(self, name: str) -> Locator:
        """A side panel by the name of ours or of Wagtail's."""
        self.click(self.tab.locator(f"[data-side-panel-toggle={name}]"))
        return self.tab.locator(f"[data-side-panel={name}]")

    def open_chooser(self, what: str) -> Locator:
        self.click(self.tab.locator("button:visible", has_text=re.compile(rf"^\s*Add {what}\s*$")))
        dialog = self.tab.locator(".modal-dialog")
        expect(dialog.locator("#search-results")).to_be_visible()
        return dialog

    def choose(self, what: str, search: str, name: str) -> None:
        dialog = self.open_chooser(what)
        self.type(dialog.get_by_label("Search term"), search)
        expect(dialog.locator("tbody tr")).to_have_count(1)
        self.click(dialog.get_by_title(f"Select {name}"))
        self.confirm(dialog)

    def confirm(self, dialog: Locator) -> None:
        self.click(dialog.get_by_role("button", name="Confirm selection"))
        expect(dialog).to_have_count(0)

    def make(self, what: str, name: str) -> None:
        dialog = self.open_chooser(what)
        self.click(dialog.get_by_role("tab", name="New"))
        self.type(dialog.get_by_label("English"), name)
        self.look(f"new-{what}")
        self.click(dialog.get_by_role("button", name=re.compile("Create")))
        expect(dialog).to_have_count(0)

    @contextmanager
    def saved_by_itself(self) -> Iterator[None]:
        """What is done inside is saved without a click."""
        with self.tab.expect_response(lambda each: each.request.method == "POST" and "/edit/" in each.url) as answered:
            yield
        assert answered.value.json()["success"]

    def save(self) -> None:
        self.click(self.tab.get_by_role("button", name=re.compile("Save draft")))
        expect(self.tab.locator(SAVED)).to_be_visible()

    def publish(self) -> None:
        self.click(self.tab.get_by_role("button", name="More actions"))
        self.click(self.tab.get_by_role("button", name=re.compile("^Publish")))
        expect(self.tab.locator(SAVED)).to_contain_text("published")
