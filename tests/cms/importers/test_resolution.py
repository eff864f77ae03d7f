import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Revision

from cms.acting import system
from cms.importers import Options
from cms.models import ActivityPage, Country, ProjectPage, ProjectType, Theme
from tests.cms.importers.importing import import_file
from tests.fixtures import public, publish, settle

pytestmark = pytest.mark.django_db
COMMAND = system.on_command()

ACTIVITY = "A day of songs"


@pytest.fixture
def imported(site, source):
    [result] = import_file(source.encode(), Options(COMMAND, publish=True))
    page = result.page
    return ProjectPage.objects.get(pk=page.pk)


@pytest.fixture(autouse=True)
def on_command():
    """All of it is done by somebody who may publish everything; test_acting_as_somebody has the others."""
    with COMMAND.acting():
        yield


def waiting(page):
    return {(row.field, row.name) for row in page.unresolved_references.all()}


def draft_of(page):
    return ProjectPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def save_draft(page, **changes):
    draft = draft_of(page)
    for name, value in changes.items():
        setattr(draft, name, value)
    editor, _ = get_user_model().objects.get_or_create(username="editor")
    draft.save_revision(user=editor)


def new_activity(site, title=ACTIVITY):
    return site.add_child(instance=ActivityPage(title=title, live=False))


def test_publishing_the_named_activity_links_it_with_the_page(site, imported):
    activity = new_activity(site)
    assert ("related_activities", ACTIVITY) in waiting(imported)
    publish(activity)
    for page in (ProjectPage.objects.get(), draft_of(imported)):
        assert ("related_activities", ACTIVITY) not in waiting(page)
        assert [row.activity for row in page.related_activity_links.all()] == [activity]
    page = ProjectPage.objects.get()
    assert page.live and not page.has_unpublished_changes


def test_a_resolved_link_is_public_at_once(site, imported):
    publish(new_activity(site, title="a day of SONGS"))
    settle()
    page = ProjectPage.objects.get()
    assert f"project/{page.translation_key}" in public()
    assert page.related_activity_links.get().activity.live


def test_a_draft_of_the_named_activity_resolves_nothing(site, imported):
    new_activity(site).save_revision()
    assert ("related_activities", ACTIVITY) in waiting(draft_of(imported))


def test_an_activity_of_another_name_resolves_nothing(site, imported):
    revisions = Revision.objects.for_instance(imported).count()
    publish(new_activity(site, title="A day of silence"))
    assert ("related_activities", ACTIVITY) in waiting(ProjectPage.objects.get())
    assert Revision.objects.for_instance(imported).count() == revisions


def test_an_editors_draft_gets_the_link_and_stays_a_draft(site, imported):
    save_draft(imported, title="Half done")
    activity = publish(new_activity(site))
    page, draft = ProjectPage.objects.get(), draft_of(imported)
    assert (page.title, draft.title) == ("River songs", "Half done")
    assert page.has_unpublished_changes
    for each in (page, draft):
        assert [row.activity for row in each.related_activity_links.all()] == [activity]
        assert ("related_activities", ACTIVITY) not in waiting(each)
    publish(draft)
    assert ProjectPage.objects.get().related_activity_links.count() == 1


def test_a_page_that_was_never_published_gets_the_link_and_stays_unpublished(site, source):
    import_file(source.encode(), Options(COMMAND))
    publish(new_activity(site))
    page = ProjectPage.objects.get()
    assert not page.live
    for each in (page, draft_of(page)):
        assert each.related_activity_links.count() == 1
        assert ("related_activities", ACTIVITY) not in waiting(each)


def test_the_activity_may_be_there_before_the_page(site, source):
    publish(new_activity(site))
    [result] = import_file(source.encode(), Options(COMMAND, publish=True))
    page = result.page
    assert page.related_activity_links.count() == 1
    assert ("related_activities", ACTIVITY) not in waiting(page)


def test_a_reference_that_only_a_draft_holds_resolves_when_it_is_published(site, imported):
    publish(new_activity(site, title="Evening of songs"))
    draft = draft_of(imported)
    draft.unresolved_references.create(field="related_activities", name="Evening of songs")
    publish(draft)
    page = ProjectPage.objects.get()
    assert page.related_activity_links.get().activity.title == "Evening of songs"


def test_a_new_theme_is_linked_where_a_source_names_it(imported):
    film = Theme.objects.create(labels={"en": "Film"})
    page = ProjectPage.objects.get()
    assert film in [row.theme for row in page.theme_links.all()]
    assert "themes" not in dict(waiting(page))


def test_another_label_of_a_country_resolves_it(imported):
    korea = Country.objects.get(code="KR")
    korea.alternative_labels = {"en": ["Atlantis"]}
    korea.save()
    codes = [row.country.code for row in ProjectPage.objects.get().country_links.all()]
    assert codes == ["LA", "KR"]


def test_a_country_that_arrives_is_found_by_another_of_its_names(site, source):
    import_file(source.replace("Atlantis", "the Ivory Coast").encode(), Options(COMMAND, publish=True))
    Country.objects.create(
        code="CI",
        code3="CIV",
        m49="384",
        labels={"en": "Côte d'Ivoire"},
        alternative_labels={"en": ["Ivory Coast"]},
    )
    assert ProjectPage.objects.get().country_links.count() == 2


def test_terms_that_were_one_for_want_of_a_vocabulary_are_split(index, source):
    import_file(source.encode(), Options(COMMAND, publish=True))
    assert ("project_types", "Monitoring, Research and Data Collection") in waiting(ProjectPage.objects.get())
    ProjectType.objects.create(labels={"en": "Research and Data Collection"})
    assert ("project_types", "Monitoring") in waiting(ProjectPage.objects.get())
    ProjectType.objects.create(labels={"en": "Monitoring"})
    page = ProjectPage.objects.get()
    assert page.project_type_links.count() == 2
    assert "project_types" not in dict(waiting(page))


def test_a_page_that_is_invalid_by_now_does_not_stop_the_activity(site, imported):
    ProjectPage.objects.update(start_date="2020", end_date="2019")
    draft = draft_of(imported)
    draft.start_date, draft.end_date = "2020", "2019"
    draft.save_revision(clean=False)
    ProjectPage.objects.update(has_unpublished_changes=False)
    activity = publish(new_activity(site))
    assert activity.live
    assert ("related_activities", ACTIVITY) in waiting(ProjectPage.objects.get())
