"""Editors are told what a page makes public besides itself, and what stays public because a page names it."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from cms import models
from graph.identity import id_of
from tests import small_site
from tests.fixtures import publish
from tests.forms import form_data
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

NEW = "Publishing this page makes public too"
HIDDEN = "Publishing this page does not publish the newest drafts of"
STAYS = "It stays public, because something public names it"


@pytest.fixture(params=mostly_slow([models.Organisation, models.Outcome]), ids=lambda model: model.__name__)
def record(request):
    return small_site.unpublished(request.param, "Mekong Arts Trust")


@pytest.fixture
def page(index, record):
    page = small_site.draft_that_names(index, record)
    page.save_revision()
    return page


def form_of(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def view_of(record, view="edit") -> str:
    return reverse(type(record).snippet_viewset.get_url_name(view), args=[record.pk])


def shown(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    is_json = response["Content-Type"].startswith("application/json")
    return html.unescape(response.json()["html"] if is_json else response.content.decode())


def save(client, record, **changes):
    response = client.post(view_of(record), form_data(client.get(view_of(record))) | changes)
    assert response.status_code == 302, response.context["form"].errors


def is_public(record) -> bool:
    return Client().get(f"/data/{id_of(record)}.ttl").status_code == 200


def test_a_page_that_names_a_new_record_says_that_it_becomes_public_too(moderator, page, record):
    told = shown(moderator, form_of(page))
    assert NEW in told
    assert f'<a href="{view_of(record)}">Mekong Arts Trust</a> ({record._meta.verbose_name})' in told
    assert HIDDEN not in told
    assert not is_public(record)
    moderator.post(form_of(page), form_data(moderator.get(form_of(page))) | {"action-publish": "1"})
    assert is_public(record)
    assert NEW not in shown(moderator, form_of(page))


def test_a_page_that_names_only_published_records_says_nothing(moderator, page, record):
    record.save_revision().publish()
    told = shown(moderator, form_of(page))
    assert NEW not in told
    assert HIDDEN not in told


def test_who_approves_is_told_in_the_dialogue_and_approving_makes_it_public(moderator, page, record):
    state = Workflow.objects.filter(active=True).first().start(page, None)
    arguments = [page.pk, "approve", state.current_task_state_id]
    dialogues = [
        reverse(f"wagtailadmin_pages:{name}", args=arguments)
        for name in ("workflow_action", "collect_workflow_action_data")
    ]
    for each in dialogues:
        told = shown(moderator, each)
        assert NEW in told
        assert "Mekong Arts Trust" in told
    rejecting = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.current_task_state_id])
    assert NEW not in shown(moderator, rejecting)
    moderator.post(dialogues[0], {"comment": ""})
    assert is_public(record)


def test_a_page_says_that_it_does_not_publish_the_hidden_draft_of_what_it_names(editor, moderator, page, record):
    publish(page)
    assert HIDDEN not in shown(moderator, form_of(page))
    save(editor, record)
    assert HIDDEN not in shown(moderator, form_of(page)), "a draft that says the same"
    save(editor, record, labels_en="A secret name")
    told = shown(moderator, form_of(page))
    assert HIDDEN in told
    assert "Mekong Arts Trust" in told.partition(HIDDEN)[2]
    moderator.post(form_of(page), form_data(moderator.get(form_of(page))) | {"action-publish": "1"})
    assert b"A secret name" not in Client().get("/data/all.nt").getvalue()


def test_unpublishing_a_record_that_a_public_page_names_says_that_it_stays_public(moderator, page, record):
    record.save_revision().publish()
    publish(page)
    told = shown(moderator, view_of(record, "unpublish"))
    assert STAYS in told
    assert "Names it</a>" in told.partition(STAYS)[2]
    after = moderator.post(view_of(record, "unpublish"), follow=True)
    assert STAYS in html.unescape(after.content.decode())
    assert is_public(record)


def test_unpublishing_a_record_that_only_a_draft_names_hides_it(moderator, page, record):
    record.save_revision().publish()
    assert is_public(record)
    assert STAYS not in shown(moderator, view_of(record, "unpublish"))
    after = moderator.post(view_of(record, "unpublish"), follow=True)
    assert STAYS not in html.unescape(after.content.decode())
    assert not is_public(record)
