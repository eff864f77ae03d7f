"""Imports, undo and references that resolve do nothing that the person could not do by hand."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Revision

from cms import models
from cms.acting import as_user
from cms.importers import Options, import_contents, preview_contents, undo
from graph.identity import id_of, iri
from tests.cms.admin.test_bulk import act
from tests.cms.admin.test_remits import responsible, user
from tests.fixtures import logged_in

pytestmark = pytest.mark.django_db

PAGE = """URL: https://en.example.org/p/river

Theme:
Advocacy
Type of project:
Monitoring
Context/Overview

{words}

River songs

English
Countries:
Lao PDR
"""
DONOR = """URL: https://fr.example.org/donors/river-fund

River Fund

Type of donor:
Foundation

Words that nobody approved.

Supported projects

Songs of the river
"""


@pytest.fixture
def korea(site):
    return models.Country.objects.get(code="KR")


@pytest.fixture
def editor(site):
    return logged_in("Editors")


@pytest.fixture
def moderator(site):
    return logged_in("Moderators")


@pytest.fixture
def administrator(site):
    return logged_in("Administrators")


def imported(client, text, **options):
    run, [outcome] = import_contents([("page.txt", text.encode)], Options(as_user(user(client)), **options))
    return run, outcome


def page_imported(client, words="The river sings.", **options):
    run, outcome = imported(client, PAGE.format(words=words), **options)
    assert not outcome.error, outcome.error
    return run, models.ProjectPage.objects.get()


def state(page):
    page = Page.objects.get(pk=page.pk)
    return page.live, page.live_revision_id, page.latest_revision_id


def draft(thing):
    return type(thing).objects.get(pk=thing.pk).get_latest_revision_as_object()


# Donors.


@pytest.fixture
def fund(site, moderator):
    organisation = models.Organisation(labels={"en": "River Fund"})
    as_user(user(moderator)).add(organisation)
    as_user(user(moderator)).publish(organisation)
    return models.Organisation.objects.get()


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_a_donors_page_becomes_a_draft_of_who_imports_it_whatever_they_may_publish(fund, request, who):
    client = request.getfixturevalue(who)
    _, outcome = imported(client, DONOR)
    assert outcome.pages[0]["action"] == "changed" and not outcome.pages[0]["published"]
    fund.refresh_from_db()
    assert (fund.kind, fund.description, fund.has_unpublished_changes) == ("", {}, True)
    assert (draft(fund).kind, fund.latest_revision.user) == ("foundation", user(client))


def test_publishing_a_donors_page_takes_the_right_to_publish(fund, editor, moderator):
    _, refused = imported(editor, DONOR, publish=True)
    assert "You may not publish it." in refused.error and draft(fund).kind == ""
    imported(moderator, DONOR, publish=True)
    assert models.Organisation.objects.get().kind == "foundation"


def test_a_colleagues_draft_of_an_organisation_stays_in_the_newest_and_unpublished(fund, moderator, administrator):
    written = draft(fund)
    written.acronym = "COLLEAGUE"
    as_user(user(administrator)).save(written)
    _, outcome = imported(moderator, DONOR, publish=True)
    assert "administrators" in outcome.pages[0]["note"]
    assert (draft(fund).acronym, draft(fund).kind) == ("COLLEAGUE", "foundation")
    fund.refresh_from_db()
    assert (fund.acronym, fund.kind) == ("", "")


def test_an_organisation_that_is_locked_is_left_alone_and_told(fund, editor, administrator):
    administrator.post(reverse("wagtailsnippets_cms_organisation:lock", args=[fund.pk]))
    _, outcome = imported(editor, DONOR)
    assert "It is locked" in outcome.error and draft(fund).kind == ""
    administrator.post(reverse("wagtailsnippets_cms_organisation:unlock", args=[fund.pk]))
    imported(editor, DONOR)
    assert draft(fund).kind == "foundation"


def test_undoing_takes_a_donors_page_back_out_of_an_organisation(fund, editor):
    run, _ = imported(editor, DONOR)
    undo(run, as_user(user(editor)))
    assert (draft(fund).kind, draft(fund).description) == ("", {})
    assert models.Organisation.objects.get().live


# Undo.


def test_undoing_keeps_a_page_that_a_moderator_has_published(editor, moderator):
    run, page = page_imported(editor)
    act(moderator, "publish", [page])
    assert Page.objects.get(pk=page.pk).live
    told = undo(run, as_user(user(editor)))
    assert Page.objects.get(pk=page.pk).live and "published or withdrawn it since" in told[0]
    assert not PageLogEntry.objects.filter(page=page.pk, action="wagtail.delete").exists()


def test_undoing_keeps_a_page_that_was_approved_in_its_workflow(editor, moderator):
    run, page = page_imported(editor)
    page.get_workflow().start(page, user(editor))
    task = Page.objects.get(pk=page.pk).specific.current_workflow_task_state
    task.approve(user=user(moderator))
    assert Page.objects.get(pk=page.pk).live
    assert "kept" in undo(run, as_user(user(editor)))[0]
    assert Page.objects.get(pk=page.pk).live


def test_undoing_keeps_public_text_that_a_moderator_has_published(editor, moderator):
    _, page = page_imported(moderator, "The first words.", publish=True)
    newer = PAGE.format(words="The second words.")
    run, outcome = imported(editor, newer)
    assert outcome.pages[0]["action"] == "changed"
    act(moderator, "publish", [page])
    before = state(page)
    assert "kept" in undo(run, as_user(user(editor)))[0]
    assert state(page) == before and "second" in models.ProjectPage.objects.get().overview


def test_undoing_takes_back_a_draft_that_nobody_has_touched(editor, moderator):
    _, page = page_imported(moderator, "The first words.", publish=True)
    run, _ = imported(editor, PAGE.format(words="The second words."))
    undo(run, as_user(user(editor)))
    assert "first" in draft(page).overview and state(page)[0]
    run, _ = imported(editor, PAGE.format(words="The second words.").replace("/p/river", "/p/sea"))
    undo(run, as_user(user(editor)))
    assert models.ProjectPage.objects.count() == 1 and not models.Organisation.objects.exists()


def test_undoing_leaves_a_locked_page_and_can_be_tried_again(editor, administrator):
    run, page = page_imported(editor)
    administrator.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    assert "It is locked" in undo(run, as_user(user(editor)))[0]
    assert Page.objects.filter(pk=page.pk).exists() and not run.undone_at
    administrator.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    undo(run, as_user(user(editor)))
    assert not Page.objects.filter(pk=page.pk).exists() and run.undone_at


def test_a_newer_import_of_somebody_else_is_no_more_taken_back_than_their_edits(editor, moderator):
    run, page = page_imported(editor)
    imported(moderator, PAGE.format(words="The second words."))
    assert "kept" in undo(run, as_user(user(editor)))[0]
    assert "second" in draft(page).overview


# Versions of what is there.


@pytest.mark.parametrize("way", ["match", "address"])
def test_a_page_that_is_locked_gets_no_version(editor, administrator, way):
    _, page = page_imported(administrator, publish=True)
    administrator.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    text, options = PAGE.format(words="Other words."), {}
    if way == "match":
        text, options = text.split("\n", 1)[1], {"match": iri(id_of(page))}
    before = state(page)
    _, refused = imported(editor, text, **options)
    assert "It is locked" in refused.error and state(page) == before
    administrator.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    _, outcome = imported(editor, text, **options)
    assert outcome.pages[0]["action"] == "changed"
    assert Revision.objects.for_instance(page).latest("pk").user == user(editor)


def test_a_page_in_moderation_gets_no_version_from_who_may_not_change_it_there(editor, moderator):
    _, page = page_imported(editor)
    page.get_workflow().start(page, user(editor))
    _, refused = imported(editor, PAGE.format(words="Other words."))
    assert "waits for a moderator" in refused.error
    _, outcome = imported(moderator, PAGE.format(words="Other words."))
    assert outcome.pages[0]["action"] == "changed"


def test_a_page_outside_of_the_remit_gets_no_version(moderator, administrator, korea, cambodia):
    _, page = page_imported(administrator, publish=True)
    responsible("Moderators", countries=[cambodia])
    _, refused = imported(moderator, PAGE.format(words="Other words."), publish=True)
    assert "You may not change it." in refused.error and "Other" not in draft(page).overview
    models.Remit.objects.all().delete()
    imported(moderator, PAGE.format(words="Other words."), publish=True)
    assert "Other" in models.ProjectPage.objects.get().overview


def test_an_equal_title_replaces_nobodys_draft_and_is_told(editor, moderator):
    _, page = page_imported(moderator)
    by_hand = draft(page)
    by_hand.overview, by_hand.source_url = "<p>By hand.</p>", ""
    as_user(user(moderator)).save(by_hand)
    without_address = PAGE.format(words="Of the import.").split("\n", 1)[1]
    _, outcome = imported(editor, without_address)
    assert outcome.pages[0]["action"] == "created"
    assert [each["iri"] for each in outcome.pages[0]["likely_matches"]] == [iri(id_of(page))]
    assert draft(page).overview == "<p>By hand.</p>"


def test_a_preview_names_the_page_and_whose_draft_the_import_builds_on(editor, moderator):
    _, page = page_imported(editor)
    by_hand = draft(page)
    by_hand.title = "Songs by hand"
    as_user(user(moderator)).save(by_hand)
    [outcome] = preview_contents([("a.txt", PAGE.format(words="Other.").encode)], Options(as_user(user(editor))))
    assert "Songs by hand" in outcome.pages[0]["note"] and "moderators" in outcome.pages[0]["note"]


# References that resolve.


@pytest.fixture
def waiting(index, korea):
    """A public page in Korea that names a project which does not exist."""
    page = models.ProjectPage(title="In Korea", slug="in-korea", live=False)
    page.country_links = [models.CountryLink(country=korea)]
    page.unresolved_references = [models.UnresolvedReference(field="related_projects", name="Ghost project")]
    index.add_child(instance=page)
    page.save_revision().publish()
    return models.ProjectPage.objects.get(pk=page.pk)


def published_ghost(client, index, country):
    """What the form does: a page of that name in a country, published."""
    ghost = models.ProjectPage(title="Ghost project", slug="ghost-project")
    ghost.country_links = [models.CountryLink(country=country)]
    actor = as_user(user(client))
    actor.add_page(ghost, index)
    act(client, "publish", [ghost])
    return models.ProjectPage.objects.get(pk=ghost.pk)


def linked(page):
    return [row.project for row in page.related_project_links.all()]


def test_publishing_inside_of_a_remit_publishes_no_page_outside_of_it(moderator, index, waiting, cambodia):
    responsible("Moderators", countries=[cambodia])
    public = state(waiting)[:2]
    ghost = published_ghost(moderator, index, cambodia)
    assert ghost.live and state(waiting)[:2] == public
    assert linked(models.ProjectPage.objects.get(pk=waiting.pk)) == []
    assert linked(draft(waiting)) == [ghost]
    assert Page.objects.get(pk=waiting.pk).latest_revision.user is None


def test_who_may_publish_both_pages_makes_the_link_public(moderator, index, waiting, cambodia, korea):
    responsible("Moderators", countries=[cambodia, korea])
    ghost = published_ghost(moderator, index, cambodia)
    assert linked(models.ProjectPage.objects.get(pk=waiting.pk)) == [ghost]
    assert Page.objects.get(pk=waiting.pk).live_revision.user == user(moderator)


def test_the_link_is_public_in_the_name_of_whoever_imported_the_page_if_they_may_publish_both(
    moderator, administrator, index, cambodia, waiting
):
    run = models.ImportRun.objects.create(user=user(administrator))
    waiting.source_versions.create(run=run, digest="0" * 64, format="archived-page")
    responsible("Moderators", countries=[cambodia])
    ghost = published_ghost(moderator, index, cambodia)
    assert linked(models.ProjectPage.objects.get(pk=waiting.pk)) == [ghost]
    assert Page.objects.get(pk=waiting.pk).live_revision.user == user(administrator)


@pytest.mark.parametrize("state_of_it", ["locked", "in review"])
def test_a_page_that_is_locked_or_in_review_is_left_alone(moderator, index, waiting, cambodia, state_of_it):
    if state_of_it == "locked":
        Page.objects.filter(pk=waiting.pk).update(locked=True)
    else:
        waiting.get_workflow().start(waiting, user(moderator))
    before = state(waiting)
    published_ghost(moderator, index, cambodia)
    assert state(waiting) == before
    assert bool(waiting.current_workflow_state) == (state_of_it == "in review")


def test_a_theme_that_somebody_adds_publishes_only_what_they_may_publish(editor, moderator, waiting):
    draft_of = draft(waiting)
    draft_of.unresolved_references.create(field="themes", name="Film")
    as_user(user(moderator)).save(draft_of, publish=True)
    with as_user(user(editor)).acting():
        theme = models.Theme.objects.create(labels={"en": "Film"})
    page = models.ProjectPage.objects.get(pk=waiting.pk)
    assert not page.theme_links.exists() and [row.theme for row in draft(page).theme_links.all()] == [theme]
    assert Group.objects.get(name="Editors") in user(editor).groups.all()
