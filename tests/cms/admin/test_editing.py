"""What editors do in forms, through the admin's own views, and what readers then see."""

import pytest
from django.urls import reverse
from modelcluster.models import get_all_child_relations
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from cms import models
from graph import identity
from graph.replica import reading
from tests.fixtures import public
from tests.forms import form_data

pytestmark = pytest.mark.django_db

RELATIONS = [each.get_accessor_name() for each in get_all_child_relations(models.ProjectPage)]


def project_form(**values) -> dict:
    """Return what the form sends for a project, everything empty but the given values."""
    empty = {name: inline_formset([]) for name in RELATIONS}
    texts = {name: rich_text("") for name in ("overview", "aim", "results_text")}
    fields = dict.fromkeys(("start_date", "end_date", "source_url", "archive_url", "programme"), "")
    promote = {"slug": "new", "seo_title": "", "search_description": "", "captured_at": ""}
    return nested_form_data(empty | texts | fields | promote | {"title": "New"} | values)


@pytest.fixture
def countries(cambodia, korea):
    laos = models.Country.objects.create(
        code="LA", code3="LAO", m49="418", labels={"en": "Lao People's Democratic Republic"}
    )
    return [cambodia, korea, laos]


@pytest.fixture
def filled_in(countries, donor):
    """A form with three countries, two donors, one of them without an amount, and a theme."""
    other = models.Organisation.objects.create(labels={"en": "A foundation"}, live=False)
    theme = models.Theme.objects.create(labels={"en": "Policy Design"})
    return project_form(
        title="Three countries, two donors",
        start_date="Feb 2020",
        end_date="ongoing",
        overview=rich_text("<p>Why it exists.</p>"),
        country_links=inline_formset([{"country": each.pk} for each in countries]),
        theme_links=inline_formset([{"theme": theme.pk}]),
        fundings=inline_formset(
            [
                {"donor": donor.pk, "amount": "1000.50", "currency": "eur", "year": "2020"},
                {"donor": other.pk, "amount": "", "currency": "", "year": ""},
            ]
        ),
    )


def add_address(index) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "projectpage", index.pk])


def test_a_project_that_a_moderator_publishes_has_all_that_the_form_says(moderator, index, filled_in):
    moderator.post(add_address(index), filled_in | {"action-publish": "1"})
    page = models.ProjectPage.objects.get()
    with reading() as graph:
        values = graph.node(identity.id_of(page))["values"]
        fundings = [graph.node(each)["values"] for each in values["fundings"]]
    assert values["title"] == {"en": "Three countries, two donors"}
    assert (values["start_date"], values["end_date"]) == ("2020-02", "..")
    assert values["countries"] == ["country/KH", "country/KR", "country/LA"]
    assert len(values["donors"]) == 2
    assert [each.get("amount") for each in fundings] == [
        {"value": "1000.5", "currency": "EUR"},
        None,
    ]
    assert len(values["themes"]) == 1


def test_a_country_that_is_chosen_by_name_and_again_with_its_group_is_kept_once(editor, index, countries):
    chosen = [{"country": each.pk} for each in (countries[0], *countries)]
    editor.post(add_address(index), project_form(country_links=inline_formset(chosen)))
    page = models.ProjectPage.objects.get()
    assert [row.country.code for row in page.country_links.all()] == ["KH", "KR", "LA"]
    rows = [{"country": row.country_id, "id": row.pk} for row in page.country_links.all()]
    again = inline_formset([*rows, {"country": countries[0].pk}], initial=3)
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), project_form(country_links=again))
    draft = page.get_latest_revision_as_object()
    assert [row.country.code for row in draft.country_links.all()] == ["KH", "KR", "LA"]


def test_a_row_that_is_deleted_makes_room_for_its_country_elsewhere(editor, index, countries):
    deleted, kept = {"country": countries[0].pk, "DELETE": "on"}, {"country": countries[0].pk}
    editor.post(add_address(index), project_form(country_links=inline_formset([deleted, kept])))
    assert [row.country for row in models.ProjectPage.objects.get().country_links.all()] == [countries[0]]


def test_two_drafts_of_one_title_get_addresses_of_their_own(editor, index):
    for _ in range(2):
        editor.post(add_address(index), project_form(title="New", slug="new"))
    first, second = models.ProjectPage.objects.order_by("pk")
    assert (first.slug, second.slug) == ("new", "new-2")
    editor.post(reverse("wagtailadmin_pages:edit", args=[second.pk]), project_form(title="New", slug="new"))
    assert second.get_latest_revision_as_object().slug == "new-2"


def test_an_address_that_was_written_by_hand_is_not_changed_behind_ones_back(editor, index):
    for title in ("New", "Other"):
        editor.post(add_address(index), project_form(title=title, slug="new"))
    assert [page.title for page in models.ProjectPage.objects.all()] == ["New"]


def test_a_project_below_a_programme_runs_under_it_unless_the_editor_says_otherwise(editor, index):
    programme = index.add_child(instance=models.ProgrammePage(title="Facility", slug="facility"))
    form = editor.get(add_address(programme)).context["form"]
    assert form["programme"].value() == programme.pk
    assert editor.get(add_address(index)).context["form"]["programme"].value() is None


def test_what_an_editor_saves_is_a_draft_until_a_moderator_publishes_it(editor, moderator, index, filled_in):
    editor.post(add_address(index), filled_in | {"action-publish": "1"})
    page = models.ProjectPage.objects.get()
    assert not page.live
    assert identity.id_of(page) not in public()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = moderator.get(address).context["form"]
    assert [str(row.instance.country) for row in form.formsets["country_links"]][:1] == ["Cambodia"]
    moderator.post(address, filled_in | {"slug": page.slug, "action-publish": "1"})
    assert identity.id_of(page) in public()


