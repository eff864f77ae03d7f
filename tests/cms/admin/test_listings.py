"""A list for each page type, made from the declarations."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale, Page

from cms import models
from cms.quality import check_and_keep
from graph.declarations import registry
from tests.fixtures import publish
from tests.kept import kept

pytestmark = pytest.mark.django_db


def titles(client, name: str, **query) -> list[str]:
    pages = client.get(reverse(f"content-{name}:index"), query).context["object_list"]
    return [page.title for page in pages]


@kept
def other(index, project, korea):
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


def test_projects_are_filtered_by_programme(editor, index, project):
    programme = publish(index.add_child(instance=models.ProgrammePage(title="Facility", slug="facility")))
    index.add_child(instance=models.ProjectPage(title="Of the facility", slug="of", programme=programme))
    assert titles(editor, "projects", programme=[programme.pk]) == ["Of the facility"]


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


def test_columns_and_filters_follow_from_the_declarations(editor, project):
    response = editor.get(reverse("content-projects:index"))
    names = [column.name for column in response.context["table"].columns.values()]
    assert names[2:-2] == ["countries", "themes", "donors", "start_date", "end_date", "quality"]
    html = response.content.decode()
    assert "Cambodia" in html and "Ministry of Culture" in html and "Feb 2020" in html and "ongoing" in html
    modules = editor.get(reverse("content-toolkit-modules:index")).context["filters"].form.fields
    assert "themes" in modules and "donors" not in modules and "quality" in modules


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("public", ["Training in Phnom Penh"]),
        ("changed", ["Elsewhere"]),
        ("draft", ["Draft"]),
        ("locked", ["Draft"]),
        ("review", []),
        ("scheduled", []),
        ("withheld", []),
    ],
)
def test_projects_are_filtered_by_status(editor, index, project, other, status, found):
    other.save_revision()
    index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False, locked=True))
    assert titles(editor, "projects", status=status) == found


def test_projects_are_filtered_by_quality(editor, project, other, index):
    index.add_child(instance=models.ProjectPage(title="New", slug="new", live=False))
    page = models.ProjectPage.objects.get(pk=other.pk)
    page.end_date, page.start_date = "2019", "2021"
    page.save_revision(clean=False)
    for each in (project, other):
        check_and_keep(Page.objects.get(pk=each.pk).get_latest_revision_as_object())
    assert titles(editor, "projects", quality="errors") == ["Elsewhere"]
    assert titles(editor, "projects", quality="warnings") == []
    assert titles(editor, "projects", quality="good") == ["Training in Phnom Penh"]
    assert titles(editor, "projects", quality="unknown") == ["New"]


def test_projects_are_filtered_by_language_and_by_what_is_not_translated(editor, home, index, project, other):
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for each in (home, index):
        publish(each.copy_for_translation(french))
    translation = project.copy_for_translation(french)
    translation.title = "Formation"
    translation.save()
    assert titles(editor, "projects", language=[french.pk]) == ["Formation"]
    assert titles(editor, "projects", untranslated=french.pk) == ["Elsewhere"]


def test_who_has_a_remit_finds_what_they_may_change(editor, project, other, cambodia):
    remit = models.Remit(group=Group.objects.get(name="Editors"))
    remit.country_links = [models.RemitCountry(country=cambodia)]
    remit.save()
    assert titles(editor, "projects", editable="true") == ["Training in Phnom Penh"]
    assert titles(editor, "projects", editable="false") == ["Elsewhere"]


@pytest.mark.wagtail_indexes
def test_a_filter_narrows_a_search(editor, project, other, korea):
    assert titles(editor, "projects", q="Training", countries=[korea.pk]) == []
    assert titles(editor, "projects", q="Elsewhere", countries=[korea.pk], status="public") == ["Elsewhere"]
