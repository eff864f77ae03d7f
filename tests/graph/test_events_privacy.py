"""Every way in which privacy comes, goes and gets lost, by the numbers of the list of 28 events.

| event                                    | tests |
|------------------------------------------|-------|
| 3 privacy set, changed, lifted           | test_the_privacy_dialogue_…, test_a_restriction_that_moves_…; test_mirror |
| 5 privacy by default at creation         | test_a_page_created_…, test_a_page_is_not_public_before_… |
| 6 copy of a restricted page              | test_the_copy_of_a_private_page_… |
| 7 recursive copy of something restricted | test_a_copied_tree_… and all that follow |
| 27 groups and users                      | test_who_belongs_to_a_group_… |
"""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published

from cms import models
from graph.identity import id_of
from graph.models import Resource
from tests.cms.admin.test_editing import project_form
from tests.fixtures import public, publish, restrict
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@kept
def section(home):
    """Return a section with a public project, a private one, and a private index with a project in it."""
    section = home.add_child(instance=models.ProjectIndexPage(title="Section", slug="section"))
    section.add_child(instance=models.ProjectPage(title="Open", slug="open"))
    restrict(section.add_child(instance=models.ProjectPage(title="Closed", slug="closed")))
    inner = section.add_child(instance=models.ProjectIndexPage(title="Inner", slug="inner"))
    restrict(inner)
    inner.add_child(instance=models.ProjectPage(title="Inside", slug="inside"))
    return section


@pytest.fixture
def copy_of_section(section, admin):
    """Made with the admin's own dialogue, subpages and publishing ticked."""
    public()
    fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": section.get_parent().pk}
    admin("wagtailadmin_pages:copy", section.pk, **fields, copy_subpages="on", publish_copies="on")
    return Page.objects.get(slug="copy")


def below(page):
    return {each.title: each for each in models.ProjectPage.objects.descendant_of(page)}


def shown(page):
    found = public()
    return {title for title, each in below(page).items() if id_of(each) in found}


def test_the_privacy_dialogue_takes_effect_at_once(admin, project, visit):
    resource = id_of(project)
    assert resource in public()
    admin("wagtailadmin_pages:set_privacy", project.pk, restriction_type="login")
    assert resource not in public()
    assert Resource.objects.get(pk=resource).status == Resource.Status.SUPPRESSED
    admin("wagtailadmin_pages:set_privacy", project.pk, restriction_type="password", password="sesame")
    assert resource not in public()
    admin("wagtailadmin_pages:set_privacy", project.pk, restriction_type="none")
    assert resource in public()
    assert visit(project) == project.title


def test_who_belongs_to_a_group_changes_nothing_for_visitors(project, django_user_model):
    group = Group.objects.create(name="Partners")
    PageViewRestriction.objects.create(page=project, restriction_type="groups").groups.set([group])
    django_user_model.objects.create_user("partner", password="secret").groups.add(group)
    assert id_of(project) not in public()
    group.delete()
    assert id_of(project) not in public()


def test_a_restriction_that_moves_to_another_page_closes_that_one_and_opens_the_first(project, index):
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    restriction = restrict(project)
    assert id_of(other) in public()
    PageViewRestriction.objects.filter(pk=restriction.pk).update(page=other)
    assert id_of(project) in public()
    assert id_of(other) not in public()


@pytest.fixture
def private_by_default(monkeypatch):
    """Pages are created private; what was public in the moment before their privacy was written."""
    before = []

    def setting(page, request):
        before.append(public())
        return {"type": "login"}

    monkeypatch.setattr(models.ProjectPage, "get_default_privacy_setting", setting)
    return before


def create(admin, index):
    admin("wagtailadmin_pages:add", "cms", "projectpage", index.pk, **project_form(), **{"action-publish": "1"})
    return models.ProjectPage.objects.get(slug="new")


def test_a_page_created_private_is_never_public(admin, index, private_by_default):
    page = create(admin, index)
    assert page.live
    assert id_of(page) not in public()
    assert not Resource.objects.filter(pk=id_of(page)).exists()


def test_a_page_is_not_public_before_its_privacy_is_written(admin, index, private_by_default):
    page = create(admin, index)
    assert len(private_by_default) == 1
    assert id_of(page) not in private_by_default[0]


def test_a_page_created_private_is_public_once_its_privacy_is_lifted(admin, index, private_by_default, visit):
    page = create(admin, index)
    admin("wagtailadmin_pages:set_privacy", page.pk, restriction_type="none")
    assert id_of(page) in public()
    assert visit(page) == "New"


def test_a_page_created_without_privacy_is_public_once_the_form_is_sent(admin, index, visit):
    page = create(admin, index)
    assert id_of(page) in public()
    assert visit(page) == "New"


