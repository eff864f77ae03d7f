"""A list for each page type, made from the declarations."""

import pytest
from django.urls import reverse

from cms import models
from graph.registry import registry
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


def titles(client, name: str, **query) -> list[str]:
    pages = client.get(reverse(f"content-{name}:index"), query).context["object_list"]
    return [page.title for page in pages]


@pytest.fixture
def other(index, korea):
    page = models.ProjectPage(title="Elsewhere", slug="elsewhere", live=False)
    page.country_links = [models.CountryLink(country=korea)]
    index.add_child(instance=page)
    return publish(page)


def test_every_page_type_has_its_list_in_the_menu(editor):
    menu = editor.get(reverse("wagtailadmin_home")).content.decode()
    for declared in registry().resources:
        if declared.is_page:
            name = declared.graph_type.plural.replace("_", "-")
            assert reverse(f"content-{name}:index") in menu
            assert titles(editor, name) == []


def test_projects_are_filtered_by_country(editor, project, other, cambodia, korea):
    assert titles(editor, "projects") == ["Elsewhere", "Training in Phnom Penh"]
    assert titles(editor, "projects", countries=[cambodia.pk]) == ["Training in Phnom Penh"]
    assert len(titles(editor, "projects", countries=[cambodia.pk, korea.pk])) == 2


def test_projects_are_filtered_by_donor(editor, project, other, donor):
    assert titles(editor, "projects", donors=[donor.pk]) == ["Training in Phnom Penh"]


def test_only_countries_in_use_are_offered(editor, project, korea):
    response = editor.get(reverse("content-projects:index"))
    field = response.context["filters"].form.fields["countries"]
    assert [str(each) for each in field.queryset] == ["Cambodia"]


def test_activities_are_filtered_by_kind(editor, project):
    for kind in (models.ActivityPage.Kind.WORKSHOP, models.ActivityPage.Kind.MISSION):
        project.add_child(instance=models.ActivityPage(title=kind.label, kind=kind))
    assert titles(editor, "activities", kind="mission") == ["Mission"]


def test_a_new_project_is_offered_the_place_where_the_newest_one_lies(editor, project, index):
    models.ProgrammePage.objects.all().delete()
    index.add_sibling("right", instance=models.ProjectIndexPage(title="Others", slug="others"))
    response = editor.get(reverse("content-projects:choose_parent"))
    assert response.context["form"].initial["parent_page"] == index.page_ptr


def test_a_new_activity_is_not_offered_the_project_of_the_newest_one(editor, project):
    project.add_child(instance=models.ActivityPage(title="Workshop"))
    response = editor.get(reverse("content-activities:choose_parent"))
    assert "parent_page" not in response.context["form"].initial
