"""What an editor is told beside a form and on the home page: what is, what will be, and what a step would do."""

import json
import re
from contextlib import contextmanager
from datetime import timedelta

import pyoxigraph
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from cms import models
from cms.quality import check_outdated
from graph.declarations import SCHEMA
from graph.identity import id_of, iri
from tests.fixtures import public, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BEFORE, AFTER = "Training in Phnom Penh", "Training in Battambang"
ADDRESS = "/en/projects/training/"


@pytest.fixture
def record(ada, project, index, korea):
    """Return a public project in Cambodia whose draft has another title and another country; a page names it."""
    naming = models.ProjectPage(title="A second phase", slug="second")
    naming.related_project_links = [models.RelatedProject(project=project)]
    publish(index.add_child(instance=naming))
    project.title = AFTER
    project.country_links = [models.CountryLink(country=korea)]
    project.save_revision()
    public()
    return project


def details(panel, name: str):
    """Return what opens below this heading."""
    found = panel.locator("details", has_text=name)
    found.locator("summary").click()
    return found


def test_what_the_page_says_before_and_after_publishing(ada, record):
    ada.edit(record)
    panel = ada.open_panel("statements")
    expect(panel.get_by_text("Public since")).to_be_visible()
    expect(panel.locator("code")).to_have_text(iri(id_of(record)))
    changes = panel.get_by_role("table", name="What will change when you publish")
    assert set(changes.locator("del").all_inner_texts()) == {BEFORE, "Cambodia"}
    assert set(changes.locator("ins").all_inner_texts()) == {AFTER, "Republic of Korea"}
    for each in ("Related from", "A second phase", AFTER, "Countries", "Republic of Korea", "Ministry of Culture"):
        expect(panel.locator("svg.accord-drawing")).to_contain_text(each)
    expect(details(panel, "All statements").get_by_role("row", name="Amount")).to_contain_text("EUR 1,000.50")
    expect(details(panel, "Who links here")).to_contain_text("A second phase")
    expect(details(panel, "Turtle of the draft")).to_contain_text(f'"{AFTER}"@en')
    ada.look("statements")
    ada.publish()
    ada.edit(record)
    expect(panel.get_by_text("Nothing: what is public says the same.")).to_be_visible()
    newest = details(panel, "History").get_by_role("table").first
    assert AFTER in newest.locator("ins").all_inner_texts()
    expect(details(panel, "History").locator("h4").first).to_contain_text("Ada")


@contextmanager
def preview(ada, mode: str):
    ada.tab.get_by_label("Preview mode").select_option(label=mode)
    with ada.tab.context.expect_page() as opened:
        ada.tab.get_by_role("link", name="Preview in new tab").click()
    yield opened.value
    opened.value.close()


def test_four_previews_of_one_draft(ada, record, client):
    ada.edit(record)
    ada.open_panel("preview")
    with preview(ada, "Website") as shown:
        expect(shown.get_by_role("heading", level=1)).to_have_text(AFTER)
        expect(shown.get_by_role("link", name="Republic of Korea")).to_be_visible()
    with preview(ada, "GraphQL answer") as shown:
        answer = json.loads(shown.locator("pre").first.inner_text())["data"]["project"]
        assert (answer["title"], answer["countries"]["nodes"]) == (AFTER, [{"title": "Republic of Korea"}])
    with preview(ada, "Turtle") as shown:
        found = pyoxigraph.parse(shown.locator("pre").inner_text(), format=pyoxigraph.RdfFormat.TURTLE)
        assert [each.object.value for each in found if each.predicate.value == str(SCHEMA.name)] == [AFTER]
    with preview(ada, "Search result") as shown:
        result = shown.locator("ul.rows li")
        expect(result.get_by_role("link", name=AFTER)).to_be_visible()
        expect(result).to_contain_text("Republic of Korea")
    assert AFTER not in client.get(ADDRESS).content.decode()


