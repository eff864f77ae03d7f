"""A review by peers with two reviewers at the same time, from the invitation to the published module, in Chromium."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from playwright.sync_api import expect

from cms import models
from graph.identity import id_of
from graph.mirror import stored_differences
from tests.end_to_end.desk import Editor
from tests.fixtures import publish, settle

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
STEP = "7a0f0a2e-1f0d-4b51-8a10-000000000001"


@pytest.fixture
def module(installed, home, index):
    toolkit = publish(index.add_child(instance=models.ToolkitPage(title="Policies", slug="policies")))
    page = models.ToolkitModulePage(title="Asking artists", slug="asking", summary="<p>How to ask.</p>")
    page.body = [{"type": "step", "id": STEP, "value": {"title": "Make a list", "text": "<p>Of all.</p>"}}]
    toolkit.add_child(instance=page)
    return publish(page)


@pytest.fixture
def ada(module, transactional_db, browser, live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    editor = Editor.at_work(browser, live_server.url, get_user_model().objects.create_superuser("ada"))
    yield editor
    editor.leave()


def invite(ada, name: str, language: str) -> str:
    """Invite a reviewer on the desk, and return the link of the mail."""
    if not ada.tab.locator("#id_name").is_visible():
        ada.click(ada.tab.get_by_text("Invite a reviewer"))
    ada.type(ada.tab.locator("#id_name"), name)
    ada.type(ada.tab.locator("#id_email"), f"{name.lower()}@example.org")
    ada.tab.locator("#id_language").select_option(language)
    ada.click(ada.tab.get_by_role("button", name="Send the link"))
    expect(ada.tab.locator(".messages .success")).to_contain_text("The link was sent")
    return re.search(r"http\S+/review/\S+/", mail.outbox[-1].body)[0]


def reviewer(browser, link: str):
    """Open a reviewer's page on a telephone without scripts."""
    tab = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    tab.goto(link)
    return tab


def test_from_the_invitation_to_the_published_module(ada, browser, module):
    ada.open("wagtailadmin_pages:edit", module.pk)
    ada.click(ada.tab.get_by_role("button", name="Actions").first)
    ada.click(ada.tab.get_by_role("link", name="Ask peers to review"))
    ada.look("ask")
    ada.click(ada.tab.get_by_role("button", name="Begin the review"))
    links = [invite(ada, "Nomsa", "en"), invite(ada, "Lan", "fr")]
    desk = ada.tab.url
    nomsa, lan = (reviewer(browser, link) for link in links)
    # Both have the form open, and send it one after the other.
    nomsa.locator(f"[name='comment-body-{STEP}-text']").locator("xpath=ancestor::details/summary").click()
    nomsa.locator(f"[name='comment-body-{STEP}-text']").fill("Too short for us.")
    nomsa.locator("[name=answer-works-text]").fill("The list.")
    nomsa.locator("[name=naming][value=named]").check()
    nomsa.locator("[name=shown_as]").fill("Nomsa D., Durban Arts")
    lan.locator("[name=answer-works-text]").fill("La liste aussi.")
    lan.locator("[name=practice-1-title]").fill("Du thé")
    lan.locator("[name=practice-1-text]").fill("Nous commençons par du thé.")
    for tab in (nomsa, lan):
        tab.locator("button[name=send]").click()
        expect(tab.locator("[role=status]")).to_be_visible()
    assert models.ReviewAnswer.objects.count() == 4
    ada.tab.goto(desk)
    expect(ada.tab.get_by_text("Too short for us.")).to_be_visible()
    expect(ada.tab.get_by_text("La liste aussi.")).to_be_visible()
    decide(ada, "Too short for us.", "Step 1 says more now.", "Accepted")
    decide(ada, "Nous commençons par du thé.", "", "Accept, and put it into the text")
    ada.look("decided")
    expect(ada.tab.locator("#id_what_changed")).to_have_value(re.compile("Step 1 says more now."))
    ada.click(ada.tab.get_by_role("button", name="Finish the review"))
    expect(ada.title).to_be_visible()
    ada.wait_for_form()
    ada.publish()
    settle()
    nomsa.reload()
    assert nomsa.locator("form").count() == 0
    text = ada.tab.request.get(f"{ada.address}/data/{id_of(module)}.ttl").text()
    assert "Nomsa D., Durban Arts" in text and "Step 1 says more now." in text and "Du thé" in text
    assert "Lan" not in text and "example.org" not in text
    assert list(stored_differences()) == []


def decide(ada, words: str, note: str, button: str) -> None:
    place = ada.tab.locator(".accord-sent", has_text=words)
    ada.type(place.locator("textarea"), note)
    ada.click(place.get_by_role("button", name=button, exact=True))
    expect(ada.tab.locator(".accord-sent", has_text=words).locator("textarea")).to_have_count(0)
