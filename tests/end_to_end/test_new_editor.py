"""A new editor's first project, in a real Chromium: every step is where one looks for it."""

import re
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect
from wagtail.models import Collection, Locale

from cms import models
from cms.groups import make_groups
from tests.browser import take_screenshot
from tests.fixtures import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def office(transactional_db, home, index, korea, donor):
    """What an installation has when a new editor comes: reference data, a French tree, three groups."""
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    make_groups()
    names = {"KH": "Cambodia", "LA": "Lao People's Democratic Republic"}
    group = models.CountryGroup.objects.create(code="asean", labels={"en": "ASEAN"}, kind="organisation")
    for number, (code, name) in enumerate(names.items()):
        country = models.Country.objects.create(code=code, code3=f"{code}X", m49=f"{number:03}", labels={"en": name})
        models.CountryGroupMember.objects.create(group=group, country=country)
    korea.labels = {"en": "Republic of Korea", "ru": "Республика Корея"}
    korea.save()
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for each in (home, index):
        publish(each.copy_for_translation(french))
    user = get_user_model().objects.create_user("nina", password="secret", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))


class Editor:
    """Nina, who has never seen this admin: she reads what is on the screen and clicks what it says."""

    def __init__(self, tab: Tab, address: str):
        self.tab, self.address, self.number = tab, address, count(1)
        self.problems: list[str] = []
        tab.set_default_timeout(30_000)
        tab.on("pageerror", lambda error: self.problems.append(str(error)))
        tab.on("response", lambda each: each.status >= 500 and self.problems.append(f"{each.status} {each.url}"))

    def look(self, what: str) -> None:
        take_screenshot(self.tab, f"new-editor-{next(self.number):02}-{what}")

    def log_in(self) -> None:
        self.tab.goto(f"{self.address}/admin/")
        self.tab.get_by_label("Username").fill("nina")
        self.tab.get_by_role("textbox", name="Password").fill("secret")
        self.tab.get_by_role("button", name="Sign in").click()

    def open_new_project(self) -> None:
        self.tab.get_by_role("button", name="Content").click()
        self.tab.get_by_role("link", name="Projects", exact=True).click()
        self.tab.get_by_role("link", name=re.compile("Add project")).click()

    def go_to(self, tab: str) -> None:
        self.tab.get_by_role("tab", name=re.compile(f"^{tab}")).click()

    def open_chooser(self, what: str):
        self.tab.locator("button:visible", has_text=re.compile(rf"^\s*Add {what}\s*$")).click()
        dialog = self.tab.locator(".modal-dialog")
        expect(dialog.locator("#search-results")).to_be_visible()
        return dialog

    def choose(self, what: str, search: str, name: str) -> None:
        dialog = self.open_chooser(what)
        dialog.get_by_label("Search term").fill(search)
        expect(dialog.locator("tbody tr")).to_have_count(1)
        dialog.get_by_title(f"Select {name}").check()
        self.confirm(dialog)

    def choose_group(self, name: str) -> None:
        dialog = self.open_chooser("country")
        dialog.get_by_label("All of a country group").select_option(label=name)
        expect(dialog.locator("input:checked[name=id]")).to_have_count(2)
        self.look("country-group")
        self.confirm(dialog)

    def confirm(self, dialog) -> None:
        dialog.get_by_role("button", name="Confirm selection").click()
        expect(dialog).to_have_count(0)

    def make(self, what: str, name: str) -> None:
        dialog = self.open_chooser(what)
        dialog.get_by_role("tab", name="New").click()
        dialog.get_by_label("English").fill(name)
        self.look(f"new-{what}")
        dialog.get_by_role("button", name=re.compile("Create")).click()
        expect(dialog).to_have_count(0)

    def save(self) -> None:
        self.tab.get_by_role("button", name=re.compile("Save draft")).click()
        expect(self.tab.locator(".messages .success, .messages li.success")).to_be_visible()


def test_a_new_editor_writes_a_project_and_translates_it(browser, live_server, office):
    nina = Editor(browser.new_page(viewport={"width": 1400, "height": 1000}), live_server.url)
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
    assert nina.problems == []


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