@pytest.fixture
def busy_day(ada, project, index):
    """Something of each kind that the home page tells of."""
    user = get_user_model().objects.get(username="ada")
    drafts = {title: index.add_child(instance=models.ProjectPage(title=title, slug=title.lower(), live=False))
              for title in ("Begun", "Reviewed", "Reversed", "Embargoed")}  # fmt: skip
    drafts["Begun"].save_revision(user=user)
    drafts["Reviewed"].save_revision()
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Approve"), sort_order=0)
    workflow.start(drafts["Reviewed"], None)
    drafts["Reversed"].start_date, drafts["Reversed"].end_date = "2021", "2019"
    drafts["Reversed"].save_revision(clean=False)
    check_outdated(100)
    drafts["Embargoed"].go_live_at = timezone.now() + timedelta(days=2)
    drafts["Embargoed"].save_revision().publish()
    project.unresolved_references = [models.UnresolvedReference(field="partners", name="An unknown fund")]
    project.suggestions = [models.Suggestion(field="countries", name="Lao PDR", context="In Lao PDR, too.")]
    publish(project)


def test_the_home_page_and_an_embargo(ada, busy_day, client):
    ada.open("wagtailadmin_home")
    told = {
        "My drafts": "Begun not public yet",
        "Awaiting your review": "Reviewed",
        "Records with errors": "Reversed The end is before the start",
        "Imports: not found yet, and suggestions": f"{BEFORE} 1 reference, 1 suggestion",
        "Coming and going": "Embargoed becomes public on",
        "Published lately": BEFORE,
        "Public now": "Projects 1",
    }
    for heading, text in told.items():
        panel = ada.tab.get_by_role("region", name=heading)
        assert text in " ".join(panel.inner_text().split()), heading
    ada.look("home")
    ada.tab.get_by_role("region", name="Coming and going").get_by_role("link", name="Embargoed").click()
    panel = ada.open_panel("statements")
    expect(panel.get_by_text("A new version becomes public on")).to_be_visible()
    assert client.get("/en/projects/embargoed/").status_code == 404


def test_privacy_says_what_it_withdraws_and_withdraws_that(ada, record, index, client):
    ada.edit(index)
    ada.open_panel("status")
    before = public()
    ada.tab.get_by_role("button", name="Change privacy").click()
    dialog = ada.tab.get_by_role("dialog")
    expect(dialog).to_contain_text("3 records disappear")
    for each in (BEFORE, "A second phase", "Ministry of Culture"):
        expect(dialog.get_by_role("listitem").filter(has_text=each)).to_be_visible()
    assert public() == before and client.get(ADDRESS).status_code == 200
    dialog.get_by_label("any logged-in users").check()
    dialog.get_by_role("button", name="Save").click()
    expect(ada.tab.get_by_text("Not visible to the public")).to_be_visible()
    gone = {each.partition("/")[0] for each in before - public()}
    assert gone == {"project", "organisation", "funding"}
    assert client.get(ADDRESS).status_code != 200


def test_a_picture_is_replaced_where_it_is_used(ada, installed, project, client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which each test uses again.
    cache.clear()
    file = get_test_image_file("loom.png", size=(1200, 900))
    image = models.ImageFile.objects.create(title="A loom", file=file)
    project.gallery = [models.Picture(image=image, alternative_text="Two women at a loom", credit="A. Photographer")]
    publish(project)
    before = picture_of(client)
    ada.open("wagtailimages:edit", image.pk)
    ada.tab.get_by_role("link", name="Used 1 time").click()
    expect(ada.tab.get_by_role("link", name=project.title)).to_be_visible()
    ada.tab.go_back()
    other = get_test_image_file("other.png", size=(1200, 900), colour="red").file.getvalue()
    ada.tab.get_by_label("File").set_input_files({"name": "other.png", "mimeType": "image/png", "buffer": other})
    ada.tab.get_by_role("button", name="Save").click()
    expect(ada.tab.locator(".messages")).to_contain_text("updated")
    assert picture_of(client) != before
    assert b"".join(client.get(before)) == b"".join(client.get(picture_of(client)))


def picture_of(client) -> str:
    """Where the page shows its picture."""
    html = client.get(ADDRESS).content.decode()
    return re.search(r'<img[^>]* src="https?://[^/]+([^"]+)"', html)[1]
