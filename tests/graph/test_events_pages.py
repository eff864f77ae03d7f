"""Every way in which pages change place, state and content, by the numbers of the list of 28 events.

| event                                     | tests |
|-------------------------------------------|-------|
| 1 move with descendants, in bulk, reorder | test_a_page_moved_…, test_pages_moved_…, test_putting_…; test_mirror |
| 2 slug of an ancestor                     | test_an_ancestor_with_…, test_the_draft_of_another_slug_… |
| 13 expiry                                 | test_a_page_taken_down_…, test_a_page_published_with_…; test_mirror |
| 14 go-live                                | test_an_edit_that_is_scheduled_…; test_mirror |
| 15 parent unpublished                     | test_children_of_an_unpublished_…, test_unpublishing_with_… |
| 16 deletions                              | test_a_page_deleted_…, test_deleting_in_bulk_…, test_a_queryset_delete_… |
| 24 saved without a revision               | test_a_page_that_is_saved_live_… |
| 25 update, SQL, loaddata, fixtree         | test_raw_sql_…, test_a_fixture_…, test_mending_the_tree_…; test_mirror |
| 26 set_url_paths                          | test_mended_url_paths_… |
| 28 in bulk, by workflow                   | test_publishing_in_bulk_…, test_an_approved_page_… |

The API for writing, which is also in 28, is not mounted here.
"""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowPage

from cms import models
from graph.identity import id_of
from graph.models import Change, Resource
from tests.fixtures import public, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]
INDEX_FORM = {"title": "Projects", "introduction": "null", "seo_title": "", "search_description": ""} | {
    f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
}


@pytest.fixture
def activity(project):
    return project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))


@pytest.fixture
def archive(home):
    return home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive"))


def changes():
    public()
    return Change.objects.count()


def test_a_page_moved_in_the_admin_takes_what_lies_below_along(admin, activity, project, archive, urls, visit):
    public()
    admin("wagtailadmin_pages:move_confirm", project.pk, archive.pk)
    assert urls(project)["en"].endswith("/en/archive/training/")
    assert urls(activity)["en"].endswith("/en/archive/training/workshop/")
    assert visit(models.ActivityPage.objects.get()) == "Workshop"


def test_a_page_moved_out_of_the_site_is_withdrawn_with_what_lies_below(project, activity):
    outside = Page.get_first_root_node().add_child(instance=models.HomePage(title="Outside", slug="outside"))
    assert {id_of(project), id_of(activity)} <= public()
    Page.objects.get(pk=project.pk).move(Page.objects.get(pk=outside.pk), pos="last-child")
    assert not {id_of(project), id_of(activity)} & public()


def test_pages_moved_in_bulk_have_their_new_addresses(bulk, index, project, archive, urls):
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    public()
    bulk("move", project, other, chooser=archive.pk, move_applicable="on")
    assert [urls(page)["en"].split("/")[-3:-1] for page in (project, other)] == [
        ["archive", "training"],
        ["archive", "other"],
    ]


def test_putting_pages_in_another_order_changes_nothing(admin, index, project):
    index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    before = changes()
    admin("wagtailadmin_pages:set_page_position", project.pk, query="?position=1")
    assert Page.objects.get(pk=index.pk).get_children().last().pk == project.pk
    assert changes() == before


def test_an_ancestor_with_another_slug_gives_other_addresses_to_all_below(admin, index, activity, urls, visit):
    public()
    admin("wagtailadmin_pages:edit", index.pk, **INDEX_FORM, slug="work", **{"action-publish": "1"})
    assert urls(activity)["en"].endswith("/en/work/training/workshop/")
    assert visit(models.ActivityPage.objects.get()) == "Workshop"


def test_the_draft_of_another_slug_changes_no_address(admin, index, project):
    before = changes()
    admin("wagtailadmin_pages:edit", index.pk, **INDEX_FORM, slug="work")
    assert changes() == before


def test_a_page_taken_down_by_publish_scheduled_stays_withdrawn(project, monkeypatch):
    project.expire_at = timezone.now() + datetime.timedelta(hours=1)
    publish(project)
    assert id_of(project) in public()
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert not Page.objects.get(pk=project.pk).live
    assert id_of(project) not in public()
    assert Resource.objects.get(pk=id_of(project)).status == Resource.Status.WITHDRAWN


def test_a_page_published_with_a_past_expiry_is_never_public(index, visit):
    page = models.ProjectPage(title="Over", slug="over", expire_at=timezone.now() - datetime.timedelta(hours=1))
    page = publish(index.add_child(instance=page))
    assert page.live
    assert id_of(page) not in public()
    assert visit(page) == 404


