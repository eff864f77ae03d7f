"""The list of projects that partners embed: small, from another origin, in a language, usable by everybody."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from cms import models
from cms.settings.environment import BASE_DIR
from graph.identity import id_of, iri
from tests.axe import needs_axe, violations
from tests.fixtures import publish
from tests.servers import serving

FILE = "embed/v1/accord-projects.js"
PAGE = """<!doctype html><html lang="en" style="color-scheme: light dark"><meta charset="utf-8">
<link rel="icon" href="data:,"><title>Partner</title>
<style>body {{ background: canvas; color: canvastext }}</style>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {accord}; connect-src {accord}">
<script defer src="{accord}/static/{file}"></script><main><h1>Partner</h1>{element}</main></html>"""


@pytest.fixture
def source():
    return Path(finders.find(FILE)).read_text("utf-8")


def test_it_is_small_and_its_address_says_its_version(source):
    assert len(source.encode()) < 10_000
    [version] = re.findall(r'VERSION = "(\d+)\.\d+\.\d+"', source)
    assert f"/v{version}/" in FILE


def test_every_attribute_and_property_is_explained(source):
    guide = (BASE_DIR / "docs/examples/README.md").read_text("utf-8")
    [attributes] = re.findall(r"observedAttributes = \[(.*)\]", source)
    assert re.findall(r"^\| `([\w-]+)` \|", guide, re.M) == re.findall(r"[\w-]+", attributes)
    assert set(re.findall(r"--accord-\w+", guide)) == set(re.findall(r"--accord-\w+", source))


class Partner(ThreadingHTTPServer):
    """A website of somebody else."""

    def show(self, element):
        self.page.write_text(PAGE.format(accord=self.accord, file=FILE, element=element), "utf-8")
        return f"http://localhost:{self.server_port}/{self.page.name}"


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture
def partner(live_server, tmp_path):
    server = Partner(("127.0.0.1", 0), partial(Handler, directory=tmp_path))
    server.accord, server.page = live_server.url, tmp_path / "index.html"
    with serving(server):
        yield server


@pytest.fixture
def theme(db):
    return models.Theme.objects.create(labels={"en": "Films"})


@pytest.fixture
def projects(index, cambodia, korea, theme):
    for number in range(5):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}", start_date=f"202{number}")
        page.country_links = [models.CountryLink(country=korea if number == 4 else cambodia)]
        page.theme_links = [models.ThemeLink(theme=theme)] if number < 2 else []
        publish(index.add_child(instance=page))


@pytest.mark.browser
@needs_axe
def test_it_lists_projects_of_a_country_on_another_website(browser, partner, projects):
    tab = browser.new_page(color_scheme="dark")
    problems = []
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.goto(partner.show('<accord-projects country="kh" lang="fr" first="3"></accord-projects>'))
    items = tab.get_by_role("list", name="Projets").get_by_role("listitem")
    expect(items).to_have_text(["Project 32023 · Cambodge", "Project 22022 · Cambodge", "Project 12021 · Cambodge"])
    expect(tab.get_by_role("heading", level=2)).to_have_text("Projets")
    expect(tab.get_by_role("status")).to_have_text("3 sur 4")
    # The titles are in English only, and screen readers are told so.
    expect(tab.get_by_role("link").first).to_have_attribute("lang", "en")
    assert tab.get_by_role("link").first.get_attribute("href").endswith("/projects/p3/")
    assert violations(tab) == []
    light = tab.get_by_role("link").first.evaluate("each => getComputedStyle(each).color")
    tab.emulate_media(color_scheme="light")
    assert tab.get_by_role("link").first.evaluate("each => getComputedStyle(each).color") != light
    assert violations(tab) == []
    tab.get_by_role("button", name="Afficher plus").press("Enter")
    expect(items).to_have_count(4)
    expect(tab.get_by_role("link", name="Project 0")).to_be_focused()
    expect(tab.get_by_role("button")).to_have_count(0)
    assert problems == []
    tab.close()


@pytest.mark.browser
def test_it_follows_its_attributes_and_properties(browser, partner, projects, theme):
    tab = browser.new_page()
    tab.goto(partner.show("<accord-projects heading-level=3></accord-projects>"))
    expect(tab.get_by_role("listitem")).to_have_count(5)
    expect(tab.get_by_role("heading", level=3)).to_have_text("Projects")
    tab.locator("accord-projects").evaluate("each => each.style.setProperty('--accord-link', 'rgb(1, 2, 3)')")
    expect(tab.get_by_role("link").first).to_have_css("color", "rgb(1, 2, 3)")
    tab.evaluate(
        "theme => { const list = document.querySelector('accord-projects'); list.setAttribute('theme', theme);"
        " list.lang = 'ar'; }",
        iri(id_of(theme)),
    )
    expect(tab.get_by_role("listitem")).to_have_count(2)
    expect(tab.get_by_role("heading", level=3)).to_have_text("المشاريع")
    expect(tab.locator("section")).to_have_css("direction", "rtl")
    tab.close()


@pytest.mark.browser
def test_it_says_that_accord_does_not_answer_and_tries_again(browser, partner, projects):
    tab = browser.new_page()
    tab.route("**/graphql/*", lambda route: route.abort())
    tab.goto(partner.show('<accord-projects country="XX"></accord-projects>'))
    expect(tab.get_by_role("status")).to_have_text("The projects cannot be shown just now.")
    tab.unroute("**/graphql/*")
    tab.get_by_role("button", name="Try again").click()
    expect(tab.get_by_role("status")).to_have_text("No projects.")
    tab.close()
