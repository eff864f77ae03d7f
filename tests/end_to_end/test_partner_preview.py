"""An editor looks at a draft on a partner's site beside the form, and clicks on a text to edit it."""

import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cms import models
from tests.end_to_end.desk import Editor
from tests.servers import serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SITE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Partner</title>
<script src="{accord}/static/graph/click-to-edit.js"></script>
<main><h1>…</h1><div id="aim"></div><ul id="countries"></ul><p id="renewed"></p></main>
<script type="module">
  const id = new URLSearchParams(location.search).get("id");
  const query = `query ($id: ID!) {{ project(id: $id) {{ title aim {{ html }} countries {{ nodes {{ title }} }} }} }}`;
  const show = async (token) => {{
    const response = await fetch("{accord}/graphql/", {{
      method: "POST",
      headers: {{ "Content-Type": "application/json", "Accord-Preview": token, "Accord-Preview-Marks": "true" }},
      body: JSON.stringify({{ query, variables: {{ id }} }}),
    }});
    const answer = await response.json();
    const project = answer.data?.project;
    document.querySelector("h1").textContent = project?.title ?? JSON.stringify(answer);
    document.querySelector("#aim").innerHTML = project?.aim?.html ?? "";
    document.querySelector("#countries").innerHTML = (project?.countries.nodes ?? [])
      .map((each) => `<li>${{each.title}}</li>`).join("");
  }};
  window.addEventListener("accord:token", ({{ detail }}) => {{
    document.querySelector("#renewed").textContent = "renewed";
    show(detail.token);
  }});
  show(decodeURIComponent(location.hash.slice("#token=".length)));
</script></html>"""


@contextmanager
def partner(accord):
    """Yield a website of somebody else, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            body = SITE.format(accord=accord).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def site(live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    with partner(live_server.url) as address:
        yield models.PartnerSite.objects.create(
            name="Heritage portal", address=f"{address}/preview?id={{id}}&path={{path}}&lang={{lang}}#token={{token}}"
        )


@pytest.fixture
def nina(browser, live_server, office):
    editor = Editor.at_work(browser, live_server.url, get_user_model().objects.get(username="nina"))
    yield editor
    editor.leave()


@pytest.fixture
def page(office, index):
    page = models.ProjectPage(title="Never published", aim="<p>To be <b>seen</b>.</p>", live=False)
    page.country_links = [models.CountryLink(country=models.Country.objects.get(code="KH"))]
    page = index.add_child(instance=page)
    page.save_revision()
    return page


def test_a_draft_is_shown_on_the_partner_site_and_a_click_leads_to_its_field(nina, site, page):
    nina.edit(page)
    panel = nina.open_panel("preview")
    panel.get_by_role("combobox").select_option(label="Heritage portal")
    frame = nina.tab.frame_locator("#w-preview-iframe, iframe[title=Preview]").first.frame_locator("[data-frame]")
    heading = frame.get_by_role("heading")
    expect(heading).to_have_text("Never published")
    expect(frame.get_by_role("listitem")).to_have_text(["Cambodia"])
    assert "\u200b" not in frame.locator("main").inner_text()
    nina.look("beside-the-form")
    nina.go_to("People and places")
    # Not with the mouse: Playwright misses what is small in a frame that Wagtail scales.
    heading.dispatch_event("pointerover")
    frame.get_by_role("link", name="Edit").press("Enter")
    expect(nina.title).to_be_visible()
    nina.tab.wait_for_function("document.activeElement.id === 'id_title'")
    frame.locator("#aim p").dispatch_event("pointerover")
    frame.get_by_role("link", name="Edit").press("Enter")
    nina.tab.wait_for_function("document.activeElement.closest('[data-contentpath=aim]')")
    nina.look("at-the-field")


def test_a_draft_opens_in_a_new_tab_and_a_click_there_leads_to_the_form(nina, site, page):
    nina.edit(page)
    panel = nina.open_panel("preview")
    panel.get_by_role("combobox").select_option(label="Heritage portal")
    wrapper = nina.tab.frame_locator("#w-preview-iframe, iframe[title=Preview]").first
    with nina.tab.context.expect_page() as opened:
        wrapper.get_by_role("link", name="Open Heritage portal").click()
    other = opened.value
    expect(other.get_by_role("heading")).to_have_text("Never published")
    other.get_by_role("heading").hover()
    with nina.tab.context.expect_page() as form:
        other.get_by_role("link", name="Edit").click()
    form.value.wait_for_url(re.compile(rf"/admin/pages/{page.pk}/edit/.*contentpath=title"))
    expect(form.value.locator("#id_title")).to_have_value("Never published")
