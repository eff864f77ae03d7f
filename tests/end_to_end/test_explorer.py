"""The explorer and the map in Chromium: expanding, paths, files, keyboard; and both without script."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from cms import models
from graph import identity
from tests.axe import needs_axe, violations
from tests.browser import take_screenshot
from tests.fixtures import publish, settle

SIGMA = "vendor/sigma/sigma.min.js"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(finders.find(SIGMA) is None, reason="no drawing library: run `make frontend`"),
]


@pytest.fixture
def second(office, index, cambodia, korea, project):
    page = models.ProjectPage(title="Second", slug="second")
    page.country_links = [models.CountryLink(country=each) for each in (cambodia, korea)]
    publish(index.add_child(instance=page))
    activity = models.ActivityPage(title="Talk", slug="talk", location="11.5564, 104.9282")
    publish(project.add_child(instance=activity))
    settle()
    return page


@pytest.fixture
def tab(browser, live_server, second, settings):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 1400})
    tab = context.new_page()
    errors = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    yield tab
    context.close()
    assert errors == []


def opened(tab):
    return [each.inner_text() for each in tab.locator(".opened > h2 > a").all()]


def test_a_click_in_the_lists_expands_the_drawing_and_the_address(tab):
    tab.goto("/explore/?node=country/KH&lang=en")
    expect(tab.locator("#drawing canvas").first).to_be_visible()
    tab.get_by_role("link", name="Open Second").first.click()
    expect(tab.locator(".opened")).to_have_count(2)
    assert "node=country/KH&node=project/" in tab.url
    tab.go_back()
    expect(tab.locator(".opened")).to_have_count(1)
    take_screenshot(tab, "explorer")


def test_a_keyboard_is_enough_to_expand_in_the_drawing(tab, second):
    tab.goto(f"/explore/?node={identity.id_of(second)}&lang=en")
    drawing = tab.locator("#drawing")
    drawing.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator("#drawing-said")).to_contain_text("Second (Project, 2)")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        tab.keyboard.press(key)
        if drawing.get_attribute("data-chosen") != identity.id_of(second):
            break
    expect(tab.locator("#drawing-said")).to_contain_text("Second → Countries → ")
    tab.keyboard.press("Enter")
    expect(tab.locator(".opened")).to_have_count(2)


def test_paths_between_two_resources(tab, project):
    tab.goto(f"/explore/?node={identity.id_of(project)}&q=korea&lang=en")
    tab.get_by_role("link", name="Paths from Training in Phnom Penh").first.click()
    expect(tab.locator(".paths li").first).to_contain_text("→")
    take_screenshot(tab, "explorer-paths")


def test_pictures_and_graphml_are_saved(tab, tmp_path):
    tab.goto("/explore/?node=country/KH&lang=en")
    expect(tab.locator("#drawing canvas").first).to_be_visible()
    saved = {}
    for name in ("SVG", "PNG"):
        with tab.expect_download() as download:
            tab.get_by_role("button", name=name).click()
        saved[name] = Path(download.value.path()).read_bytes()
    drawing = ElementTree.fromstring(saved["SVG"])  # noqa: S314 our own
    texts = {each.text for each in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Cambodia", "Second", "Training in Phnom Penh"} <= texts
    assert saved["PNG"].startswith(b"\x89PNG") and len(saved["PNG"]) > 2000
    with tab.expect_download() as download:
        tab.get_by_role("link", name="GraphML").click()
    assert b"<graphml" in Path(download.value.path()).read_bytes()


def test_filters_narrow_without_leaving_the_page(tab):
    tab.goto("/explore/?node=country/KH&lang=en")
    tab.get_by_role("group", name="Type").get_by_role("checkbox", name="Projects").check()
    tab.get_by_role("button", name="Narrow down").click()
    expect(tab.locator(".opened h3")).to_have_count(1)
    assert "type=project" in tab.url


def test_a_country_of_the_map_leads_to_its_list_by_keyboard(tab):
    tab.goto("/map/?lang=en")
    area = tab.locator("svg a.area").first
    area.focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Projects")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/map/?lang={}", "/explore/?lang={}", "/explore/?node=country/KH&lang={}"])
@needs_axe
def test_no_rule_of_axe_is_broken(tab, address, scheme):
    tab.emulate_media(color_scheme=scheme)
    for language in ("en", "ar", "zh"):
        for width in (320, 1280):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.goto(address.format(language))
            assert violations(tab) == []
            assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_both_work_without_script(browser, live_server, second):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/explore/?lang=en&q=cambodia")
    tab.get_by_role("link", name="Show its neighbours").first.click()
    tab.get_by_role("link", name="Open Second").first.click()
    assert tab.locator(".opened").count() == 2
    assert not tab.locator("#drawing").is_visible()
    tab.goto("/map/?lang=en")
    # Cambodia has a code here that no outline has, so it stands in the table alone.
    assert (tab.locator("svg a.area").count(), tab.locator("tbody tr").count()) == (1, 2)
    context.close()
