"""Reference data and files, by the numbers of the list of 28 events.

| event                              | tests |
|------------------------------------|-------|
| 17 snippet edited                  | test_a_draft_of_…, test_an_organisation_…; cms/admin/test_editing |
| 18 what is referred to is deleted  | test_a_deleted_programme_… to test_snippets_deleted_… |
| 19 snippet translated              | test_no_reference_data_is_translated_row_by_row |
| 23 collections, documents, images  | test_a_document_in_a_text_… (content has no fields for files yet) |
| 27 settings of other applications  | test_redirects_and_settings_are_no_resources; groups: test_events_privacy |
"""

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents.models import Document
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, TranslatableMixin

from cms import models
from graph import replica
from graph.declarations import registry
from graph.identity import id_of, iri
from graph.models import Change
from tests.fixtures import public, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


def changes():
    public()
    return Change.objects.count()


def test_a_draft_of_an_organisation_changes_nothing_until_it_is_published(donor, values):
    donor.save_revision().publish()
    before = changes()
    donor.labels = {"en": "Ministry of Arts"}
    revision = donor.save_revision()
    assert changes() == before
    revision.publish()
    assert values(donor)["title"] == {"en": "Ministry of Arts"}


def test_an_organisation_unpublished_in_the_admin_stays_while_something_public_names_it(admin, project, donor):
    donor.save_revision().publish()
    unpublish = models.Organisation.snippet_viewset.get_url_name("unpublish")
    admin(unpublish, donor.pk)
    assert id_of(donor) in public()
    project.unpublish()
    assert id_of(donor) not in public()


def test_an_edit_by_sql_of_reference_data_is_seen(cambodia, values):
    public()
    models.Country.objects.filter(pk=cambodia.pk).update(labels={"en": "Kampuchea"})
    assert values(cambodia)["title"] == {"en": "Kampuchea"}


def test_a_deleted_programme_is_gone_from_the_projects_under_it(admin, home, index, project, values):
    """The database sets the column to null: no signal tells the project."""
    programme = home.add_child(instance=models.ProgrammePage(title="Facility", slug="facility"))
    project.programme = programme
    publish(project)
    assert values(project)["programme"] == [id_of(programme)]
    admin("wagtailadmin_pages:delete", programme.pk)
    assert "programme" not in values(project)


def test_a_project_deleted_by_sql_is_gone_from_those_that_name_it(project, index, values):
    """The row that relates the two goes by cascade."""
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    project.related_project_links = [models.RelatedProject(project=other)]
    publish(project)
    assert values(project)["related_projects"] == [id_of(other)]
    models.ProjectPage.objects.filter(pk=other.pk).delete()
    assert "related_projects" not in values(project)


def test_a_row_deleted_by_itself_is_gone_from_its_page(project, values, donor):
    assert values(project)["donors"] == [id_of(donor)]
    models.Funding.objects.all().delete()
    assert "donors" not in values(project)
    assert id_of(donor) not in public()


def test_reference_data_in_use_cannot_be_deleted_and_stays_public(project, cambodia):
    with pytest.raises(ProtectedError):
        models.Country.objects.filter(pk=cambodia.pk).delete()
    assert "country/KH" in public()


def test_snippets_deleted_in_bulk_are_withdrawn(admin, db):
    organisations = [models.Organisation.objects.create(labels={"en": name}) for name in ("One", "Two")]
    ids = {id_of(each) for each in organisations}
    assert ids <= public()
    query = "?" + "&".join(f"id={each.pk}" for each in organisations)
    admin("wagtail_bulk_action", "cms", "organisation", "delete", query=query)
    assert not ids & public()


def test_no_reference_data_is_translated_row_by_row():
    """Labels in six languages stand on one row, so Wagtail's copying of drafts into live translations cannot happen."""
    plain = [model for declared in registry().resources if not declared.is_page for model in declared.models]
    assert plain
    assert not [model for model in plain if issubclass(model, TranslatableMixin)]


def test_a_document_in_a_text_shows_as_words_whatever_becomes_of_it(project):
    collection = Collection.get_first_root_node().add_child(name="Partners only")
    document = Document.objects.create(title="Report", file=ContentFile(b"secret", name="report.txt"))
    project.overview = f'<p>Read <a linktype="document" id="{document.pk}">the report</a>.</p>'
    publish(project)
    assert overview(project) == "<p>Read the report.</p>"
    before = changes()
    Document.objects.filter(pk=document.pk).update(collection=collection)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document.delete()
    assert changes() == before
    assert overview(project) == "<p>Read the report.</p>"


def test_an_image_in_a_text_shows_as_a_figure_and_not_as_a_tag_of_the_editor(project):
    image = get_image_model().objects.create(title="Photo", file=get_test_image_file())
    project.overview = f'<p>See</p><embed embedtype="image" id="{image.pk}" format="left" alt="A photo"/>'
    publish(project)
    figure = f'<figure class="left"><img alt="A photo" src="{iri(id_of(image))}"></figure>'
    assert overview(project) == f"<p>See</p>{figure}"


def overview(project):
    with replica.reading() as graph:
        return graph.texts([id_of(project)])[id_of(project)]["overview"]["en"]


def test_redirects_and_settings_are_no_resources():
    assert not apps.is_installed("wagtail.contrib.redirects")
    assert not [declared.name for declared in registry() if issubclass(declared.model, AbstractSetting)]
