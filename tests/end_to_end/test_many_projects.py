"""A donor for twelve projects, and back again, in a real Chromium: by what the screen says."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect
from wagtail.models import Page

from cms import models
from tests.end_to_end.desk import Editor
from tests.fixtures import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 60_000
"""Milliseconds: what takes several requests goes on by itself."""


@pytest.fixture
def moderator(office, index, korea, donor):
    """Mira; and twelve public projects in Korea, one of them with the donor already, and one in Cambodia."""
    elsewhere = models.Country.objects.get(code="KH")
    for number in range(13):
        page = models.ProjectPage(title=f"Project {number}", slug=f"project-{number}", live=False)
        page.country_links = [models.CountryLink(country=korea if number < 12 else elsewhere)]
        if number == 11:
            page.fundings = [models.Funding(donor=donor)]
        index.add_child(instance=page)
        publish(page)
    user = get_user_model().objects.create_user("many-projects", password="secret")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def donors() -> list[int]:
    return [page.fundings.count() for page in models.ProjectPage.objects.order_by("pk")]


def test_a_moderator_sets_a_donor_on_twelve_projects_and_undoes_it(browser, live_server, moderator):
    mira = Editor.at_work(browser, live_server.url, moderator)
    mira.open("content-projects:index")
    filter_by_country(mira, "Republic of Korea")
    mira.look("projects")
    mira.tab.locator("thead input[type=checkbox]").check()
    mira.tab.get_by_role("link", name="Add a donor to selected pages").click()
    choose_donor(mira)
    mira.tab.get_by_label("Publish").check()
    mira.look("donor-form")
    mira.tab.get_by_role("button", name="Show what would change").click()
    expect(mira.tab.get_by_text("1 page is left alone")).to_be_visible()
    mira.look("donor-plan")
    mira.tab.get_by_role("button", name="Yes, change 11 pages").click()
    expect(mira.tab.get_by_text("11 pages changed")).to_be_visible(timeout=PATIENCE)
    expect(mira.tab.locator("table.listing tbody tr")).to_have_count(12)
    mira.look("donor-done")
    assert donors() == [1] * 12 + [0]
    mira.tab.get_by_role("button", name="Undo").click()
    expect(mira.tab.get_by_text("11 pages are as before")).to_be_visible(timeout=PATIENCE)
    mira.look("donor-undone")
    assert donors() == [0] * 11 + [1, 0]
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    mira.leave()


def filter_by_country(mira: Editor, country: str) -> None:
    mira.tab.get_by_role("button", name=re.compile("filters", re.I)).click()
    mira.tab.get_by_role("button", name="Countries", exact=True).click()
    mira.tab.get_by_label(country).check()
    expect(mira.tab.locator("table.listing tbody tr")).to_have_count(12)
    mira.tab.keyboard.press("Escape")


def choose_donor(mira: Editor) -> None:
    mira.tab.get_by_role("button", name=re.compile("Choose", re.I)).click()
    dialog = mira.tab.locator(".modal-dialog")
    dialog.get_by_role("link", name="Ministry of Culture").click()
    expect(dialog).to_have_count(0)
