"""A form saves by itself: as a draft, no more than that, and never over what somebody else has saved."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from wagtail.models import Revision

from cms import models
from tests.end_to_end.desk import Editor
from tests.fixtures import publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def record(office, index):
    return publish(index.add_child(instance=models.ProjectPage(title="As it was", slug="shared")))


@pytest.fixture
def people(browser, live_server, record, settings):
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 1000
    users = [get_user_model().objects.create_superuser(name.lower(), first_name=name) for name in ("Ada", "Ben")]
    editors = [Editor.at_work(browser, live_server.url, each) for each in users]
    yield editors
    for each in editors:
        each.leave()


@pytest.fixture
def suggesting(record):
    """The record's draft suggests two countries that exist, and a date."""
    draft = record.get_latest_revision_as_object()
    mentioned = {"countries": ("Cambodia", "Republic of Korea"), "start_date": ("2021-12-09",)}
    draft.suggestions = [
        models.Suggestion(field=field, name=name, context=f"It was in {name}.")
        for field, names in mentioned.items()
        for name in names
    ]
    draft.save_revision()
    return record


def newest(page):
    return models.ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object().title


def test_what_is_typed_is_saved_as_a_draft_and_nothing_more(people, record):
    ada, _ben = people
    ada.edit(record)
    with ada.saved_by_itself():
        ada.title.fill("Better already")
    assert newest(record) == "Better already"
    record.refresh_from_db()
    assert (record.title, record.has_unpublished_changes) == ("As it was", True)


def test_who_saves_second_is_asked_before_overwriting(people, record):
    ada, ben = people
    ada.edit(record)
    ben.edit(record)
    expect(ben.tab.locator(".w-editing-sessions__session")).to_have_count(1)
    ada.title.fill("Ada's title")
    ada.save()
    ben.title.fill("Ben's title")
    expect(ben.tab.locator(".w-editing-sessions__session--saved")).to_be_visible()
    ben.tab.get_by_role("button", name="Save draft").click()
    dialog = ben.tab.get_by_role("dialog").filter(has_text="Ada saved a new version")
    expect(dialog.get_by_role("link", name="View latest version")).to_be_visible()
    ben.look("asked")
    assert newest(record) == "Ada's title"
    dialog.get_by_role("button", name="Save draft").click()
    expect(ben.tab.locator(".messages")).to_contain_text("has been updated")
    titles = [each.content["title"] for each in Revision.objects.for_instance(record).order_by("pk")]
    assert titles == ["As it was", "Ada's title", "Ben's title"]


def test_what_is_accepted_stays_whatever_is_saved_afterwards(people, suggesting):
    ada, _ben = people
    ada.edit(suggesting)
    ada.go_to("Source")
    for number in range(3):
        with ada.saved_by_itself():
            ada.tab.locator(f"#id_suggestions-{number}-decision").select_option("accept")
    ada.go_to("Overview")
    for title in ("Better already", "Better still"):
        with ada.saved_by_itself():
            ada.title.fill(title)
    ada.save()
    draft = models.ProjectPage.objects.get(pk=suggesting.pk).get_latest_revision_as_object()
    assert [row.country.code for row in draft.country_links.all()] == ["KH", "KR"]
    assert (draft.title, str(draft.start_date)) == ("Better still", "2021-12-09")
    ada.go_to("Source")
    expect(ada.tab.locator("#id_suggestions-TOTAL_FORMS")).to_have_value("0")
    ada.look("accepted")