def test_an_edit_that_is_scheduled_shows_when_its_time_has_come(project, monkeypatch, values):
    project.title, project.go_live_at = "Second round", timezone.now() + datetime.timedelta(hours=1)
    project.save_revision().publish()
    assert values(project)["title"] == {"en": "Training in Phnom Penh"}
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert values(project)["title"] == {"en": "Second round"}


def test_children_of_an_unpublished_parent_stay_public_as_they_do_on_the_site(admin, project, activity, visit):
    assert {id_of(project), id_of(activity)} <= public()
    admin("wagtailadmin_pages:unpublish", project.pk)
    assert id_of(project) not in public()
    assert id_of(activity) in public()
    assert visit(activity) == "Workshop"


def test_unpublishing_with_descendants_withdraws_all(admin, project, activity):
    assert {id_of(project), id_of(activity)} <= public()
    admin("wagtailadmin_pages:unpublish", project.pk, include_descendants="on")
    assert not {id_of(project), id_of(activity)} & public()


def test_a_page_deleted_in_the_admin_is_withdrawn_with_what_lies_below(admin, project, activity):
    assert {id_of(project), id_of(activity)} <= public()
    admin("wagtailadmin_pages:delete", project.pk)
    assert not Page.objects.filter(pk=activity.pk).exists()
    assert not {id_of(project), id_of(activity)} & public()


def test_deleting_in_bulk_withdraws_all(bulk, project, activity, index):
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    gone = {id_of(each) for each in (project, activity, other)}
    assert gone <= public()
    bulk("delete", project, other)
    assert not gone & public()


def test_a_queryset_delete_withdraws_all(project, activity):
    gone = {id_of(project), id_of(activity)}
    assert gone <= public()
    models.ProjectPage.objects.filter(pk=project.pk).delete()
    assert not gone & public()


def test_a_page_that_is_saved_live_without_a_revision_is_public_with_its_changes(project, index, values, visit):
    page = index.add_child(instance=models.ProjectPage(title="Imported", slug="imported"))
    assert values(page)["title"] == {"en": "Imported"}
    page.title = "Imported again"
    page.save()
    assert values(page)["title"] == {"en": "Imported again"}
    assert visit(page) == "Imported again"


def test_raw_sql_is_seen(project, values):
    public()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, project.pk])
    assert values(project) is None


def test_a_fixture_that_changes_a_row_is_seen(project, values, tmp_path):
    public()
    call_command("dumpdata", "wagtailcore.page", "--pks", str(project.pk), "--output", str(tmp_path / "page.json"))
    rows = json.loads((tmp_path / "page.json").read_text())
    rows[0]["fields"]["title"] = "From a fixture"
    (tmp_path / "page.json").write_text(json.dumps(rows))
    call_command("loaddata", str(tmp_path / "page.json"), verbosity=0)
    assert values(project)["title"] == {"en": "From a fixture"}


def test_mending_the_tree_changes_nothing_that_was_right(project, activity):
    before = changes()
    Page.objects.filter(pk=project.pk).update(numchild=7)
    call_command("fixtree", interactive=False, verbosity=0)
    assert Page.objects.get(pk=project.pk).numchild == 1
    assert changes() == before


def test_mended_url_paths_give_the_right_addresses_again(project, urls):
    right = urls(project)
    Page.objects.filter(pk=project.pk).update(url_path="/accord-home/wrong/")
    assert urls(project) != right
    call_command("set_url_paths")
    assert urls(project) == right


def test_publishing_in_bulk_shows_and_unpublishing_in_bulk_hides(bulk, index):
    pages = [index.add_child(instance=models.ProjectPage(title=name, slug=name, live=False)) for name in ("a", "b")]
    for page in pages:
        page.save_revision()
    ids = {id_of(page) for page in pages}
    assert not ids & public()
    bulk("publish", *pages, page=[page.pk for page in pages], confirm="yes")
    assert ids <= public()
    bulk("unpublish", *pages)
    assert not ids & public()


def test_an_approved_page_is_public_once_the_last_task_is_done(admin, home, index):
    workflow = Workflow.objects.get()
    WorkflowPage.objects.get_or_create(page=Page.objects.get(pk=home.pk), defaults={"workflow": workflow})
    page = index.add_child(instance=models.ProjectPage(title="Submitted", slug="submitted", live=False))
    page.save_revision()
    state = workflow.start(page, user=None)
    assert id_of(page) not in public()
    admin("wagtailadmin_pages:workflow_action", page.pk, "approve", state.current_task_state.pk, comment="")
    assert id_of(page) in public()
