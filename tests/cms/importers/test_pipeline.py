"""From a source to a new page, and what a failure leaves behind: nothing."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, ModelLogEntry, PageLogEntry

from cms.importers import UnreadableSource
from cms.importers.results import Action
from cms.models import (
    HomePage,
    Organisation,
    ProjectIndexPage,
    ProjectPage,
)
from graph.identity import id_of
from graph.replica import reading
from tests.cms.importers.formats.test_formats import PROJECT
from tests.cms.importers.importing import later, names, run
from tests.fixtures import public, settle

pytestmark = pytest.mark.django_db


def test_everything_that_the_source_states_is_on_the_new_page(site, source):
    page = run(source, publish=True).page
    page = ProjectPage.objects.get(pk=page.pk)
    assert page.title == "River songs"
    assert names(page.theme_links, "theme") == ["Advocacy", "Contributing to the goals"]
    assert names(page.project_type_links, "project_type") == [
        "Monitoring",
        "Research and Data Collection",
    ]
    assert names(page.country_links, "country") == ["Lao People's Democratic Republic"]
    assert names(page.partnerships, "partner") == ["House of Songs, Lower Bank"]
    assert names(page.fundings, "donor") == ["Republic of Korea"]
    assert (page.start_date.edtf, page.end_date.edtf) == ("2020-02", "..")
    assert page.overview == ("<p>The river has &lt;songs&gt;.</p><p>It has had them for long.</p>")
    [section] = page.sections.all()
    assert section.title == "Rehearsals"
    assert section.short_description == "<p>They meet on Mondays.</p>"
    assert (section.position, section.style) == ("bottom-left", "collapsed")
    assert page.source_url == "https://en.example.org/p/river-songs"
    assert page.archive_url.startswith("https://archive.example.net/web/")
    assert page.captured_at == datetime(2022, 6, 26, 3, 21, 4, tzinfo=UTC)
    assert page.locale.language_code == "en"


def test_what_finds_no_place_is_kept_with_the_page(site, source):
    page = run(source).page
    assert {(row.field, row.name) for row in page.unresolved_references.all()} == {
        ("themes", "Film"),
        ("countries", "Atlantis"),
        ("related_activities", "A day of songs"),
    }
    assert {(row.label, row.value) for row in page.unplaced_values.all()} == {
        ("Budget", "USD 100"),
    }


def test_an_import_makes_a_draft_with_revision_and_log_entries(site, source):
    result = run(source)
    page = ProjectPage.objects.get()
    assert result.action is Action.CREATED and not result.published
    assert not page.live and page.latest_revision
    assert [entry.action for entry in PageLogEntry.objects.filter(page=page.pk)] == [
        "wagtail.edit",
        "wagtail.create",
    ]
    settle()
    assert public() & {f"project/{page.translation_key}"} == set()


def test_publishing_makes_page_and_named_organisations_public(site, source):
    page = run(source, publish=True).page
    settle()
    kinds = sorted(resource.split("/")[0] for resource in public())
    assert f"project/{page.translation_key}" in public()
    assert kinds.count("organisation") == 2
    assert ProjectPage.objects.get().live


def test_an_organisation_that_does_not_exist_becomes_a_draft(site, source):
    result = run(source)
    assert set(result.new_organisations) == {
        "House of Songs, Lower Bank",
        "Republic of Korea",
    }
    for organisation in Organisation.objects.all():
        assert not organisation.live and organisation.latest_revision
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 2


def test_a_donor_with_a_countrys_name_is_linked_to_that_country(site, source):
    run(source)
    korea = Organisation.objects.get(country__code="KR")
    assert korea.labels == {"en": "Republic of Korea"}
    assert korea.kind == Organisation.Kind.GOVERNMENT
    assert Organisation.objects.exclude(pk=korea.pk).get().country is None


def test_an_organisation_that_exists_is_used(site, source):
    known = Organisation.objects.create(labels={"en": "Korea"}, alternative_labels={"en": ["Republic of Korea"]})
    result = run(source)
    assert result.page.fundings.get().donor == known
    assert result.new_organisations == ["House of Songs, Lower Bank"]


def test_without_an_index_one_is_made_below_the_home_page(home, vocabulary, source):
    page = run(source, publish=True).page
    index = ProjectIndexPage.objects.get()
    assert index.live and index.get_parent().specific == home
    assert page.get_parent().specific == index


def test_without_a_home_page_the_import_says_what_to_do(home, vocabulary, source):
    HomePage.objects.get().delete()
    with pytest.raises(UnreadableSource, match="load_demo"):
        run(source)


def test_a_page_in_another_language_goes_to_that_languages_index(home, site, source):
    french = Locale.objects.create(language_code="fr")
    accueil = home.copy_for_translation(french)
    projets = accueil.add_child(instance=ProjectIndexPage(title="Projets", locale=french))
    page = run(source.replace("\nEnglish\n", "\nFrench\n")).page
    assert page.locale == french
    assert page.get_parent().specific == projets


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("Chinese", r"in Simplified Chinese \(zh\).* Add the language under Settings → Locales"),
        ("Russian", r"in Russian \(ru\).* Add the language under Settings → Locales"),
        ("Portuguese", r"in Portuguese \(pt\).* WAGTAIL_CONTENT_LANGUAGES"),
    ],
)
def test_a_page_in_a_language_that_the_site_has_not_is_refused_and_nothing_is_made(site, source, language, sentence):
    with pytest.raises(UnreadableSource, match=sentence):
        run(source.replace("\nEnglish\n", f"\n{language}\n"))
    assert not ProjectPage.objects.exists()


def test_a_page_in_a_language_that_was_added_is_stated_in_that_language(home, site, source):
    home.copy_for_translation(Locale.objects.create(language_code="zh-hans")).save_revision().publish()
    page = run(source.replace("\nEnglish\n", "\nChinese\n"), publish=True).page
    with reading() as graph:
        assert list(graph.node(id_of(page))["values"]["title"]) == ["zh"]


def test_a_saved_page_says_itself_in_which_language_it_is(site):
    with pytest.raises(UnreadableSource, match=r"in German \(de\)"):
        run(PROJECT.replace('lang="en-GB"', 'lang="de-AT"'))


def test_another_capture_in_another_language_does_not_replace_the_text(home, site, source):
    home.copy_for_translation(Locale.objects.create(language_code="fr"))
    page = run(source).page
    with pytest.raises(UnreadableSource, match=r"The file is in French \(fr\), and .* is in English"):
        run(later(source).replace("\nEnglish\n", "\nFrench\n"))
    assert page.get_latest_revision_as_object().locale == Locale.get_default()


@pytest.mark.parametrize(
    ("start", "end", "stored", "kept"),
    [
        ("2019", "3 May 2021", ("2019", "2021-05-03"), {}),
        ("some day", "Ongoing", (None, ".."), {"Start date": "some day"}),
        ("Ongoing", "2021", (None, "2021"), {"Start date": "Ongoing"}),
        ("2021", "2019", (None, None), {"Start date": "2021", "End date": "2019"}),
    ],
)
def test_dates_that_cannot_be_stored_are_kept_as_written(site, source, start, end, stored, kept):
    written = source.replace("Feb 2020", start).replace("\nOngoing\n", f"\n{end}\n")
    if start == "Ongoing":
        written = source.replace("Ongoing", "2021").replace("Feb 2020", "Ongoing")
    page = run(written).page
    edtf = [date and date.edtf for date in (page.start_date, page.end_date)]
    assert tuple(edtf) == stored
    unplaced = {row.label: row.value for row in page.unplaced_values.all()}
    assert {k: v for k, v in unplaced.items() if "date" in k} == kept


def test_text_longer_than_its_column_is_kept_whole(site, source):
    long = "Very " * 80 + "long"
    page = run(
        source.replace("\nRehearsals\n", f"\n{long}\n")
        .replace("A day of songs", long * 2)
        .replace("Bottom Left", "In the middle")
    ).page
    [section] = page.sections.all()
    kept = {row.label: row.value for row in page.unplaced_values.all()}
    assert len(section.title) == 255
    assert kept["Title of the section"] == long
    assert "In the middle" in kept.values()
    assert long * 2 in kept.values()


def test_a_provisional_title_is_marked_and_gives_way_to_a_stated_one(site, source):
    untitled = source.replace("River songs\n\nEnglish\n", "")
    page = run(untitled).page
    assert page.title == "River songs"
    assert page.title_is_provisional
    run(later(source).replace("River songs\n\nEng", "Songs of a river\n\nEng"))
    draft = ProjectPage.objects.get().get_latest_revision_as_object()
    assert draft.title == "Songs of a river"
    assert not draft.title_is_provisional


def test_a_failed_import_leaves_nothing_behind(site, source, monkeypatch):
    def fail(*args, **kwargs):
        raise UnreadableSource("No.")

    monkeypatch.setattr("cms.importers.pipeline.parent_of", fail)
    with pytest.raises(UnreadableSource):
        run(source)
    assert not Organisation.objects.exists() and not ProjectPage.objects.exists()


def test_a_page_that_cannot_be_saved_is_refused_in_a_sentence(site, source):
    page = run(source, publish=True).page
    ProjectPage.objects.filter(pk=page.pk).update(start_date="2020", end_date="2019")
    publish_problem = later(source).replace("Feb 2020", "").replace("Ongoing", "")
    with pytest.raises(UnreadableSource, match="cannot be saved"):
        draft = ProjectPage.objects.get()
        draft.latest_revision.delete()
        run(publish_problem, publish=True)
