"""Merging two records: preview, all links, the old IRI, the names, and one undo."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms import models
from cms.acting import as_user
from graph.identity import id_of, iri
from graph.mirror import stored_differences
from tests.cms.admin.test_bulk import undo
from tests.cms.admin.test_remits import user
from tests.fixtures import public, publish, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db


def organisation(name, **values):
    made = models.Organisation(labels={"en": name}, live=False, **values)
    made.save()
    made.save_revision().publish()
    return models.Organisation.objects.get(pk=made.pk)


@kept
def pair(index):
    """Two records of one organisation, with a public project of each, one with a draft too, and a draft."""
    eu, union = organisation("European Union", acronym="EU"), organisation("Union européenne", acronym="UE")
    models.OrganisationIdentifier.objects.create(organisation=union, scheme="wikidata", value="Q458")
    for number, donor in enumerate((eu, union, union)):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}", live=False)
        page.fundings = [models.Funding(donor=donor, amount="10", currency="EUR")]
        page.partnerships = [
            models.Partnership(partner=union, role="lead"),
            models.Partnership(partner=eu, role="lead"),
        ]
        index.add_child(instance=page)
        publish(page) if number < 2 else page.save_revision()
    changed = models.ProjectPage.objects.get(slug="p1")
    changed.title = "Not public yet"
    changed.save_revision()
    return eu, union


def address(record):
    return reverse("merge_record", args=[record._meta.model_name, record.pk])


def donors():
    pages = models.ProjectPage.objects.order_by("slug")
    public_ones = [[row.donor_id for row in page.fundings.all()] for page in pages]
    drafts = [[row.donor_id for row in page.get_latest_revision_as_object().fundings.all()] for page in pages]
    return public_ones, drafts


def test_all_links_move_the_iri_redirects_and_one_undo_restores_all(administrator, client, pair):
    eu, union = pair
    settle()
    before, old = (public(), donors()), id_of(union)
    shown = administrator.post(address(union), {"into": eu.pk}).content.decode()
    assert "Project 0" in shown and "Project 2" in shown and iri(old) in shown
    assert models.Organisation.objects.count() == 2
    administrator.post(address(union), {"into": eu.pk, "confirm": "yes"})
    settle()
    assert not models.Organisation.objects.filter(pk=union.pk).exists()
    assert donors() == ([[eu.pk]] * 3, [[eu.pk]] * 3)
    page = models.ProjectPage.objects.get(slug="p1")
    assert page.title == "Project 1" and page.get_latest_revision_as_object().title == "Not public yet"
    assert [row.partner_id for row in page.partnerships.all()] == [eu.pk]
    assert models.Organisation.objects.get().alternative_labels == {"en": ["Union européenne", "UE"]}
    assert client.get(f"/id/{old}")["Location"].endswith(id_of(eu))
    assert list(stored_differences()) == []
    undo(administrator)
    settle()
    assert (public(), donors()) == before
    again = models.Organisation.objects.get(pk=union.pk)
    assert again.live and id_of(again) == old and again.identifiers.get().value == "Q458"
    assert models.Organisation.objects.get(pk=eu.pk).alternative_labels == {}
    assert client.get(f"/data/{old}.ttl").status_code == 200
    assert list(stored_differences()) == []


def test_two_terms_are_merged_and_separated(administrator, index):
    dance, dancing = (models.Theme.objects.create(labels={"en": name}) for name in ("Dance", "Dancing"))
    page = models.ProjectPage(title="Steps", slug="steps", live=False)
    page.theme_links = [models.ThemeLink(theme=dance), models.ThemeLink(theme=dancing)]
    index.add_child(instance=page)
    publish(page)
    administrator.post(address(dancing), {"into": dance.pk, "confirm": "yes"})
    settle()
    assert [row.theme for row in models.ProjectPage.objects.get().theme_links.all()] == [dance]
    assert models.Theme.objects.get().alternative_labels == {"en": ["Dancing"]}
    undo(administrator)
    settle()
    assert {row.theme for row in models.ProjectPage.objects.get().theme_links.all()} == {dance, dancing}
    assert list(stored_differences()) == []


def test_a_page_that_somebody_has_locked_keeps_the_old_record(administrator, editor, pair):
    eu, union = pair
    Page.objects.filter(slug="p1").update(locked=True, locked_by=user(editor))
    administrator.post(address(union), {"into": eu.pk, "confirm": "yes"})
    assert models.Organisation.objects.filter(pk=union.pk).exists()
    assert "Not public yet" in models.Batch.objects.get().report[-1]
    undo(administrator)
    assert models.ProjectPage.objects.get(slug="p0").partnerships.count() == 2


def test_who_may_not_delete_merges_nothing(client, editor, moderator, pair):
    eu, union = pair
    for visitor in (client, editor, moderator):
        assert visitor.post(address(union), {"into": eu.pk, "confirm": "yes"}).status_code in (302, 403)
    assert models.Organisation.objects.count() == 2 and not models.Batch.objects.exists()


def test_countries_are_not_merged(administrator, cambodia):
    assert administrator.get(address(cambodia)).status_code == 404


def test_the_form_of_a_record_leads_to_merging(administrator, editor, pair):
    _eu, union = pair
    edit = reverse("wagtailsnippets_cms_organisation:edit", args=[union.pk])
    assert address(union) in administrator.get(edit).content.decode()
    assert address(union) not in editor.get(edit).content.decode()
    as_user(user(administrator)).save(union)