def test_the_copy_of_a_private_page_is_never_public_not_even_between_two_steps(admin, project, index, monkeypatch):
    restrict(project)
    between = []

    def look(**kwargs):
        between.append({id_of(page) for page in models.ProjectPage.objects.all()} & public())

    page_published.connect(look, weak=False, dispatch_uid="look")
    try:
        fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": index.pk, "publish_copies": "on"}
        admin("wagtailadmin_pages:copy", project.pk, **fields)
    finally:
        page_published.disconnect(dispatch_uid="look")
    copy = models.ProjectPage.objects.get(slug="copy")
    assert copy.live
    assert between == [set()]
    assert not Resource.objects.filter(pk=id_of(copy)).exists()


def test_the_copy_of_a_private_page_is_public_once_it_is_open_and_published(project, visit):
    restrict(project)
    copy = project.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)
    copy.view_restrictions.all().delete()
    assert id_of(copy) not in public()
    assert visit(copy) == 404
    copy = publish(copy)
    assert id_of(copy) in public()
    assert visit(copy) == "Copy"


def test_a_copied_tree_shows_what_was_public_and_nothing_that_was_private(copy_of_section, visit):
    assert below(copy_of_section).keys() == {"Open", "Closed", "Inside"}
    assert all(page.live for page in below(copy_of_section).values())
    assert not PageViewRestriction.objects.filter(page__path__startswith=copy_of_section.path).exists()
    assert shown(copy_of_section) == {"Open"}
    assert {title: visit(page) for title, page in below(copy_of_section).items()} == {
        "Open": "Open",
        "Closed": 404,
        "Inside": 404,
    }


@pytest.mark.parametrize("title", ["Closed", "Inside"])
def test_what_a_copy_lost_its_protection_of_is_public_once_an_editor_publishes_it(copy_of_section, title, visit):
    page = publish(below(copy_of_section)[title])
    assert shown(copy_of_section) == {"Open", title}
    assert visit(page) == title


def test_a_draft_of_such_a_copy_does_not_make_it_public(copy_of_section):
    below(copy_of_section)["Closed"].save_revision()
    assert shown(copy_of_section) == {"Open"}


def test_such_a_copy_stays_hidden_when_its_source_is_opened_or_deleted(copy_of_section, section):
    PageViewRestriction.objects.all().delete()
    assert shown(section) == {"Open", "Closed", "Inside"}
    assert shown(copy_of_section) == {"Open"}
    section.delete()
    assert shown(copy_of_section) == {"Open"}


def test_the_copy_of_such_a_copy_is_hidden_too(copy_of_section):
    again = copy_of_section.copy(recursive=True, update_attrs={"slug": "again"}, keep_live=True)
    assert below(again).keys() == {"Open", "Closed", "Inside"}
    assert shown(again) == {"Open"}


def test_an_old_revision_that_a_copy_brought_along_opens_it_only_by_being_published(section):
    closed = below(section)["Closed"]
    closed.save_revision().publish()
    copy = section.copy(recursive=True, update_attrs={"slug": "copy"}, keep_live=True)
    assert shown(copy) == {"Open"}
    below(copy)["Closed"].revisions.first().publish()
    assert shown(copy) == {"Open", "Closed"}


def test_a_copy_within_a_private_section_opens_with_the_section(section):
    inner = models.ProjectIndexPage.objects.get(slug="inner")
    below(inner)["Inside"].copy(update_attrs={"slug": "beside", "title": "Beside"}, keep_live=True)
    assert not shown(inner)
    inner.view_restrictions.all().delete()
    assert shown(inner) == {"Inside", "Beside"}


def test_making_the_source_private_afterwards_does_not_hide_its_copy(project):
    copy = project.copy(update_attrs={"slug": "copy"}, keep_live=True)
    restrict(project)
    assert id_of(copy) in public()
    assert id_of(project) not in public()


def test_a_copy_carried_out_of_a_private_section_waits_to_be_published(section, index):
    inside = below(section)["Inside"]
    copy = inside.copy(to=index, update_attrs={"slug": "out"}, keep_live=True)
    assert id_of(copy) not in public()
    assert id_of(publish(copy)) in public()


def test_the_admin_says_why_such_a_copy_is_not_public_and_what_to_do(copy_of_section, admin_client):
    def shown(view, page):
        return admin_client.get(reverse(view, args=[page.pk])).content.decode()

    held = below(copy_of_section)
    assert "visitors do not see it" in shown("wagtailadmin_pages:edit", held["Closed"])
    assert "visitors do not see it" not in shown("wagtailadmin_pages:edit", held["Open"])
    assert "held back" in shown("wagtailadmin_explore", copy_of_section)
    publish(held["Closed"])
    assert "visitors do not see it" not in shown("wagtailadmin_pages:edit", held["Closed"])
