"""Editors by country or programme: what they may change does not depend on where it lies in the tree."""

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page, PageLogEntry
from wagtail.permissions import policy_registry

from cms import models
from tests.fixtures import logged_in, publish
from tests.kept import kept

pytestmark = pytest.mark.django_db


def responsible(group: str, countries=(), programmes=()) -> models.Remit:
    remit = models.Remit(group=Group.objects.get(name=group))
    remit.country_links = [models.RemitCountry(country=each) for each in countries]
    remit.programme_links = [models.RemitProgramme(programme=each) for each in programmes]
    remit.save()
    return remit


def made(parent, model, title: str, **values):
    page = model(title=title, slug=title.lower().replace(" ", "-"))
    for name, value in values.items():
        setattr(page, name, value)
    return publish(parent.add_child(instance=page))


@kept
def pages(index, project, cambodia, korea):
    """Return projects in two countries, with an activity each, and a programme with a project that lies elsewhere."""
    elsewhere = made(index, models.ProjectPage, "In Korea", country_links=[models.CountryLink(country=korea)])
    programme = made(index, models.ProgrammePage, "Facility")
    below = made(programme, models.ProjectPage, "Below the facility")
    under = made(index, models.ProjectPage, "Under the facility", programme=programme)
    return {
        "cambodia": project,
        "workshop": made(project, models.ActivityPage, "Workshop"),
        "korea": elsewhere,
        "korean workshop": made(elsewhere, models.ActivityPage, "Korean workshop"),
        "programme": programme,
        "below": below,
        "under": under,
        "index": index,
    }


def user(client):
    """Return who is logged in."""
    return get_user(client)


def editable(client, pages) -> set[str]:
    """By asking the form, the permission of each page, and the policy for all pages: they agree."""
    by_form = {name for name, page in pages.items() if client.get(edit(page)).status_code == 200}
    someone = user(client)
    by_page = {
        name for name, page in pages.items() if Page.objects.get(pk=page.pk).permissions_for_user(someone).can_edit()
    }
    listed = policy_registry.get_by_type(Page).instances_user_has_permission_for(someone, "change")
    assert by_form == by_page == {name for name, page in pages.items() if listed.filter(pk=page.pk).exists()}
    return by_form


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_without_a_remit_an_editor_changes_everything(editor, pages):
    assert editable(editor, pages) == set(pages)


def test_an_editor_of_a_country_changes_what_is_about_it_and_all_below(editor, pages, cambodia):
    responsible("Editors", countries=[cambodia])
    assert editable(editor, pages) == {"cambodia", "workshop"}


def test_an_editor_of_a_programme_changes_it_and_its_projects_wherever_they_lie(editor, pages):
    responsible("Editors", programmes=[pages["programme"]])
    assert editable(editor, pages) == {"programme", "below", "under"}


def test_countries_and_programmes_add_up(editor, pages, korea):
    responsible("Editors", countries=[korea], programmes=[pages["programme"]])
    assert editable(editor, pages) == {"korea", "korean workshop", "programme", "below", "under"}


def test_a_remit_without_anything_in_it_leaves_nothing_to_change(editor, pages):
    responsible("Editors")
    assert editable(editor, pages) == set()


def test_the_permissions_of_a_group_on_the_tree_still_hold(editor, pages, cambodia, korea):
    group = Group.objects.get(name="Editors")
    group.page_permissions.update(page=pages["korea"])
    responsible("Editors", countries=[cambodia, korea])
    assert editable(editor, pages) == {"korea", "korean workshop"}


def test_a_permission_that_begins_below_the_remit_stays_where_it_is(editor, pages, cambodia):
    Group.objects.get(name="Editors").page_permissions.update(page=pages["workshop"])
    responsible("Editors", countries=[cambodia])
    assert editable(editor, pages) == {"workshop"}


def test_a_second_group_without_a_remit_gives_its_members_all_that_it_may(editor, pages, cambodia):
    responsible("Editors", countries=[cambodia])
    user(editor).groups.add(Group.objects.get(name="Moderators"))
    assert editable(editor, {name: pages[name] for name in ("cambodia", "korea")}) == {"cambodia", "korea"}


def test_a_translation_belongs_to_the_remit_of_its_original(editor, home, index, pages, cambodia):
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for each in (home, index):
        each.copy_for_translation(french).save_revision().publish()
    translation = pages["cambodia"].copy_for_translation(french)
    models.CountryLink.objects.filter(page=translation).delete()
    responsible("Editors", countries=[cambodia])
    assert editable(editor, pages | {"translation": translation}) == {"cambodia", "workshop", "translation"}


def test_what_an_editor_made_stays_theirs_and_a_country_makes_it_their_colleagues_too(editor, index, pages, cambodia):
    responsible("Editors", countries=[cambodia])
    own = index.add_child(instance=models.ProjectPage(title="Own", slug="own", live=False, owner=user(editor)))
    colleague = logged_in_as("colleague", "Editors")
    assert "own" in editable(editor, {"own": own}) and not editable(colleague, {"own": own})
    own.country_links = [models.CountryLink(country=cambodia)]
    own.save()
    assert editable(colleague, {"own": own})