def test_an_end_before_the_start_is_refused_and_nothing_is_lost(moderator, index, filled_in):
    wrong = filled_in | {"end_date": "2019", "action-publish": "1"}
    response = moderator.post(add_address(index), wrong)
    assert "The end is before the start." in response.content.decode()
    assert response.context["form"]["title"].value() == "Three countries, two donors"
    assert not models.ProjectPage.objects.exists()


def test_an_amount_without_a_currency_is_refused(moderator, index, filled_in):
    wrong = filled_in | {"fundings-0-currency": "", "action-publish": "1"}
    response = moderator.post(add_address(index), wrong)
    assert "An amount needs its currency" in response.content.decode()


@pytest.mark.parametrize(
    ("written", "shown"), [("22.5609° S, 17.0658° E", "-22.5609, 17.0658"), ("Windhoek", "Windhoek"), ("", "")]
)
def test_a_place_is_read_as_maps_show_it_and_what_is_none_stays_in_the_form(moderator, project, written, shown):
    address = reverse("wagtailadmin_pages:add", args=["cms", "activitypage", project.pk])
    filled = form_data(moderator.get(address)) | {"title": "Session", "slug": "session", "body-count": "0"}
    filled["location"] = written
    response = moderator.post(address, filled | {"action-publish": "1"})
    if written == "Windhoek":
        assert "such as 11.5564, 104.9282" in response.content.decode()
        assert form_data(response)["location"] == shown
    else:
        page = models.ActivityPage.objects.get(live=True)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert form_data(moderator.get(edit))["location"] == shown


def labels_form(field: str, **labels: str) -> dict:
    return {f"{field}_{each}": labels.get(each, "") for each in ("en", "fr", "es", "ar", "ru", "zh")}


def country_form(**labels: str) -> dict:
    codes = {"code": "KH", "code3": "KHM", "m49": "116"}
    return labels_form("labels", **labels) | labels_form("alternative_labels") | codes


def test_a_country_that_an_administrator_renames_has_its_new_name_everywhere(administrator, project, cambodia):
    address = reverse(cambodia.snippet_viewset.get_url_name("edit"), args=[cambodia.pk])
    administrator.post(address, country_form(en="Kingdom of Cambodia", zh="柬埔寨"))
    with reading() as graph:
        title = graph.node("country/KH")["values"]["title"]
    assert title == {"en": "Kingdom of Cambodia", "zh": "柬埔寨"}


def test_reference_data_is_not_for_editors_to_change(editor, cambodia):
    address = reverse(cambodia.snippet_viewset.get_url_name("edit"), args=[cambodia.pk])
    editor.post(address, country_form(en="Elsewhere"))
    cambodia.refresh_from_db()
    assert cambodia.labels["en"] == "Cambodia"


def organisation_form(name: str) -> dict:
    details = {"acronym": "", "kind": "", "country": "", "homepage": ""}
    rows = nested_form_data({"identifiers": inline_formset([])})
    return labels_form("labels", en=name) | labels_form("alternative_labels") | details | rows


def test_an_organisation_is_public_when_a_moderator_publishes_it(editor, moderator):
    viewset = models.Organisation.snippet_viewset
    editor.post(reverse(viewset.get_url_name("add")), organisation_form("Koalisi Seni") | {"action-publish": "1"})
    organisation = models.Organisation.objects.get()
    assert identity.id_of(organisation) not in public()
    address = reverse(viewset.get_url_name("edit"), args=[organisation.pk])
    moderator.post(address, organisation_form("Koalisi Seni") | {"action-publish": "1"})
    assert identity.id_of(organisation) in public()


@pytest.mark.wagtail_indexes
def test_a_country_in_use_cannot_be_deleted(administrator, project, cambodia):
    address = reverse(cambodia.snippet_viewset.get_url_name("delete"), args=[cambodia.pk])
    administrator.post(address)
    assert models.Country.objects.filter(code="KH").exists()
    assert "country/KH" in public()


def test_an_administrator_makes_a_group_of_several_countries(administrator, cambodia, korea):
    members = {"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "0"}
    for position, country in enumerate((cambodia, korea)):
        members |= {f"members-{position}-country": country.pk, f"members-{position}-id": ""}
    form = labels_form("labels", en="Partners") | labels_form("alternative_labels") | {"source": "The programme's own"}
    details = {"code": "partners", "kind": "other", "m49": "", "part_of": ""}
    add = reverse(models.CountryGroup.snippet_viewset.get_url_name("add"))
    administrator.post(add, form | details | members)
    administrator.post(add, form | details | members | {"code": "others", "labels_en": "Others"})
    with reading() as graph:
        assert graph.node("country-group/partners")["values"]["countries"] == ["country/KH", "country/KR"]
    assert models.CountryGroup.objects.count() == 2


def test_a_country_that_is_twice_in_a_group_is_refused(administrator, cambodia):
    members = {"members-TOTAL_FORMS": "2", "members-INITIAL_FORMS": "0"}
    members |= {"members-0-country": cambodia.pk, "members-1-country": cambodia.pk}
    form = labels_form("labels", en="Partners") | labels_form("alternative_labels") | {"source": ""}
    details = {"code": "partners", "kind": "other", "m49": "", "part_of": ""}
    add = reverse(models.CountryGroup.snippet_viewset.get_url_name("add"))
    response = administrator.post(add, form | details | members)
    assert "duplicate data for group and country" in response.content.decode()
    assert not models.CountryGroup.objects.exists()
