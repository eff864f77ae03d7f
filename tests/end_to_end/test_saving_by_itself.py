"""A form saves by itself: as a draft, and no more than that."""

import pytest
from django.contrib.auth import get_user_model

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
        each.tab.context.close()
        assert each.problems == []


def newest(page):
    return models.ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object().title


def test_what_is_typed_is_saved_as_a_draft_and_nothing_more(people, record):
    ada, _ben = people
    ada.edit(record)
    with ada.tab.expect_response(lambda each: each.request.method == "POST" and "/edit/" in each.url) as answered:
        ada.title.fill("Better already")
    assert answered.value.json()["success"]
    assert newest(record) == "Better already"
    record.refresh_from_db()
    assert (record.title, record.has_unpublished_changes) == ("As it was", True)
