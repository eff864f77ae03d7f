"""The sample programme: what everyone sees of it, what nobody sees, and that it is made once."""

import json
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex, Site

from cms.models import Organisation, ProjectPage
from graph import identity
from graph.models import Change, State
from graph.replica import reading
from search.results import search
from tests.fixtures import public, publish
from tests.search.questions import QUESTIONS

pytestmark = pytest.mark.django_db


def load() -> str:
    output = StringIO()
    call_command("load_demo", stdout=output)
    return output.getvalue()


def page(name: str, language: str = "en") -> Page:
    return Page.objects.get(slug=name, locale__language_code=language).specific


def node(instance) -> dict:
    with reading() as graph:
        return graph.node(identity.id_of(instance))


@pytest.mark.parametrize(
    ("name", "number"),
    [("Programme", 2), ("Project", 15), ("Activity", 25), ("Toolkit", 1), ("ToolkitModule", 8), ("News", 4)],
)
def test_it_has_enough_of_everything(loaded, name, number):
    with reading() as graph:
        assert len(graph.of_type(name)) >= number


def test_the_graph_is_what_a_rebuild_would_make(loaded):
    output = StringIO()
    call_command("verify_graph", stdout=output, stderr=output)


def test_editors_find_what_a_project_uses(loaded):
    def rows(project):
        content = ReferenceIndex.get_references_for_object(project)
        return set(content.values_list("to_object_id", "content_path"))

    for project in ProjectPage.objects.filter(locale__language_code="en")[:5]:
        before = rows(project)
        ReferenceIndex.create_or_update_for_object(project)
        assert before and rows(project) == before


@pytest.mark.slow
def test_editors_find_what_uses_a_thing(loaded):
    """Wagtail's reference index is kept by the sample itself, as its signals are too slow for many rows."""
    rows = ReferenceIndex.objects.values_list("object_id", "to_object_id", "content_path")
    before = set(rows)
    call_command("rebuild_references_index", stdout=StringIO())
    assert set(rows) == before


def test_modules_come_after_what_they_build_on(loaded):
    toolkit = page("learning-from-peers")
    with reading() as graph:
        modules = graph.node(identity.id_of(toolkit))["values"]["modules"]
        names = {each: graph.node(each)["values"] for each in modules}
    assert len(modules) == 8
    for position, module in enumerate(modules):
        assert set(names[module].get("prerequisites", [])) <= set(modules[:position])
    last = names[modules[-1]]["prerequisites"]
    assert {names[each]["title"]["en"] for each in last} == {"Hold focus groups, online too", "From findings to rules"}


def test_case_studies_lead_to_projects_and_countries(loaded):
    module = node(page("everyone-at-the-table"))["values"]
    assert identity.id_of(page("cultural-policy-reform-in-zimbabwe")) in module["case_studies"]
    assert set(module["countries"]) == {"country/ZW", "country/CO"}


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("learning-from-peers", {"en", "fr", "es", "ar"}),
        ("peers-review-the-toolkit", {"en", "fr", "es", "ar"}),
        ("expert-facility-second-phase", {"en", "fr", "es"}),
        ("why-peers", {"en", "fr"}),
        ("cultural-policy-reform-in-colombia", {"en", "es"}),
    ],
)
def test_some_pages_are_translated(loaded, name, languages):
    found = node(page(name))
    assert set(found["values"]["title"]) == set(found["urls"]) == languages


def test_rows_are_translated_with_their_page(loaded):
    figures = node(page("expert-facility-second-phase"))["values"]["key_figures"]
    with reading() as graph:
        first = graph.node(figures[0])["values"]
    assert first["value"] == "12"
    assert first["label"] == {"en": "countries", "fr": "pays", "es": "países"}


def test_a_second_run_changes_nothing(loaded):
    before = State.objects.get().sequence
    assert "nothing" in load()
    assert State.objects.get().sequence == before


@pytest.mark.parametrize("name", ["mapping-small-stages", "mentors-for-festivals", "preparing-a-third-phase"])
def test_a_draft_a_scheduled_and_a_private_page_are_nowhere(loaded, name):
    hidden = page(name)
    assert identity.id_of(hidden) not in public()
    assert not Change.objects.filter(resource=identity.id_of(hidden)).exists()
    assert hidden.title not in everything_written()


def test_an_organisation_that_only_a_draft_mentions_is_nowhere(loaded):
    foundation = Organisation.objects.get(labels__en="Harbour Light Foundation")
    assert page("mapping-small-stages").fundings.get().donor == foundation
    assert identity.id_of(foundation) not in public()
    assert "Harbour Light" not in everything_written()


def test_an_outcome_that_only_a_draft_names_is_nowhere(loaded):
    inventory = page("mapping-small-stages").results.get().outcome
    assert identity.id_of(inventory) not in public()
    assert "inventory of Georgia" not in everything_written()


