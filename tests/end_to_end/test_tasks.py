"""Usual tasks of an editor, counted beside Wagtail's own ways: docs/editors-tasks.md has the figures."""

import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cms import models
from cms.quality import check_outdated
from tests.end_to_end.counting import Counted, assert_less

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ada(transactional_db, browser, live_server, home, index, donor):
    administrator = get_user_model().objects.create_superuser("ada")
    editor = Counted.at_work(browser, live_server.url, administrator)
    yield editor
    editor.tab.context.close()
    assert editor.problems == []


def find(ada, title: str) -> None:
    """As one finds a page by its name: the search of the admin's home page."""
    ada.open("wagtailadmin_home")
    ada.type(ada.tab.get_by_placeholder("Search all pages"), title)
    ada.effort.keys += 1
    ada.tab.keyboard.press("Enter")
    ada.click(ada.tab.locator("main table").get_by_role("link", name=re.compile(title)).first)
    ada.tab.wait_for_function("window.isWatched")


def mend_and_publish(ada) -> None:
    ada.type(ada.tab.locator("#id_end_date"), "2022")
    ada.click(ada.tab.get_by_role("button", name="More actions"))
    ada.click(ada.tab.locator("button[name=action-publish]"))
    expect(ada.tab.locator(".messages")).to_contain_text("published")


def reversed_drafts(index, name: str) -> list[str]:
    """Drafts whose end is before their start, as imports may leave them."""
    titles = [f"{name} {number}" for number in range(3)]
    for title in titles:
        draft = models.ProjectPage(title=title, slug=title.replace(" ", "-"), start_date="2021", live=False)
        page = index.add_child(instance=draft)
        page.end_date = "2019"
        page.save_revision(clean=False)
    check_outdated(100)
    return titles


def test_mending_three_problems(ada, index, record_property):
    ada.begin()
    for title in reversed_drafts(index, "Reported"):
        ada.open("wagtailadmin_home")
        ada.click(ada.tab.locator("#records_with_errors-content").get_by_role("link", name=title))
        ada.tab.wait_for_function("window.isWatched")
        expect(ada.tab.locator("[data-field-wrapper] .accord-remark--error")).to_be_visible()
        mend_and_publish(ada)
    ours = ada.effort
    titles = reversed_drafts(index, "Told by mail")
    ada.begin()
    for title in titles:
        find(ada, title)
        mend_and_publish(ada)
    assert_less(record_property, "mend three problems", ours, ada.effort)
