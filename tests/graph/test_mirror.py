"""What an editor does, and what a reader then sees. Each test drives the real act, never a signal."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from cms import models
from graph import identity, replica
from graph.models import Change, PendingMark, Resource
from graph.replica import differences
from tests.fixtures import public, publish, restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def exact_in_the_end(db):
    """Whatever a test does: afterwards, the mirror equals what the database says."""
    yield
    assert [str(each) for each in differences()] == []


def values(instance):
    with replica.reading() as graph:
        return graph.node(identity.id_of(instance))["values"]


def test_a_published_project_is_public_with_what_it_names(project, donor):
    assert {identity.id_of(project), "country/KH", identity.id_of(donor)} <= public()
    assert values(project)["countries"] == ["country/KH"]
    assert values(project)["donors"] == [identity.id_of(donor)]


def test_a_draft_is_not_public(index):
    page = index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False))
    page.save_revision()
    assert identity.id_of(page) not in public()


def test_a_draft_of_a_public_page_changes_nothing(project):
    before = values(project)
    project.title = "Not yet"
    project.save_revision()
    assert PendingMark.objects.count() == 0
    assert values(project) == before


def test_publishing_an_edit_shows_it(project):
    values(project)
    project.title = "Training, second round"
    publish(project)
    assert values(project)["title"] == {"en": "Training, second round"}


def test_unpublishing_withdraws_the_page_and_links_to_it(project, donor):
    assert identity.id_of(project) in public()
    project.unpublish()
    assert public() == {"country/KH", "country/KR"}
    assert Resource.objects.get(pk=identity.id_of(project)).status == Resource.Status.WITHDRAWN


def test_deleting_withdraws_the_page(project):
    resource = identity.id_of(project)
    assert resource in public()
    project.delete()
    assert resource not in public()


def test_deleting_the_index_withdraws_all_below(project, index):
    resource = identity.id_of(project)
    assert resource in public()
    index.delete()
    assert resource not in public()


def test_restricting_an_ancestor_suppresses_all_below_and_lifting_brings_it_back(project, index):
    resource = identity.id_of(project)
    assert resource in public()
    restriction = restrict(index)
    assert resource not in public()
    assert Resource.objects.get(pk=resource).status == Resource.Status.SUPPRESSED
    restriction.delete()
    assert resource in public()


def test_moving_into_a_restricted_section_hides(project, home):
    private = home.add_child(instance=models.ProjectIndexPage(title="Private", slug="private"))
    restrict(private)
    assert identity.id_of(project) in public()
    project.move(private, pos="last-child")
    assert identity.id_of(project) not in public()


def test_moving_changes_the_address_of_what_moved_and_of_nothing_else(project, home, index):
    activity = project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    other.related_project_links = [models.RelatedProject(project=project)]
    publish(other)
    public()
    before = Change.objects.filter(resource=identity.id_of(other)).count()
    section = home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive"))
    Page.objects.get(pk=project.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    with replica.reading() as graph:
        for page, path in ((project, "archive/training/"), (activity, "archive/training/workshop/")):
            assert graph.node(identity.id_of(page))["urls"]["en"].endswith(path)
    assert Change.objects.filter(resource=identity.id_of(other)).count() == before


def test_an_activity_below_a_project_belongs_to_it(project):
    activity = project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    assert values(activity)["projects"] == [identity.id_of(project)]


def test_moving_an_activity_to_another_project_changes_what_it_belongs_to(project, index):
    activity = project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    assert values(activity)["projects"] == [identity.id_of(project)]
    Page.objects.get(pk=activity.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert values(activity)["projects"] == [identity.id_of(other)]


def test_a_link_to_what_is_not_public_appears_when_it_becomes_public(project, index):
    hidden = index.add_child(instance=models.ProjectPage(title="Later", slug="later", live=False))
    project.related_project_links = [models.RelatedProject(project=hidden)]
    publish(project)
    assert "related_projects" not in values(project)
    publish(hidden)
    assert values(project)["related_projects"] == [identity.id_of(hidden)]
    hidden.refresh_from_db()
    hidden.unpublish()
    assert "related_projects" not in values(project)


def test_a_link_in_rich_text_is_an_iri_and_goes_when_its_target_does(project, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    project.overview = f'<p>See <a linktype="page" id="{other.pk}">the other</a>.</p>'
    publish(project)
    resource = identity.id_of(project)
    with replica.reading() as graph:
        text = graph.texts([resource])[resource]["overview"]["en"]
    assert text == f'<p>See <a href="{identity.iri(identity.id_of(other))}">the other</a>.</p>'
    other.delete()
    with replica.reading() as graph:
        assert graph.texts([resource])[resource]["overview"]["en"] == "<p>See the other.</p>"


def test_an_organisation_is_public_while_something_public_names_it(project, donor):
    assert identity.id_of(donor) in public()
    project.unpublish()
    assert identity.id_of(donor) not in public()


def test_an_organisation_that_only_a_draft_names_is_not_public(index, donor):
    page = models.ProjectPage(title="Draft", slug="draft", live=False)
    page.fundings = [models.Funding(donor=donor)]
    index.add_child(instance=page).save_revision()
    assert identity.id_of(donor) not in public()


def test_a_published_organisation_is_public_on_its_own(donor):
    donor.save_revision().publish()
    assert identity.id_of(donor) in public()
    donor.refresh_from_db()
    donor.unpublish()
    assert identity.id_of(donor) not in public()


def test_renaming_reference_data_shows_at_once_without_touching_who_names_it(project, cambodia):
    public()
    changes = Change.objects.filter(resource=identity.id_of(project)).count()
    cambodia.labels = {"en": "Kingdom of Cambodia"}
    cambodia.save()
    assert values(cambodia)["title"] == {"en": "Kingdom of Cambodia"}
    assert Change.objects.filter(resource=identity.id_of(project)).count() == changes


def test_a_queryset_update_is_seen(project):
    public()
    Page.objects.filter(pk=project.pk).update(title="By SQL")
    assert values(project)["title"] == {"en": "By SQL"}


def test_a_rollback_leaves_nothing(project):
    public()
    with transaction.atomic():
        Page.objects.filter(pk=project.pk).update(title="Never")
        transaction.set_rollback(True)
    assert PendingMark.objects.count() == 0
    assert values(project)["title"] == {"en": "Training in Phnom Penh"}


def test_a_page_expires_at_its_time_without_any_command(project, monkeypatch):
    project.expire_at = timezone.now() + datetime.timedelta(hours=1)
    publish(project)
    assert identity.id_of(project) in public()
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert identity.id_of(project) not in public()


def test_a_scheduled_page_is_public_once_it_is_published(index, monkeypatch):
    page = index.add_child(instance=models.ProjectPage(title="Soon", slug="soon", live=False))
    page.go_live_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    assert identity.id_of(page) not in public()
    later = timezone.now() + datetime.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert identity.id_of(page) in public()


def test_a_translation_adds_its_text_and_the_original_keeps_the_facts(project):
    french = Locale.objects.create(language_code="fr")
    models.HomePage.objects.get().copy_for_translation(french).save_revision().publish()
    models.ProjectIndexPage.objects.get().copy_for_translation(french).save_revision().publish()
    translation = project.copy_for_translation(french)
    translation.title = "Formation"
    publish(translation)
    settle()
    assert values(project)["title"] == {"en": "Training in Phnom Penh", "fr": "Formation"}
    project.refresh_from_db()
    project.unpublish()
    assert values(project)["title"] == {"fr": "Formation"}
    assert values(project)["countries"] == ["country/KH"]


def test_an_alias_is_another_address_and_no_resource(project, home):
    section = home.add_child(instance=models.ProjectIndexPage(title="Also here", slug="also"))
    before = public()
    project.create_alias(parent=Page.objects.get(pk=section.pk))
    assert public() == before


def test_a_copy_has_fundings_of_its_own(project, index):
    copy = project.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert len(values(copy)["fundings"]) == 1
    assert not set(values(copy)["fundings"]) & set(values(project)["fundings"])
