"""What a source only mentions: an editor accepts or dismisses it in the page's form, and it takes effect on saving."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import models
from cms.importers.pipeline import Options
from cms.importers.runs import import_contents
from tests.forms import form_data

pytestmark = pytest.mark.django_db

STORY = "The choir sang by the river for a whole day, and all who came along stayed until the very end of it. "
NEWS = f"""Songs of the river

{STORY * 2} On 9 December 2021 it sang in Cambodia, not in the Republic of Korea, under the 2005 Convention.

{STORY * 2}
"""
COUNTRY, CONVENTION, OTHER, DATE = "Cambodia", "2005 Convention", "Republic of Korea", "2021-12-09"


@pytest.fixture
def convention(db):
    return models.Convention.objects.create(code="2005-convention", labels={"en": CONVENTION})


@pytest.fixture
def editing(client, index, cambodia, korea, convention, django_user_model):
    """Fetches the form of the imported page, and posts it with decisions by what is mentioned."""
    client.force_login(get_user_model().objects.create_superuser("editor", password="pass"))

    def decide(decisions, **more):
        page = models.NewsPage.objects.get().get_latest_revision_as_object()
        address = f"/admin/pages/{page.pk}/edit/"
        story = nested_form_data({"body": streamfield([("paragraph", rich_text(f"<p>{STORY}</p>"))])})
        data = form_data(client.get(address)) | story
        for number, row in enumerate(page.suggestions.all()):
            assert data[f"suggestions-{number}-id"] == str(row.pk)
            data[f"suggestions-{number}-decision"] = decisions.get(row.name, row.decision)
        data |= more
        response = client.post(address, data)
        assert response.status_code == 302, response.context["form"].errors
        return models.NewsPage.objects.get().get_latest_revision_as_object()

    return decide


def imported(text=NEWS, **options):
    _, [outcome] = import_contents([("news.txt", text.encode)], Options(**options))
    return [each["name"] for each in outcome.pages[0]["suggested"]]


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_accepted_is_on_the_page_and_what_is_dismissed_is_not(editing, publish, cambodia, convention):
    assert set(imported(publish=publish)) == {COUNTRY, CONVENTION, OTHER, DATE}
    draft = editing({COUNTRY: "accept", OTHER: "dismiss", DATE: "accept", CONVENTION: "accept"})
    assert [row.country for row in draft.country_links.all()] == [cambodia]
    assert [row.convention for row in draft.convention_links.all()] == [convention]
    assert draft.date.edtf == DATE
    assert [(row.name, row.decision) for row in draft.suggestions.all()] == [(OTHER, "dismiss")]


def test_nothing_is_public_before_the_editor_publishes_it(editing, client):
    imported(publish=True)
    query = {"query": "{ news { nodes { countries { nodes { code } } } } }"}

    def public():
        [news] = client.get("/graphql/", query).json()["data"]["news"]["nodes"]
        return [each["code"] for each in news["countries"]["nodes"]]

    editing({COUNTRY: "accept"})
    assert public() == []
    editing({}, **{"action-publish": "action-publish"})
    assert public() == ["KH"]


def test_what_is_left_open_stays_and_what_is_dismissed_is_not_suggested_again(editing):
    imported()
    editing({OTHER: "dismiss"})
    later = imported(f"{NEWS}\n{STORY * 3}")
    assert set(later) == {COUNTRY, CONVENTION, DATE}
