"""Usual tasks of an editor, counted beside Wagtail's own ways: docs/editors-tasks.md has the figures."""

import pytest
from playwright.sync_api import expect

from cms import models
from cms.quality import check_outdated
from tests.end_to_end.counting import assert_less
from tests.fixtures import publish, restrict, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TWELVE = 12


def mend_and_publish(ada) -> None:
    ada.type(ada.tab.locator("#id_end_date"), "2022")
    ada.publish()


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
    for title in reversed_drafts(index, "Reported"):
        ada.open("wagtailadmin_home")
        ada.click(ada.tab.locator("#records_with_errors-content").get_by_role("link", name=title))
        ada.wait_for_form()
        expect(ada.tab.locator("[data-field-wrapper] .accord-remark--error")).to_be_visible()
        mend_and_publish(ada)
    ours = ada.done()
    for title in reversed_drafts(index, "Told by mail"):
        ada.find(title)
        mend_and_publish(ada)
    assert_less(record_property, "mend three problems", ours, ada.done())


def test_why_a_partner_does_not_see_a_project(ada, index, project, record_property):
    restrict(index)
    settle()
    ada.find(project.title)
    panel = ada.open_panel("statements")
    expect(panel.get_by_text("Not public: “Projects” above it is private.")).to_be_visible()
    ada.look("why-not")
    ours = ada.done()
    ada.find(project.title)
    panel = ada.open_panel("status")
    ada.click(panel.get_by_role("button", name="Change privacy"))
    expect(ada.tab.get_by_text("Privacy is inherited from the ancestor page").first).to_be_visible()
    ada.look("why-not-in-wagtail")
    assert_less(record_property, "why a project is not shown", ours, ada.done())


@pytest.fixture
def twelve(index, donor):
    """Public projects, and how many of them have the donor."""
    for number in range(TWELVE):
        publish(index.add_child(instance=models.ProjectPage(title=f"Project {number}", slug=f"project-{number}")))
    return lambda: sum(page.fundings.count() for page in models.ProjectPage.objects.all())


def choose_donor(ada) -> None:
    ada.click(ada.tab.locator("[data-chooser-action-choose]:visible"))
    dialog = ada.tab.locator(".modal-dialog")
    ada.click(dialog.get_by_role("link", name="Ministry of Culture"))
    expect(dialog).to_have_count(0)


def set_and_undo(ada, twelve) -> None:
    """By the list of projects and what stands below it."""
    ada.open("wagtailadmin_home")
    ada.click(ada.tab.get_by_role("button", name="Content"))
    ada.click(ada.tab.get_by_role("list", name="Content").get_by_role("link", name="Projects"))
    ada.click(ada.tab.locator("thead input[type=checkbox]"))
    ada.click(ada.tab.get_by_role("link", name="Add a donor to selected pages"))
    choose_donor(ada)
    ada.click(ada.tab.get_by_label("Publish"))
    ada.click(ada.tab.get_by_role("button", name="Show what would change"))
    ada.click(ada.tab.get_by_role("button", name=f"Yes, change {TWELVE} pages"))
    expect(ada.tab.get_by_text(f"{TWELVE} pages changed")).to_be_visible()
    assert twelve() == TWELVE
    ada.click(ada.tab.get_by_role("button", name="Undo"))
    expect(ada.tab.get_by_text(f"{TWELVE} pages are as before")).to_be_visible()


def set_in_form(ada) -> None:
    ada.click(ada.tab.locator("#id_fundings-ADD"))
    choose_donor(ada)
    ada.publish()


def test_a_donor_on_twelve_projects_and_back(ada, twelve, plain, record_property):
    set_and_undo(ada, twelve)
    assert twelve() == 0
    ours = ada.done()
    plain()
    ada.find("Project 7")
    set_in_form(ada)
    first = ada.done()
    # Wagtail leads back to the list. The other ten are as these two.
    ada.click_title("Project 3")
    set_in_form(ada)
    another = ada.done()
    assert twelve() == 2
    ada.click_title("Project 3")
    ada.click(ada.tab.locator("#id_fundings-0-DELETE-button"))
    ada.publish()
    assert twelve() == 1
    wagtails = first + another * (TWELVE - 1) + ada.done() * TWELVE
    assert_less(record_property, "a donor on twelve projects, and back", ours, wagtails)
