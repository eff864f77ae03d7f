"""A donor for twelve projects, and back again, in a real Chromium: by what the screen says."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect
from wagtail.models import Collection, Page

from cms import models
from cms.groups import make_groups
from tests.browser import take_screenshot
from tests.end_to_end.test_new_editor import Editor
from tests.fixtures import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def office(transactional_db, index, korea, cambodia, donor, django_user_model):
    """Twelve public projects in Korea, one of them with the donor already, and one elsewhere."""
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    make_groups()
    for number in range(13):
        page = models.ProjectPage(title=f"Project {number}", slug=f"project-{number}", live=False)
        page.country_links = [models.CountryLink(country=korea if number < 12 else cambodia)]
        if number == 11:
            page.fundings = [models.Funding(donor=donor)]
        index.add_child(instance=page)
        publish(page)
    user = django_user_model.objects.create_user("nina", password="secret")
    user.groups.add(Group.objects.get(name="Moderators"))


def donors() -> list[int]:
    return [page.fundings.count() for page in models.ProjectPage.objects.order_by("pk")]


class Moderator(Editor):
    def look(self, what: str) -> None:
        take_screenshot(self.tab, f"many-projects-{next(self.number):02}-{what}")


def test_a_moderator_sets_a_donor_on_twelve_projects_and_undoes_it(browser, live_server, office):
    nina = Moderator(browser.new_page(viewport={"width": 1400, "height": 1000}), live_server.url)
    nina.log_in()
    nina.tab.get_by_role("button", name="Content").click()
    nina.tab.get_by_role("link", name="Projects", exact=True).click()
    filter_by_country(nina, "Republic of Korea")
    nina.look("projects")
    nina.tab.locator("thead input[type=checkbox]").check()
    nina.tab.get_by_role("link", name="Add a donor to selected pages").click()
    choose_donor(nina)
    nina.tab.get_by_label("Publish").check()
    nina.look("donor-form")
    nina.tab.get_by_role("button", name="Show what would change").click()
    expect(nina.tab.get_by_text("1 page is left alone")).to_be_visible()
    nina.look("donor-plan")
    nina.tab.get_by_role("button", name="Yes, change 11 pages").click()
    expect(nina.tab.get_by_text("11 pages changed")).to_be_visible()
    nina.look("donor-done")
    assert donors() == [1] * 12 + [0]
    nina.tab.get_by_role("button", name="Undo").click()
    expect(nina.tab.get_by_text("11 pages are as before")).to_be_visible()
    nina.look("donor-undone")
    assert donors() == [0] * 11 + [1, 0]
    assert not Page.objects.filter(has_unpublished_changes=True).exists()
    assert nina.problems == []


def filter_by_country(nina: Editor, country: str) -> None:
    nina.tab.get_by_role("button", name=re.compile("filters", re.I)).click()
    nina.tab.get_by_role("button", name="Countries", exact=True).click()
    nina.tab.get_by_label(country).check()
    expect(nina.tab.locator("table.listing tbody tr")).to_have_count(12)
    nina.tab.keyboard.press("Escape")


def choose_donor(nina: Editor) -> None:
    nina.tab.get_by_role("button", name=re.compile("Choose", re.I)).click()
    dialog = nina.tab.locator(".modal-dialog")
    dialog.get_by_role("link", name="Ministry of Culture").click()
    expect(dialog).to_have_count(0)
