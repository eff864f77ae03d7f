"""No rule of axe is broken on what we add to the admin, nor on the website, and a keyboard is enough to work with."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from cms import models
from cms.admin.sheets.files import csv_lines
from cms.admin.sheets.records import Sheet
from cms.previews import modes
from graph.declarations import registry
from tests.axe import needs_axe, violations
from tests.end_to_end.desk import Editor
from tests.fixtures import publish, settle

pytestmark = [pytest.mark.browser, needs_axe]

OUR_PAGES = (
    "wagtailadmin_home",
    "import_pages",
    "batches",
    "record_quality",
    "not_found_yet",
    "deprecated_uses",
    "content-projects:index",
    "remits:index",
    "remits:add",
    "api_keys:index",
    "api_keys:add",
    "webhooks:index",
    "webhooks:add",
    "notices",
    "wagtailsnippets_cms_organisation:add",
    "wagtailsnippets_cms_outcome:add",
    "wagtailsnippets_cms_country:list",
)


@pytest.fixture
def record(office, index, korea, donor):
    """Return a public project with something to publish, something that is missing, and a page that names it."""
    page = models.ProjectPage(title="Training in Seoul", slug="training", overview="<p>Why.</p>", end_date="2020")
    page.country_links = [models.CountryLink(country=korea)]
    page.fundings = [models.Funding(donor=donor, amount=1000, currency="EUR")]
    publish(index.add_child(instance=page))
    naming = models.ProjectPage(title="A second phase", slug="second")
    naming.related_project_links = [models.RelatedProject(project=page)]
    publish(index.add_child(instance=naming))
    page.title = "Training in Busan"
    page.save_revision()
    settle()
    return page


@pytest.fixture
def ada(browser, live_server, record):
    administrator = get_user_model().objects.create_superuser("ada", first_name="Ada")
    editor = Editor.at_work(browser, live_server.url, administrator)
    yield editor
    editor.leave()


def in_both_panels(editor):
    editor.open_panel("findings")
    found = violations(editor.tab)
    panel = editor.open_panel("statements")
    expect(panel.get_by_text("In the graph")).to_be_visible()
    for summary in panel.locator("summary").all():
        summary.click()
    return found + violations(editor.tab)


def test_the_form_and_its_side_panels(ada, record):
    ada.edit(record)
    assert in_both_panels(ada) == []
    # Beside the open panel, none of them is covered.
    for tab in ada.tab.get_by_role("tab").all():
        tab.click()
        assert violations(ada.tab) == [], tab.inner_text()


@pytest.mark.slow
def test_our_pages_of_the_admin(ada, subtests):
    for name in OUR_PAGES:
        with subtests.test(name):
            ada.open(name)
            assert violations(ada.tab) == []


@pytest.mark.slow
def test_an_import_that_is_shown(ada):
    ada.open("import_pages")
    text = "Theme:\nAdvocacy\nType of project:\nMonitoring\nCountries:\n\nRiver songs\n\nEnglish\n"
    ada.tab.get_by_label("Text of an old page").fill(text)
    ada.tab.get_by_role("button", name="Show what would be made").click()
    expect(ada.tab.get_by_role("button", name="Create drafts")).to_be_visible()
    assert violations(ada.tab) == []
    ada.tab.get_by_role("button", name="Create drafts").click()
    expect(ada.tab.get_by_role("button", name="Undo")).to_be_visible()
    assert violations(ada.tab) == []


@pytest.mark.slow
def test_a_change_of_many_pages(ada, record):
    for action in ("add_donor", "publish"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        ada.tab.goto(f"{ada.address}{address}?id={record.pk}&next=/admin/")
        assert violations(ada.tab) == [], action
    ada.tab.get_by_role("button", name="Yes, change 1 page").click()
    ada.tab.get_by_role("link", name="What was done").click()
    expect(ada.tab.get_by_role("columnheader", name="Outcome")).to_be_visible()
    assert violations(ada.tab) == []


@pytest.mark.slow
def test_a_sheet_that_is_shown(ada, record):
    ada.open("sheet_upload", "Project")
    assert violations(ada.tab) == []
    sheet = Sheet(registry().types["Project"], get_user_model().objects.get(username="ada"))
    header, row = sheet.rows([record.translation_key])
    row[header.index("end_date")] = "2021"
    content = b"".join(csv_lines([header, row]))
    file = {"name": "sheet.csv", "mimeType": "text/csv", "buffer": content}
    ada.tab.get_by_label("Edited sheet").set_input_files(file)
    ada.tab.get_by_role("button", name="Show the differences").click()
    expect(ada.tab.get_by_role("button", name="Save as drafts")).to_be_visible()
    assert violations(ada.tab) == []


@pytest.mark.slow
@pytest.mark.parametrize(("tab", "what"), [("People and places", "country"), ("Money", "donor"), ("Results", "result")])
def test_choosers(ada, record, tab, what):
    ada.edit(record)
    ada.go_to(tab)
    dialog = ada.open_chooser(what)
    assert violations(ada.tab) == []
    if what != "country":
        dialog.get_by_role("tab", name="New").click()
        assert violations(ada.tab) == []


@pytest.mark.slow
def test_the_privacy_dialogue(ada, record):
    ada.edit(record)
    ada.open_panel("status")
    ada.tab.get_by_role("button", name=re.compile("privacy", re.I)).click()
    expect(ada.tab.get_by_text("disappear")).to_be_visible()
    assert violations(ada.tab) == []


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["", *modes()])
def test_previews(ada, record, mode):
    ada.edit(record)
    ada.open_panel("preview")
    ada.tab.get_by_label("Preview mode").select_option(mode)
    with ada.tab.context.expect_page() as opened:
        ada.tab.get_by_role("link", name="Preview in new tab").click()
    preview = opened.value
    expect(preview.get_by_text("Training in Busan").first).to_be_visible()
    assert violations(preview) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/projects/training/",
        "/browse/",
        "/browse/country/KR/",
        "/browse/all/",
        "/browse/project/?countries=KR&facets=all",
        "/browse/project/?view=table&lang=ar",
        "/browse/project/?view=map",
        "/browse/project/?view=network",
        "/browse/project/?countries=XX",
        "/browse/country/KR/?lang=ar",
        "/en/projects/training/?lang=zh",
        "/design/",
        "/search/?q=training",
        "/dataset",
        "/sparql",
        "/graphql/status",
    ],
)
def test_the_website(ada, record, address):
    ada.tab.goto(ada.address + address)
    assert violations(ada.tab) == []


@pytest.mark.slow
def test_a_project_is_written_and_published_with_the_keyboard_alone(ada, index):
    keys, page = ada.tab.keyboard, ada.tab
    ada.open("wagtailadmin_pages:add", "cms", "projectpage", index.pk)
    expect(ada.title).to_be_visible()
    tab_to(page, "#id_title")
    keys.type("By keyboard")
    tab_to(page, "[role=tab]")
    keys.press("ArrowRight")
    tab_to(page, "button:text-matches('Add country')")
    keys.press("Enter")
    dialog = page.locator(".modal-dialog")
    expect(dialog.locator("#search-results")).to_be_visible()
    tab_to(page, ".modal-dialog input[name=q]")
    keys.type("korea")
    expect(dialog.locator("tbody tr")).to_have_count(1)
    tab_to(page, ".modal-dialog tbody input[type=checkbox]")
    keys.press("Space")
    tab_to(page, ".modal-dialog [data-multiple-choice-submit]")
    keys.press("Enter")
    expect(dialog).to_have_count(0)
    tab_to(page, "button[aria-label='More actions'], button:has-text('More actions')")
    keys.press("Enter")
    tab_to(page, "button[name=action-publish]")
    keys.press("Enter")
    expect(page.locator(".messages")).to_contain_text("published")
    [written] = models.ProjectPage.objects.filter(title="By keyboard")
    assert written.live and [row.country.code for row in written.country_links.all()] == ["KR"]


def tab_to(page, selector: str) -> None:
    """As somebody does who has no mouse, until the focus is there."""
    wanted = page.locator(selector)
    for _ in range(200):
        page.keyboard.press("Tab")
        if any(each.evaluate("each => each === document.activeElement") for each in wanted.all()):
            return
    raise AssertionError(f"The focus never came to {selector}.")
