"""Steps that a reader ticks off, in a real Chromium: the browser remembers them, and nobody else learns of it."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from graph.presentation.model import Block
from home.runs import runs

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "http://module.test/"


@pytest.fixture
def tab(browser):
    """Yield a page with three steps and the site's script, at an address that is no server's."""
    blocks = [Block("step", {"title": f"Step {each}", "text": ""}, f"id-{each}") for each in "ABC"]
    [run] = runs(blocks)
    script = (settings.BASE_DIR / "home/static/home/steps.js").read_text("utf-8")
    html = f"<!doctype html>{render_to_string(run.templates, {'run': run})}<script>{script}</script>"
    tab = browser.new_page()
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.goto(ADDRESS)
    yield tab
    tab.close()
    assert set(asked) == {ADDRESS}


def test_what_is_ticked_off_is_counted_and_remembered(tab):
    assert tab.locator(".progress").text_content() == "0 of 3 steps done"
    tab.get_by_label("Done").nth(1).check()
    tab.get_by_label("Done").nth(2).check()
    tab.get_by_label("Done").nth(2).uncheck()
    assert tab.locator(".progress").text_content() == "1 of 3 steps done"
    tab.reload()
    assert tab.locator(".progress").text_content() == "1 of 3 steps done"
    assert [box.is_checked() for box in tab.get_by_label("Done").all()] == [False, True, False]
