"""What the editor is told before publishing, and that errors stop it wherever one can publish."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms import models
from cms.quality import check, check_outdated
from graph import identity
from tests.cms.admin.test_editing import add_address, project_form
from tests.fixtures import public

pytestmark = pytest.mark.django_db


def bad_project(index, title="Backwards"):
    """Return a draft whose end is before its start: an import may have written it, the form would refuse it."""
    page = index.add_child(instance=models.ProjectPage(title=title, slug="backwards", start_date="2021", live=False))
    page.end_date = "2019"
    page.save_revision(clean=False)
    return page


def messages(found):
    return [each.message for each in found]


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def rules(settings, tmp_path):
    """A rule of somebody who looks after the data."""
    file = tmp_path / "rules.ttl"
    file.write_text("""
        @prefix schema: <http://schema.org/> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix accord: <vocab#> .
        <#rule> a sh:NodeShape ; sh:targetClass accord:Project ;
            sh:property [ sh:path accord:aim ; sh:minCount 1 ; sh:message "Say what it aims at."@en ] .
    """)
    settings.GRAPH_RULES = [file]


def test_the_panel_says_what_is_missing_and_at_which_field(editor, index):
    page = bad_project(index)
    html = editor.get(edit_address(page)).content.decode()
    assert "1 error stops publication" in html
    assert "The end is before the start" in html
    assert "No country is named" in html
    assert 'data-remark="warning"' in html and 'data-remark-near="id_end_date"' in html


def test_the_panel_comes_anew_with_each_save(editor, index, cambodia):
    page = bad_project(index)
    form = project_form(title="Forwards", slug="forwards", country_links=inline_formset([{"country": cambodia.pk}]))
    answer = editor.post(edit_address(page), form, headers={"accept": "application/json"}).json()
    assert answer["success"]
    assert "stops publication" not in answer["html"] and "No country is named" not in answer["html"]
    assert "There is no text yet" in answer["html"]


def test_warnings_do_not_stop_publication(moderator, index):
    moderator.post(add_address(index), project_form(title="Bare") | {"action-publish": "1"})
    page = models.ProjectPage.objects.get()
    assert identity.id_of(page) in public()
    assert [each.is_error for each in check(page)] == [False] * 5


def test_an_error_stops_a_new_page_and_stands_at_its_field(moderator, index, rules):
    response = moderator.post(add_address(index), project_form(title="Aimless") | {"action-publish": "1"})
    assert response.context["form"].errors["aim"] == ["Say what it aims at."]
    assert not models.ProjectPage.objects.exists()


def test_an_error_stops_an_old_page_but_not_saving_it(moderator, project, rules):
    form = project_form(title="Aimless", slug=project.slug)
    response = moderator.post(edit_address(project), form | {"action-publish": "1"})
    assert "Say what it aims at." in response.content.decode()
    assert moderator.post(edit_address(project), form).status_code == 302
    project.refresh_from_db()
    assert project.title == "Training in Phnom Penh" and project.has_unpublished_changes


def test_an_error_stops_submitting_for_moderation(editor, index, rules):
    response = editor.post(add_address(index), project_form(title="Aimless") | {"action-submit": "1"})
    assert "Say what it aims at." in response.content.decode()


def test_an_error_stops_approving_from_the_list(moderator, index, home):
    page = bad_project(index)
    workflow = Workflow.objects.filter(active=True).first()
    state = workflow.start(page, None)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state_id])
    response = moderator.post(address, follow=True)
    assert "cannot be published yet: The end is before the start" in response.content.decode()
    page.refresh_from_db()
    assert not page.live


def test_an_error_stops_publishing_many_at_once(moderator, index):
    page = bad_project(index)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    assert "cannot be published yet" in moderator.get(address).content.decode()
    moderator.post(address, {"confirm": "yes"})
    page.refresh_from_db()
    assert not page.live


def test_the_report_lists_all_pages_by_quality_once_they_are_checked(moderator, project, index):
    bad_project(index)
    assert check_outdated(100) == 2
    assert check_outdated(100) == 0
    report = moderator.get(reverse("record_quality")).content.decode()
    assert report.index("Backwards") < report.index("Training in Phnom Penh")
    assert "The end is before the start" in report


def divided(*shares):
    """Return rows of countries with these shares, as an import or a form writes them."""
    countries = [
        models.Country.objects.create(code=f"X{n}", code3=f"XX{n}", m49=f"90{n}", labels={"en": f"Land {n}"})
        for n, _share in enumerate(shares)
    ]
    return [models.CountryLink(country=each, share=share) for each, share in zip(countries, shares, strict=True)]


@pytest.mark.parametrize(
    ("shares", "fits"),
    [((60, 40), True), ((50, 25, 25), True), ((60, 30), False), ((60, None), False), ((None,), True)],
)
def test_shares_of_countries_are_a_hundred_together_or_not_stated(index, shares, fits):
    page = models.ProjectPage(title="Shared", slug="shared", live=False)
    page.country_links = divided(*shares)
    index.add_child(instance=page)
    found = [each for each in check(page) if "shares" in each.message]
    assert not found if fits else [(each.is_error, each.field) for each in found] == [(True, "country_shares")]


def test_shares_that_do_not_fit_are_told_at_the_countries(moderator, index):
    rows = [{"country": each.country.pk, "share": 30} for each in divided(None, None)]
    form = project_form(country_links=inline_formset(rows)) | {"action-publish": "1"}
    response = moderator.post(add_address(index), form)
    assert "not 100 together" in str(response.context["form"].formsets["country_links"].non_form_errors())
    rows[1]["share"] = 70
    moderator.post(add_address(index), form | project_form(country_links=inline_formset(rows)))
    [row] = models.ProjectPage.objects.get().country_shares()[1:]
    assert (row.share, identity.id_of(row) in public()) == (70, True)


def test_a_rule_is_told_in_the_language_of_the_reader(index):
    page = bad_project(index)
    with override("fr"):
        assert "La fin précède le début. Corrigez l’une des deux dates." in messages(check(page))


@pytest.fixture
def organisation_rule(settings, tmp_path):
    file = tmp_path / "rules.ttl"
    file.write_text("""
        @prefix schema: <http://schema.org/> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix org: <http://www.w3.org/ns/org#> .
        <#rule> a sh:NodeShape ; sh:targetClass org:Organization ;
            sh:property [ sh:path schema:addressCountry ; sh:minCount 1 ; sh:message "Say where it is based."@en ] .
    """)
    settings.GRAPH_RULES = [file]


def test_reference_data_has_the_same_panel_and_errors_stop_its_publication(administrator, donor, organisation_rule):
    models.Organisation.objects.filter(pk=donor.pk).update(country=None)
    address = reverse("wagtailsnippets_cms_organisation:edit", args=[donor.pk])
    html = administrator.get(address).content.decode()
    assert "Say where it is based." in html and 'data-remark-near="id_country"' in html
    form = {"labels_en": "Ministry", "acronym": "", "kind": "", "country": "", "homepage": "", "source": ""}
    form |= nested_form_data({"identifiers": inline_formset([])})
    response = administrator.post(address, form | {"action-publish": "1"})
    assert response.context["form"].errors == {"country": ["Say where it is based."]}
    donor.refresh_from_db()
    assert not donor.live


def test_a_form_of_plain_reference_data_has_the_panel_too(administrator, cambodia):
    address = reverse("wagtailsnippets_cms_country:edit", args=[cambodia.pk])
    assert "Nothing is missing" in administrator.get(address).content.decode()


def test_a_picture_without_a_credit_is_told_of_once_and_at_its_row(moderator, project, cambodia):
    image = get_image_model().objects.create(title="A loom", file=get_test_image_file())
    rows = [{"image": image.pk, "alternative_text": "A loom", "caption": "", "credit": ""}]
    form = project_form(title="Pictured", slug=project.slug, gallery=inline_formset(rows))
    response = moderator.post(edit_address(project), form | {"action-publish": "1"})
    [row] = response.context["form"].formsets["gallery"].forms
    assert list(row.errors) == ["credit"]
    assert moderator.post(edit_address(project), form).status_code == 302
    draft = models.ProjectPage.objects.get().get_latest_revision_as_object()
    found = [each for each in check(draft) if each.is_error]
    assert messages(found) == ["A picture does not say who made it. Name the photographer or the source."]
