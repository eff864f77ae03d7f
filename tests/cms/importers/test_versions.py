"""The same source again, and other versions of it: what changes, and what an editor wrote stays."""

import pytest
from wagtail.models import Revision

from cms.importers import in_words
from cms.importers.results import Action
from cms.models import (
    Organisation,
    ProjectPage,
    SourceVersion,
)
from graph.identity import id_of, iri
from tests.cms.importers.importing import edit, later, names, run

pytestmark = pytest.mark.django_db


# The same source again.


def test_a_second_import_changes_nothing(site, source):
    page = run(source, publish=True).page
    before = ProjectPage.objects.get().serializable_data()
    result = run(source, publish=True)
    assert (result.action, result.page.pk) == (Action.UNCHANGED, page.pk)
    assert ProjectPage.objects.get().serializable_data() == before
    assert Revision.objects.for_instance(page).count() == 1
    assert SourceVersion.objects.count() == 1
    assert Organisation.objects.count() == 2


def test_a_second_import_leaves_an_editors_changes_alone(site, source):
    page = run(source, publish=True).page
    edit(page, title="Songs of ours", source_url="", overview="<p>New.</p>").publish()
    result = run(source, publish=True)
    assert result.action is Action.UNCHANGED
    page = ProjectPage.objects.get()
    assert (page.title, page.overview) == ("Songs of ours", "<p>New.</p>")


def test_spaces_and_line_ends_make_no_other_source(site, source):
    run(source)
    windows = source.replace("\n", "\r\n") + "\n\n"
    assert run(windows).action is Action.UNCHANGED


def test_publishing_the_same_source_later_publishes_its_draft(site, source):
    run(source)
    result = run(source, publish=True)
    assert result.action is Action.CHANGED and result.published
    assert ProjectPage.objects.get().live
    assert run(source, publish=True).action is Action.UNCHANGED


def test_a_draft_that_an_editor_changed_is_not_published_by_a_second_import(site, source):
    edit(run(source).page, title="Half done")
    assert "stays a draft" in run(source, publish=True).note
    assert not ProjectPage.objects.get().live


def test_a_page_that_an_editor_unpublished_stays_so(site, source):
    run(source, publish=True).page.unpublish()
    assert run(source, publish=True).action is Action.UNCHANGED
    assert not ProjectPage.objects.get().live


# Another version of the source.


def test_a_later_capture_of_the_same_address_updates_the_page(site, source):
    page = run(source, publish=True).page
    newer = later(source).replace("for long", "for ever").replace("Lao PDR\n", "")
    newer = newer.replace("River songs\n\nEnglish", "Other songs\n\nEnglish")
    result = run(newer, publish=True)
    assert (result.action, result.page.pk) == (Action.CHANGED, page.pk)
    page = ProjectPage.objects.get()
    assert "for ever" in page.overview
    assert page.title == "River songs"
    assert page.country_links.count() == page.sections.count() == 1
    assert page.captured_at.day == 27
    assert SourceVersion.objects.filter(page=page).count() == 2
    assert run(newer, publish=True).action is Action.UNCHANGED


def test_an_earlier_capture_does_not_overwrite_a_later_one(site, source):
    run(later(source), publish=True)
    result = run(source.replace("for long", "no more"), publish=True)
    assert result.action is Action.UNCHANGED and "earlier" in result.note
    assert "for long" in ProjectPage.objects.get().overview
    assert SourceVersion.objects.count() == 2


def test_what_only_an_earlier_capture_states_is_told_and_left_out(site, source):
    run(later(source), publish=True)
    organisations = Organisation.objects.count()
    older = source.replace("Republic of Korea", "Republic of Korea\nA fund of old").replace("Feb 2020", "Feb 2019")
    report = run(older, publish=True).report()
    told = {each["field"]: each["values"] for each in report["left_out"]}
    assert told == {"donors": ["A fund of old"], "start_date": ["2019-02"]}
    assert [line for line in in_words(report) if "A fund of old" in line and "left out" in line]
    assert names(ProjectPage.objects.get().fundings, "donor") == ["Republic of Korea"]
    assert Organisation.objects.count() == organisations


def test_a_later_capture_of_an_edited_page_becomes_a_draft_beside_it(site, source):
    page = run(source, publish=True).page
    edit(page, overview="<p>Better.</p>").publish()
    result = run(later(source).replace("for long", "for ever"), publish=True)
    assert result.action is Action.CHANGED and not result.published
    page = ProjectPage.objects.get()
    assert page.overview == "<p>Better.</p>"
    assert "for ever" in page.get_latest_revision_as_object().overview


def test_http_and_a_closing_slash_make_no_other_address(site, source):
    page = run(source).page
    other = later(source).replace("/https://en.example.org/p/river-songs", "/http://en.example.org/p/river-songs/")
    assert run(other).page.pk == page.pk


def test_without_an_address_an_equal_title_is_a_suggestion(site, source):
    without = source.split("\n", 1)[1]
    page = run(source).page
    other = run(later(without))
    assert other.action is Action.CREATED
    assert [each.iri for each in other.likely] == [iri(id_of(page))]


def test_the_same_title_at_another_address_is_another_page(site, source):
    run(source)
    other = source.replace("/p/river-songs", "/p/other-songs")
    assert run(other).action is Action.CREATED


def test_an_address_given_later_is_added_and_nothing_else(site, source):
    without = source.split("\n", 1)[1]
    page = run(without, publish=True).page
    edit(page, overview="<p>Better.</p>").publish()
    url = "https://en.example.org/p/river-songs"
    result = run(without, url=url)
    draft = ProjectPage.objects.get().get_latest_revision_as_object()
    assert result.action is Action.CHANGED
    assert (draft.source_url, draft.overview) == (url, "<p>Better.</p>")
