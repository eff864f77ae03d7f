"""What a source only mentions: an editor accepts or dismisses it in the page's form, and it takes effect on saving."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import models
from cms.acting import system
from cms.importers import Options, import_contents
from tests.forms import form_data
from tests.thorough import mostly_slow

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
        for number in range(int(data["suggestions-TOTAL_FORMS"])):
            name, decision = f"suggestions-{number}-name", f"suggestions-{number}-decision"
            data[decision] = decisions.get(data[name], data[decision])
        data |= more
        response = client.post(address, data)
        assert response.status_code == 302, response.context["form"].errors
        return models.NewsPage.objects.get().get_latest_revision_as_object()

    return decide


@pytest.fixture
def offered(client):
    """Opens the form and returns the decisions that it shows, by what is mentioned."""

    def opened():
        data = form_data(client.get(f"/admin/pages/{models.NewsPage.objects.get().pk}/edit/"))
        numbers = range(int(data["suggestions-TOTAL_FORMS"]))
        return {data[f"suggestions-{each}-name"]: data[f"suggestions-{each}-decision"] for each in numbers}

    return opened


class OpenForm:
    """A form that stays open while it saves by itself: it learns what Wagtail's script tells it, and no more."""

    def __init__(self, client):
        self.client, self.address = client, f"/admin/pages/{models.NewsPage.objects.get().pk}/edit/"
        story = nested_form_data({"body": streamfield([("paragraph", rich_text(f"<p>{STORY}</p>"))])})
        self.data = form_data(client.get(self.address)) | story

    def saves_itself(self, **more):
        self.data |= more
        answer = self.client.post(self.address, self.data, headers={"accept": "application/json"}).json()
        assert answer["success"], answer
        self.data |= answer["field_updates"] | {"overwrite_revision_id": answer["revision_id"]}
        return draft()

    def decide(self, name, decision):
        numbers = range(int(self.data["suggestions-TOTAL_FORMS"]))
        [number] = [each for each in numbers if self.data[f"suggestions-{each}-name"] == name]
        return self.saves_itself(**{f"suggestions-{number}-decision": decision})

    def publish(self):
        return self.client.post(self.address, self.data | {"action-publish": "action-publish"})


def draft():
    return models.NewsPage.objects.get().get_latest_revision_as_object()


def countries(page):
    return [row.country.code for row in page.country_links.all()]


def imported(text=NEWS, **options):
    _, [outcome] = import_contents(
        [("news.txt", text.encode)], Options(system.on_command(), url="https://example.org/news/songs", **options)
    )
    return [each["name"] for each in outcome.pages[0]["suggested"]]


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_accepted_is_on_the_page_and_what_is_dismissed_is_not(editing, offered, publish, cambodia, convention):
    assert set(imported(publish=publish)) == {COUNTRY, CONVENTION, OTHER, DATE}
    draft = editing({COUNTRY: "accept", OTHER: "dismiss", DATE: "accept", CONVENTION: "accept"})
    assert [row.country for row in draft.country_links.all()] == [cambodia]
    assert [row.convention for row in draft.convention_links.all()] == [convention]
    assert draft.date.edtf == DATE
    assert offered() == {OTHER: "dismiss"}


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


@pytest.mark.parametrize("publish", mostly_slow([False, True]))
def test_what_is_accepted_survives_a_form_that_saves_by_itself(editing, offered, client, publish):
    imported(publish=publish)
    form = OpenForm(client)
    assert countries(form.decide(COUNTRY, "accept")) == ["KH"]
    form.decide(DATE, "accept")
    form.decide(OTHER, "accept")
    page = form.saves_itself(title="Songs of the great river")
    page = form.saves_itself(title="Songs of the greatest river")
    assert (page.title, countries(page), page.date.edtf) == ("Songs of the greatest river", ["KH", "KR"], DATE)
    assert offered() == {CONVENTION: "open"}
    form.publish()
    assert countries(models.NewsPage.objects.get()) == ["KH", "KR"]


def test_an_editor_may_think_again_while_the_form_is_open(editing, offered, client):
    imported()
    form = OpenForm(client)
    form.decide(COUNTRY, "accept")
    form.decide(DATE, "accept")
    page = form.saves_itself(date="2022")
    assert (countries(page), page.date.edtf) == (["KH"], "2022")
    assert countries(form.decide(COUNTRY, "open")) == []
    assert offered()[COUNTRY] == "open"


def test_what_was_accepted_earlier_and_is_taken_off_does_not_come_back(editing, client):
    imported()
    OpenForm(client).decide(COUNTRY, "accept")
    later = OpenForm(client)
    assert later.data["country_links-TOTAL_FORMS"] == "1"
    assert countries(later.saves_itself(**{"country_links-0-DELETE": "on"})) == []
    assert countries(later.saves_itself(title="Songs")) == []


def test_suggestions_that_only_a_draft_has_keep_their_names(editing, offered, client):
    imported(publish=True)
    OpenForm(client).publish()
    imported(f"{NEWS}\n{STORY * 3} It sang in Cambodia and in Laos.")
    models.Country.objects.create(code="LA", labels={"en": "Laos"})
    imported(f"{NEWS}\n{STORY * 4} It sang in Cambodia and in Laos.")
    known = offered()
    assert "Laos" in known
    form = OpenForm(client)
    form.saves_itself(title="Songs")
    form.saves_itself(title="Songs and songs")
    assert offered() == known
    assert countries(form.decide("Laos", "accept")) == ["LA"]


def test_a_form_is_saved_although_one_of_its_rows_was_deleted_elsewhere(editing, offered, client):
    imported(publish=True)
    form = OpenForm(client)
    page = models.NewsPage.objects.get()
    page.suggestions.remove(page.suggestions.get(name=OTHER))
    page.save_revision().publish()
    response = client.post(form.address, form.data | {"title": "Hers"})
    assert response.status_code == 302
    assert draft().title == "Hers"
    assert OTHER in offered()
