"""Of what is private now, the past tells nothing: not of a translation, nor of what only private pages named."""

import pytest
from wagtail.models import Locale

from cms import models
from graph.identity import id_of, iri
from graph.journal import content_of, description_of
from graph.mirror import history
from graph.models import PrivateLanguage, Resource, State
from tests.fixtures import public, publish, restrict
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]
WITHDRAWN, SUPPRESSED = Resource.Status.WITHDRAWN, Resource.Status.SUPPRESSED


@kept
def french(project):
    """Return the translation of a project."""
    public()
    page = project.copy_for_translation(Locale.objects.create(language_code="fr"), copy_parents=True)
    page.title = "Formation"
    page = publish(page)
    public()
    return page


def told(page):
    """Return all that the past of a page's resource tells, in text."""
    last = State.objects.get().sequence
    found = list(history.versions(id_of(page)))
    for number in range(last + 1):
        found += history.as_of(number, [id_of(page)])
    return str([(each.values, each.texts, each.nquads, each.turtle) for each in found])


def status(instance):
    public()
    return Resource.objects.get(pk=id_of(instance)).status


def kinds(page):
    return [each.kind for each in history.versions(id_of(page))]


def test_the_past_does_not_speak_the_language_of_a_private_translation(project, french):
    assert "Formation" in told(project)
    restriction = restrict(french)
    assert "Formation" not in told(project)
    assert "/fr/" not in told(project)
    assert "Training in Phnom Penh" in told(project)
    assert kinds(project) == ["upsert"]
    restriction.delete()
    assert "Formation" in told(project)


def test_it_stays_so_when_the_private_translation_is_deleted_or_unpublished(project, french):
    restrict(french)
    public()
    french.delete()
    assert "Formation" not in told(project)
    project.unpublish()
    assert status(project) == WITHDRAWN
    assert "Formation" not in told(project)
    assert "Training in Phnom Penh" in told(project)


def test_a_translation_that_is_unpublished_keeps_its_past(project, french):
    french.unpublish()
    assert "Formation" in told(project)


def test_facts_that_a_private_original_gave_are_gone_from_the_past(project, french, donor):
    french.fundings.clear()
    publish(french)
    assert "1000.5" in told(project)
    restrict(project)
    found = told(french)
    assert "Formation" in found
    for gone in ("Training in Phnom Penh", "1000.5", id_of(donor)):
        assert gone not in found
    assert [each.values["urls"].keys() for each in history.versions(id_of(french))][0] == {"fr"}
    assert status(donor) == SUPPRESSED


def test_what_is_told_of_a_version_is_what_its_triples_say(project, french):
    restrict(french)
    public()
    for each in history.versions(id_of(project)):
        assert content_of(description_of(each))["nquads"] == each.nquads


def test_a_mention_of_what_is_private_is_gone_from_the_past_of_others(project, index):
    holder = models.ProjectPage(title="Holder", slug="holder")
    holder.overview = f'<p>With <a linktype="page" id="{project.pk}">others</a>.</p>'
    holder.related_project_links = [models.RelatedProject(project=project)]
    publish(index.add_child(instance=holder))
    public()
    publish(models.ProjectPage.objects.get(pk=holder.pk))
    assert iri(id_of(project)) in told(holder)
    restriction = restrict(project)
    assert id_of(project) not in told(holder)
    assert "With others." in told(holder)
    restriction.delete()
    assert iri(id_of(project)) in told(holder)


def test_what_only_private_pages_named_has_no_past_and_is_not_found(project, donor, client):
    assert client.get(f"/data/{id_of(donor)}.ttl").status_code == 200
    restriction = restrict(project)
    assert status(donor) == SUPPRESSED
    assert client.get(f"/data/{id_of(donor)}.ttl").status_code == 404
    assert told(donor) == "[]"
    project.fundings.clear()
    publish(project)
    restriction.delete()
    assert status(donor) == WITHDRAWN
    assert "Ministry of Culture" in told(donor)


def test_what_was_public_for_another_reason_too_keeps_its_past(project, donor, index):
    other = models.ProjectPage(title="Other", slug="other", fundings=[models.Funding(donor=donor)])
    other = publish(index.add_child(instance=other))
    public()
    other.unpublish()
    public()
    restrict(project)
    assert status(donor) == WITHDRAWN
    restrict(other)
    assert status(donor) == SUPPRESSED


def test_what_was_published_itself_keeps_its_past(project, donor):
    donor.save_revision().publish()
    public()
    models.Organisation.objects.get().unpublish()
    public()
    restrict(project)
    assert status(donor) == WITHDRAWN


def test_what_an_unpublished_page_named_follows_when_that_is_made_private(project, donor):
    public()
    project.unpublish()
    assert status(donor) == WITHDRAWN
    restrict(project)
    assert status(donor) == SUPPRESSED


def test_who_opens_a_translation_opens_its_past(project, french):
    restriction = restrict(french)
    public()
    assert PrivateLanguage.objects.get().language == "fr"
    restriction.delete()
    public()
    assert not PrivateLanguage.objects.exists()