def logged_in_as(name: str, group: str):
    client = logged_in("Administrators")
    someone = user(client)
    someone.username = name
    someone.save()
    someone.groups.set([Group.objects.get(name=group)])
    return client


@pytest.mark.parametrize("view", ["edit", "unpublish", "delete", "move", "set_privacy", "lock", "revisions_index"])
def test_a_moderator_of_a_country_gets_nowhere_with_others_pages(moderator, pages, cambodia, view):
    responsible("Moderators", countries=[cambodia])
    before = PageLogEntry.objects.count()
    response = moderator.post(
        reverse(f"wagtailadmin_pages:{view}", args=[pages["korea"].pk]), {"restriction_type": "login"}
    )
    assert response.status_code in (302, 403, 405)
    page = Page.objects.get(pk=pages["korea"].pk)
    assert page.live and not page.locked and not page.get_view_restrictions()
    assert PageLogEntry.objects.count() == before


def test_a_bulk_action_leaves_out_what_is_not_in_the_remit(moderator, pages, cambodia):
    responsible("Moderators", countries=[cambodia])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    both = f"id={pages['cambodia'].pk}&id={pages['korea'].pk}"
    moderator.post(f"{address}?next=/admin/&{both}", {"include_descendants": "on"})
    live = {name: Page.objects.get(pk=pages[name].pk).live for name in ("cambodia", "korea")}
    assert live == {"cambodia": False, "korea": True}


@pytest.mark.parametrize(
    ("action", "data"), [("delete", {}), ("move", {"chooser": "{index}"}), ("publish", {"confirm": "yes"})]
)
def test_no_bulk_action_reaches_beyond_the_remit(administrator, pages, cambodia, action, data):
    group = Group.objects.get(name="Administrators")
    responsible("Administrators", countries=[cambodia])
    changed = pages["korea"].get_latest_revision_as_object()
    changed.title = "Changed"
    changed.save_revision()
    before = Page.objects.get(pk=pages["korea"].pk)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    sent = {name: value.format(index=pages["programme"].pk) for name, value in data.items()}
    administrator.post(f"{address}?next=/admin/&id={before.pk}", sent)
    after = Page.objects.get(pk=before.pk)
    assert (after.path, after.title, after.live) == (before.path, "In Korea", True) and group.page_permissions.exists()


@pytest.mark.parametrize("view", ["revisions_revert", "convert_alias", "unlock"])
def test_no_other_door_leads_to_a_page_beyond_the_remit(moderator, pages, cambodia, view):
    page = pages["korea"]
    alias = page.create_alias(update_slug="alias")
    responsible("Moderators", countries=[cambodia])
    Page.objects.filter(pk=page.pk).update(locked=True)
    arguments = {
        "revisions_revert": [page.pk, page.get_latest_revision().pk],
        "convert_alias": [alias.pk],
        "unlock": [page.pk],
    }
    moderator.post(reverse(f"wagtailadmin_pages:{view}", args=arguments[view]), {"title": "Changed"})
    page.refresh_from_db()
    alias.refresh_from_db()
    assert (page.title, page.locked, bool(alias.alias_of_id)) == ("In Korea", True, True)
    assert page.get_latest_revision_as_object().title == "In Korea"


def test_everybody_goes_on_seeing_and_adding(editor, index, pages, cambodia):
    responsible("Editors", countries=[cambodia])
    listing = editor.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert "In Korea" in listing
    assert editor.get(reverse("wagtailadmin_pages:add", args=["cms", "projectpage", index.pk])).status_code == 200


def test_who_may_be_asked_about_a_page_is_who_may_change_it(editor, moderator, pages, cambodia):
    responsible("Moderators", countries=[cambodia])
    policy = policy_registry.get_by_type(Page)
    asked = {name: policy.users_with_permission_for_instance("publish", pages[name]) for name in ("cambodia", "korea")}
    assert {name: [each.username for each in users] for name, users in asked.items()} == {
        "cambodia": ["moderators"],
        "korea": [],
    }


def test_only_an_administrator_sets_remits_and_the_log_tells_of_it(editor, moderator, administrator, cambodia):
    group = Group.objects.get(name="Editors")
    rows = {f"country_links-{name}": value for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))}
    none = {"programme_links-TOTAL_FORMS": "0", "programme_links-INITIAL_FORMS": "0"}
    form = rows | none | {"group": group.pk, "country_links-0-country": cambodia.pk}
    for client in (editor, moderator):
        client.post(reverse("remits:add"), form)
        assert not models.Remit.objects.exists()
    administrator.post(reverse("remits:add"), form)
    assert [row.country for row in models.Remit.objects.get(group=group).country_links.all()] == [cambodia]
    history = administrator.get(reverse("remits:history", args=[models.Remit.objects.get().pk]))
    assert "administrators" in history.content.decode()


def test_a_remit_of_very_many_pages_is_one_condition(editor, index, cambodia):
    responsible("Editors", countries=[cambodia])
    for number in range(40):
        page = models.ProjectPage(title=f"Project {number}", slug=f"project-{number}", live=False)
        page.country_links = [models.CountryLink(country=cambodia)]
        index.add_child(instance=page)
    policy = policy_registry.get_by_type(Page)
    assert policy.instances_user_has_permission_for(user(editor), "change").count() == 40
