"""What is public because something names it shows what was approved, whoever saves drafts of it, and however."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.edit import EditAction
from wagtail.models import PageViewRestriction

from cms import models
from cms.acting import system
from cms.importers import Options, import_contents
from graph import replica
from graph.declarations import Visibility, registry
from graph.identity import id_of, iri
from graph.visibility import ApprovedRecord
from tests import small_site
from tests.fixtures import logged_in, publish, restrict
from tests.forms import form_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]

RECORDS = [each.model for each in registry().resources
           if each.graph_type.visibility is Visibility.OWN_OR_LINKED]  # fmt: skip
SECRET = "A name that nobody has approved"
DONOR_PAGE = """URL: https://en.example.org/donors/the-approved-name

The approved name

Type of donor:
Country

A story that nobody has approved.
"""


@pytest.fixture
def editor(home):
    """May change organisations and outcomes, and publish nothing."""
    return logged_in("Editors")


@pytest.fixture
def moderator(home):
    return logged_in("Moderators")


@pytest.fixture(params=RECORDS, ids=lambda model: model.__name__)
def record(request):
    return small_site.unpublished(request.param, "The approved name")


@pytest.fixture
def page(index, record):
    return small_site.draft_that_names(index, record)


@pytest.fixture
def named(page, record):
    publish(page)
    return record


def address(record, view="edit"):
    return reverse(type(record).snippet_viewset.get_url_name(view), args=[record.pk])


def save(client, record, **changes):
    """Open the form, change it, and send it by one of its buttons."""
    sent = form_data(client.get(address(record))) | {"labels_en": SECRET} | changes
    response = client.post(address(record), sent)
    assert response.status_code == 302, response.context["form"].errors
    return response


def name(record):
    with replica.reading() as graph:
        resource = id_of(record)
        return graph.node(resource)["values"]["title"]["en"] if resource in graph else None


def seen_by_visitors(record):
    """Return all that anybody may ask for it without logging in."""
    resource = id_of(record)
    addresses = [f"/id/{resource}", f"/data/{resource}.ttl", "/data/all.nt", "/search/?q=approved"]
    answers = [Client().get(each, headers={"accept": "text/html"}, follow=True) for each in addresses]
    query = f'{{ node(id: "{iri(resource)}") {{ title }} }}'
    answers.append(Client().post("/graphql/", {"query": query}, "application/json"))
    assert {each.status_code for each in answers} == {200}
    return b"".join(part for each in answers for part in each).decode()


def test_every_kind_of_record_that_is_public_when_named_keeps_what_was_approved():
    assert RECORDS
    assert all(issubclass(model, ApprovedRecord) for model in RECORDS)


def test_a_draft_of_a_named_record_shows_nowhere_until_it_is_published(named, editor, moderator):
    save(editor, named)
    assert name(named) == "The approved name"
    assert SECRET not in seen_by_visitors(named)
    assert form_data(editor.get(address(named)))["labels_en"] == SECRET
    save(moderator, named, **{"action-publish": "1"})
    assert name(named) == SECRET
    assert SECRET in seen_by_visitors(named)


def test_who_may_not_publish_publishes_no_draft_by_asking_for_it(named, editor):
    save(editor, named, **{"action-publish": "1"})
    assert name(named) == "The approved name"


def test_a_draft_saved_again_and_one_led_back_to_an_earlier_version_show_nowhere(named, editor):
    save(editor, named)
    revision = named.revisions.order_by("pk").first()
    save(editor, named, labels_en="Another one", revision=str(revision.pk))
    save(editor, named)
    assert name(named) == "The approved name"


def test_rows_of_a_named_record_show_nowhere_while_they_are_a_draft(named, editor, moderator):
    if not hasattr(named, "identifiers"):
        pytest.skip("This kind has no rows.")
    rows = {"identifiers-TOTAL_FORMS": "1", "identifiers-0-scheme": "ror", "identifiers-0-value": "04h4z8k05"}
    save(editor, named, **rows)
    assert not type(named).objects.get(pk=named.pk).identifiers.exists()
    assert "04h4z8k05" not in seen_by_visitors(named)
    revision = named.revisions.order_by("pk").last()
    revision.publish()
    assert "04h4z8k05" in seen_by_visitors(named)


def test_publishing_the_page_again_does_not_publish_the_draft(named, page, editor):
    save(editor, named)
    publish(models.ProjectPage.objects.get(pk=page.pk))
    assert name(named) == "The approved name"


def test_a_page_that_names_it_later_does_not_publish_the_draft_either(named, page, index, editor):
    models.ProjectPage.objects.get(pk=page.pk).unpublish()
    assert name(named) is None
    save(editor, named)
    other = models.ProjectPage(title="Names it too", slug="names-it-too", live=False)
    small_site.name_in(other, named)
    publish(index.add_child(instance=other))
    assert name(named) == "The approved name"


def test_what_a_moderator_can_see_when_publishing_the_page_is_what_becomes_public(page, record, editor):
    save(editor, record, labels_en="The name as it was written since")
    publish(page)
    assert name(record) == "The name as it was written since"
    save(editor, record)
    assert name(record) == "The name as it was written since"


def test_a_record_published_and_unpublished_shows_what_was_published_when_it_is_named(page, record, editor, moderator):
    save(moderator, record, labels_en="The published name", **{"action-publish": "1"})
    moderator.post(address(record, "unpublish"))
    assert name(record) is None
    save(editor, record)
    publish(page)
    assert name(record) == "The published name"


def test_a_draft_saved_while_the_page_is_private_does_not_show_when_that_is_lifted(page, record, editor):
    restrict(page)
    publish(page)
    save(editor, record)
    assert name(record) is None
    PageViewRestriction.objects.all().delete()
    assert name(record) == "The approved name"


def test_a_draft_saved_before_a_scheduled_page_goes_live_does_not_show_with_it(page, record, editor):
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    save(editor, record)
    page = models.ProjectPage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.save_revision().publish()
    assert name(record) == "The approved name"


def test_a_publication_that_waits_for_its_time_shows_nothing_before(named, moderator):
    draft = type(named).objects.get(pk=named.pk).get_latest_revision_as_object()
    draft.labels = {"en": SECRET}
    draft.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    draft.save_revision().publish()
    assert name(named) == "The approved name"


def test_what_is_public_by_no_publication_of_a_page_is_not_changed_by_drafts(korea, editor):
    """A convention has no drafts: whoever adds a party to it makes that public."""
    party = models.Organisation.objects.create(labels={"en": "The approved name"}, live=False)
    convention = models.Convention.objects.create(code="2005-convention", labels={"en": "The Convention"})
    models.Participation.objects.create(convention=convention, organisation=party)
    assert name(party) == "The approved name"
    save(editor, party)
    assert name(party) == "The approved name"


def test_an_edit_by_a_program_is_a_draft_as_well(named):
    draft = type(named).objects.get(pk=named.pk)
    draft.labels = {"en": SECRET}
    EditAction(draft).execute(skip_permission_checks=True)
    assert name(named) == "The approved name"
    assert str(type(named).objects.get(pk=named.pk).get_latest_revision_as_object()) == SECRET


def test_an_import_adds_to_the_newest_draft_and_shows_nothing(named, editor):
    if not isinstance(named, models.Organisation):
        pytest.skip("Imports write no outcomes.")
    save(editor, named, acronym="SEC")
    _, [outcome] = import_contents([("page.txt", DONOR_PAGE.encode)], Options(system.on_command()))
    assert not outcome.error
    draft = models.Organisation.objects.get(pk=named.pk).get_latest_revision_as_object()
    assert (str(draft), draft.acronym, draft.kind) == (SECRET, "SEC", "government")
    assert "nobody has approved" not in seen_by_visitors(named)


def test_the_form_says_that_a_named_record_is_public_and_what_visitors_see(named, page, editor):
    save(editor, named)
    shown = editor.get(address(named)).content.decode()
    assert "Visitors see this although it is not published" in shown
    assert "Names it" in shown
    assert "under the name “The approved name”" in shown
    assert (
        "public, as it is named"
        in editor.get(reverse(type(named).snippet_viewset.get_url_name("list"))).content.decode()
    )


def test_the_form_of_a_record_that_only_drafts_name_says_nothing_of_visitors(record, page, editor):
    assert "Visitors see this" not in editor.get(address(record)).content.decode()