def everything_written() -> str:
    """Return the whole journal, past and present: what all interfaces answer from."""
    return "\n".join(
        f"{change.nquads}{change.turtle}{json.dumps([change.values, change.texts])}" for change in Change.objects.all()
    )


def test_drawings_stand_in_galleries_with_words_in_each_language(loaded):
    [picture] = node(page("creative-economy-course"))["values"]["gallery"]
    with reading() as graph:
        values = graph.node(picture)["values"]
        image = graph.node(values["image"][0])["values"]
    assert set(values["alternative_text"]) == set(values["caption"]) == {"en", "fr", "ar"}
    assert (image["media_type"], image["width"], image["height"]) == ("image/png", 960, 540)


def test_a_document_holds_the_facts_of_its_activity(loaded):
    document = page("peer-review-of-the-toolkit").document_links.get().document
    with document.open_file() as file:
        assert file.read().decode().splitlines()[1] == "2021-12-09,Focus group on what peer exchange offers and asks"


def test_an_image_that_only_a_draft_shows_is_nowhere(loaded):
    image = page("mapping-small-stages").gallery.get().image
    assert identity.id_of(image) not in public()
    assert image.title not in everything_written()


def test_the_scheduled_page_waits_for_its_day(loaded):
    scheduled = page("mentors-for-festivals")
    assert not scheduled.live
    assert scheduled.get_scheduled_revision_as_object().go_live_at.year == 2040


def test_translations_are_one_resource_with_texts_in_three_languages(loaded):
    course = node(page("creative-economy-course"))
    assert set(course["values"]["title"]) == set(course["urls"]) == {"en", "fr", "ar"}
    assert len(course["values"]["countries"]) == 10
    with reading() as graph:
        texts = graph.texts([identity.id_of(page("creative-economy-course"))])
        section = course["values"]["sections"][0]
    assert set(texts[section]["body"]) == {"en", "fr", "ar"}


def test_a_donor_comes_with_its_amount_where_that_is_known(loaded):
    known = page("expert-facility-second-phase").fundings.get()
    unknown = page("cultural-policy-reform-in-zimbabwe").fundings.get()
    assert (known.amount, known.currency, known.year) == (1_720_000, "EUR", 2018)
    assert (unknown.amount, unknown.currency, unknown.year) == (None, "", None)


def test_what_an_editor_deletes_moves_or_renames_stays_so(loaded):
    page("policy-monitoring").delete()
    page("data-on-culture-in-indonesia").move(page("programmes"), "last-child")
    renamed = page("cultural-policy-reform-in-colombia")
    renamed.slug = renamed.title = "colombia"
    publish(renamed)
    Organisation.objects.filter(labels__en="Harbour Light Foundation").update(labels={"en": "Light"})
    before = ProjectPage.objects.count(), Organisation.objects.count()
    assert "nothing" in load()
    assert (ProjectPage.objects.count(), Organisation.objects.count()) == before
    assert page("colombia").title == "colombia"
    assert page("data-on-culture-in-indonesia").get_parent().specific == page("programmes")


def test_the_editor_may_publish_and_the_administrator_everything(loaded):
    users = get_user_model().objects
    editor, admin = users.get(username="editor"), users.get(username="admin")
    assert editor.check_password("editor-demo")
    assert admin.check_password("admin-demo")
    assert page("creative-economy-course").permissions_for_user(editor).can_publish()
    assert admin.is_superuser
    assert not editor.is_superuser


def test_a_deleted_account_is_not_made_again(loaded):
    get_user_model().objects.get(username="admin").delete()
    load()
    assert not get_user_model().objects.filter(username="admin").exists()


def test_production_gets_no_accounts_that_everyone_knows(loaded, settings):
    get_user_model().objects.all().delete()
    settings.SETTINGS_MODULE = "cms.settings.production"
    assert "No accounts" in load()
    assert not get_user_model().objects.exists()


def test_on_ones_own_machine_the_site_follows_the_base_iri(loaded, settings):
    State.objects.update(base_iri="http://localhost:8765")
    settings.GRAPH_BASE_IRI = "http://localhost:8765"
    load()
    assert page("creative-economy-course").full_url.startswith("http://localhost:8765/en/")


def test_elsewhere_the_site_stays_where_an_administrator_put_it(loaded):
    Site.objects.update(hostname="www.example.org", port=443)
    load()
    assert Site.objects.get().hostname == "www.example.org"


def test_a_search_finds_first_what_a_reader_means(loaded):
    wrong = []
    with reading() as graph:
        for language, question, expected in QUESTIONS:
            found = search(graph, question, language=language).ranked()[:1]
            first = [graph.node(each)["values"]["title"]["en"] for each in found]
            if first != [expected]:
                wrong.append((question, first, expected))
    assert len(QUESTIONS) == 40
    assert wrong == []
