"""What the side panel says of a page: published, as a draft, what publishing changes, and who did what when."""

import pytest
from django.urls import reverse

from cms import models
from graph import identity
from graph.models import Change
from tests.fixtures import public, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(editor):
    return lambda page: editor.get(reverse("page_statements", args=[page.pk])).content.decode()


def test_the_panel_shows_name_statements_drawing_and_turtle(shown, project):
    html = shown(project)
    assert identity.iri(identity.id_of(project)) in html
    assert "Nothing: what is public says the same." in html
    assert html.count('class="accord-box"') == 2
    assert "Cambodia" in html and "Ministry of Culture" in html
    assert "schema:name" in html


def test_what_publishing_will_change_is_marked(shown, project, korea):
    project.title = "A new title"
    project.country_links = [models.CountryLink(country=korea)]
    project.save_revision()
    public()
    before = Change.objects.count()
    changes = shown(project).partition("In the graph")[0]
    assert changes.count("<ins>") == 2 and changes.count("<del>") == 2
    assert "A new title" in changes and "Republic of Korea" in changes
    assert Change.objects.count() == before


def test_of_what_is_private_publishing_changes_nothing(shown, project, index):
    restrict(index)
    project.title = "A new title"
    project.save_revision()
    changes, _heading, rest = shown(project).partition("In the graph")
    assert "<ins>" not in changes and "it stays hidden" in changes
    assert "A new title" in rest


def test_who_links_here_and_who_changed_what(shown, project, index, django_user_model):
    user = django_user_model.objects.create_user("dara", first_name="Dara")
    public()
    project.title = "Renamed"
    project.save_revision(user=user).publish()
    other = models.ProjectPage(title="The other one", slug="other")
    other.related_project_links = [models.RelatedProject(project=project)]
    publish(index.add_child(instance=other))
    html = shown(project)
    assert "The other one" in html
    newest, oldest = html.partition("<summary>History")[2].split("<h4>")[1:]
    assert "Dara" in newest and newest.count("<ins>") == newest.count("<del>") == 1
    assert "Dara" not in oldest and oldest.count("<del>") == 0


def test_nobody_without_the_right_to_edit_reads_a_draft(client, project, django_user_model):
    project.title = "Secret so far"
    project.save_revision()
    address = reverse("page_statements", args=[project.pk])
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_user("visitor"))
    answer = client.get(address, follow=True)
    assert "Secret so far" not in answer.content.decode()


def test_markup_in_a_title_stays_text(shown, project):
    project.title = "<script>alert(1)</script>"
    project.save_revision()
    assert "<script>alert(1)" not in shown(project)
