"""A new editor's first project, in a real Chromium: every step is where one looks for it."""

import re

import pytest
from playwright.sync_api import expect

from cms import models
from tests.end_to_end.desk import WINDOW, Editor

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Nina(Editor):
    """She has never seen this admin."""

    def log_in(self) -> None:
        self.tab.goto(f"{self.address}/admin/")
        self.tab.get_by_label("Username").fill("nina")
        self.tab.get_by_role("textbox", name="Password").fill("secret")
        self.tab.get_by_role("button", name="Sign in").click()

    def open_new_project(self) -> None:
        self.tab.get_by_role("button", name="Content").click()
        self.tab.get_by_role("list", name="Content").get_by_role("link", name="Projects").click()
        self.tab.get_by_role("link", name=re.compile("Add project")).click()

    def choose_group(self, name: str) -> None:
        dialog = self.open_chooser("country")
        dialog.get_by_label("All of a country group").select_option(label=name)
        expect(dialog.locator("input:checked[name=id]")).to_have_count(2)
        self.look("country-group")
        self.confirm(dialog)


def test_a_new_editor_writes_a_project_and_translates_it(browser, live_server, office):
    nina = Nina(browser.new_page(viewport=WINDOW), live_server.url)
    nina.log_in()
    nina.open_new_project()
    nina.tab.get_by_placeholder(re.compile("title", re.I)).fill("Policies for the creative economy")
    nina.look("overview")
    nina.go_to("People and places")
    nina.choose("country", "Республика", "Republic of Korea")
    nina.choose_group("ASEAN")
    nina.look("people-and-places")
    nina.go_to("Money")
    nina.choose("donor", "ministry", "Ministry of Culture")
    nina.make("donor", "A new foundation")
    nina.tab.locator("#id_fundings-0-amount").fill("1000")
    nina.tab.locator("#id_fundings-0-currency").fill("EUR")
    nina.look("money")
    nina.go_to("Results")
    nina.make("result", "A law on the status of the artist")
    nina.tab.locator("#id_results-0-indicator").fill("officials trained")
    nina.look("results")
    nina.save()
    nina.look("saved")
    nina.tab.get_by_role("button", name="Actions", exact=True).first.click()
    nina.tab.get_by_role("link", name="Translate").click()
    nina.tab.get_by_label("French").check()
    nina.look("translate")
    nina.tab.get_by_role("button", name="Submit").click()
    nina.tab.get_by_placeholder(re.compile("title", re.I)).fill("Des politiques pour l’économie créative")
    nina.save()
    nina.look("translation")
    assert_written()
    nina.leave()


def assert_written() -> None:
    original, translation = models.ProjectPage.objects.order_by("locale__language_code").select_related("locale")
    draft = original.get_latest_revision_as_object()
    assert [row.country.code for row in draft.country_links.all()] == ["KR", "KH", "LA"]
    assert [(str(row.donor), row.amount, row.currency) for row in draft.fundings.all()] == [
        ("Ministry of Culture", 1000, "EUR"),
        ("A new foundation", None, ""),
    ]
    assert [(str(row.outcome), row.indicator) for row in draft.results.all()] == [
        ("A law on the status of the artist", "officials trained")
    ]
    assert translation.translation_key == original.translation_key
    assert translation.get_latest_revision_as_object().title == "Des politiques pour l’économie créative"
    assert not original.live and not translation.live
