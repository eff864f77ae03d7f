"""The pictures of docs/editors.md, taken from the sample programme: `make screenshots` writes them anew."""

import io
import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import expect

from cms import models
from cms.admin.guide import DOCS
from tests.end_to_end.desk import Editor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WINDOW = {"width": 1280, "height": 800}
QUALITY = 70


@pytest.fixture
def edith(installed, browser, live_server):
    """Yield the sample's editor; a colleague has given a project an end before its start, and no country."""
    call_command("load_reference_data", verbosity=0)
    call_command("load_demo", verbosity=0)
    editor = Editor.at_work(browser, live_server.url, get_user_model().objects.get(username="editor"))
    editor.tab.set_viewport_size(WINDOW)
    yield editor
    editor.leave()


def project():
    """One that has ended, with donors and partners, and so has something to show in every tab."""
    return models.ProjectPage.objects.filter(locale__language_code="en", live=True).exclude(end_date=None).first()


def overview(edith):
    edith.edit(project())


def countries(edith):
    edith.edit(project())
    edith.go_to("People and places")
    dialog = edith.open_chooser("country")
    dialog.get_by_label("All of a country group").select_option(label="Association of Southeast Asian Nations")
    expect(dialog.locator("input:checked[name=id]").first).to_be_visible()


def before_publishing(edith):
    page = project()
    page.end_date, page.country_links = "1999", []
    page.save_revision(clean=False)
    edith.edit(page)
    edith.open_panel("findings")
    expect(edith.tab.locator("[data-remark-message]").first).to_be_visible()


def what_this_page_says(edith):
    page = project()
    page.title = f"{page.title}, revised"
    page.save_revision()
    edith.edit(page)
    panel = edith.open_panel("statements")
    expect(panel.get_by_text("In the graph")).to_be_visible()


def two_people(edith):
    page = project()
    edith.edit(page)
    page.save_revision(user=get_user_model().objects.get(username="admin"))
    edith.title.fill("A title of my own")
    expect(edith.tab.locator(".w-editing-sessions__session--saved")).to_be_visible()
    edith.tab.get_by_role("button", name="Save draft").click()
    expect(edith.tab.get_by_role("dialog").filter(has_text="saved a new version")).to_be_visible()


def privacy(edith):
    edith.edit(project())
    edith.open_panel("status")
    edith.tab.get_by_role("button", name="Change privacy").click()
    expect(edith.tab.get_by_text("disappear").first).to_be_visible()


def home(edith):
    edith.open("wagtailadmin_home")


PICTURES = {
    "home": home,
    "overview": overview,
    "countries": countries,
    "what-this-page-says": what_this_page_says,
    "privacy": privacy,
    "two-people": two_people,
    "before-publishing": before_publishing,
}


def test_every_picture_of_the_guide_can_be_taken(edith, request, tmp_path):
    folder = Path(request.config.getoption("pictures") or tmp_path)
    folder.mkdir(exist_ok=True)
    for name, show in PICTURES.items():
        show(edith)
        # Things fade in.
        edith.tab.wait_for_timeout(800)
        Image.open(io.BytesIO(edith.tab.screenshot())).save(folder / f"{name}.webp", quality=QUALITY, method=6)
    named = set(re.findall(r"pictures/([a-z-]+)\.webp", (DOCS / "editors.md").read_text("utf-8")))
    assert named == {each.stem for each in folder.iterdir()} == set(PICTURES)
