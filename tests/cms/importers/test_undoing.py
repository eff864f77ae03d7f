"""What an import suggests, joins and takes back."""

import pytest
from django.contrib.auth import get_user_model

from cms.acting import system
from cms.importers import Options, import_contents, preview_contents, undo
from cms.models import Convention, ImportRun, NewsPage, Organisation, ProjectPage, SourceVersion
from graph.identity import id_of, iri

pytestmark = pytest.mark.django_db
ANYBODY = system.on_command()

STORY = "The choir sang by the river for a whole day, and all who came along stayed until the very end of it. "
NEWS = f"""Songs of the river

{STORY * 2} On 9 December 2021 it sang in Lao PDR under the 2005 Convention.

We sing because the river does.
Dr. Ann Lee, Head of Songs

{STORY * 2}

Related posts

Leave a Comment
"""


def run(*texts, **options):
    contents = [(f"{number}.txt", text.encode) for number, text in enumerate(texts)]
    return import_contents(contents, Options(ANYBODY, **options))


def edited(page):
    draft = page.get_latest_revision_as_object()
    editor, _ = get_user_model().objects.get_or_create(username="editor")
    draft.save_revision(user=editor)


@pytest.fixture
def convention(db):
    return Convention.objects.create(
        code="2005-convention", labels={"en": "Convention on songs"}, alternative_labels={"en": ["2005 Convention"]}
    )


# Suggestions.


def test_news_gets_its_quotation_and_what_it_only_mentions_as_suggestions(site, convention):
    run(NEWS, publish=True)
    page = NewsPage.objects.get()
    assert [block.block_type for block in page.body] == ["paragraph", "quote", "paragraph"]
    quote = page.body[1].value
    assert (quote["speaker"], quote["role"]) == ("Dr. Ann Lee", "Head of Songs")
    assert (page.date, page.country_links.count(), page.convention_links.count()) == (None, 0, 0)
    assert {(row.field, row.name) for row in page.suggestions.all()} == {
        ("countries", "Lao People's Democratic Republic"),
        ("conventions", "Convention on songs"),
        ("date", "2021-12-09"),
    }
    assert all("9 December 2021" in row.context for row in page.suggestions.all())


def test_importing_news_again_changes_nothing(site, convention):
    address = "https://example.org/news/songs"
    run(NEWS, url=address)
    _, [outcome] = run(NEWS.replace("Leave a Comment", "Leave a Comment\n\nFirst!"), url=address)
    assert outcome.pages[0]["action"] == "unchanged"
    assert "First!" in outcome.pages[0]["ignored"]


def test_a_country_that_the_page_states_is_not_suggested(site, source):
    run(source.replace("The river", "In Lao PDR and in the Republic of Korea the river"))
    page = ProjectPage.objects.get()
    assert [row.name for row in page.suggestions.all()] == ["Republic of Korea"]


# Matching.


@pytest.fixture
def earlier(source):
    """Return the same project a year before, under another address and without its title."""
    text = source.replace("River songs\n\nEnglish\n", "").replace("2022", "2021")
    return text.replace("p/river-songs", "p/songs-of-the-great-river").replace("  • House of Songs", "  • Old House")


def test_a_page_that_is_like_another_is_told_with_the_reasons(site, source, earlier):
    titled = source.replace("\nRiver songs\n", "\nSongs of the great river and its banks\n")
    run(titled)
    page = ProjectPage.objects.get()
    _, [outcome] = run(earlier)
    [likely] = outcome.pages[0]["likely_matches"]
    assert likely["iri"] == iri(id_of(page))
    assert "similar title or address" in likely["reasons"] and "same period" in likely["reasons"]


@pytest.mark.parametrize("imported_before", [False, True])
def test_a_match_joins_an_earlier_capture_as_a_version_that_overwrites_nothing(site, source, earlier, imported_before):
    run(source)
    page = ProjectPage.objects.get()
    if imported_before:
        run(earlier)
        assert ProjectPage.objects.count() == 2
    before = page.get_latest_revision_as_object().serializable_data()
    _, [outcome] = run(earlier, match=iri(id_of(page)))
    assert (outcome.error, outcome.pages[0]["action"]) == ("", "unchanged")
    assert ProjectPage.objects.get().get_latest_revision_as_object().serializable_data() == before
    assert page.source_versions.count() == 2
    _, [again] = run(earlier)
    assert again.pages[0]["iri"] == iri(id_of(page))
    assert ProjectPage.objects.count() == 1


@pytest.mark.parametrize("match", ["nonsense", "http://testserver/id/country/KH", "http://testserver/id/project/1"])
def test_a_match_that_names_no_such_page_is_refused(site, source, match, settings):
    _, [outcome] = run(source, match=match.replace("http://testserver", settings.GRAPH_BASE_IRI))
    assert outcome.error and not ProjectPage.objects.exists()


# Undoing.


def test_undoing_deletes_what_the_import_made(site, source):
    made, _ = run(source, NEWS, publish=True)
    undo(made, ANYBODY)
    assert not ProjectPage.objects.exists() and not NewsPage.objects.exists()
    assert not Organisation.objects.exists() and not SourceVersion.objects.exists()
    assert ImportRun.objects.get().undone_at


def test_undoing_restores_what_the_import_changed(site, source):
    run(source, publish=True)
    newer, _ = run(source.replace("Jun 26", "Jun 27").replace("for long", "for ever"), publish=True)
    assert "for ever" in ProjectPage.objects.get().overview
    undo(newer, ANYBODY)
    page = ProjectPage.objects.get()
    assert "for long" in page.overview and page.live
    assert page.source_versions.count() == 1


def test_undoing_leaves_an_editors_work_alone(site, source):
    made, _ = run(source)
    edited(ProjectPage.objects.get())
    assert any(line.startswith("kept: “River songs”") for line in undo(made, ANYBODY))
    assert ProjectPage.objects.exists()


# Runs.


def test_a_preview_reports_the_same_and_keeps_nothing(site, source):
    [seen] = preview_contents([("a.txt", source.encode)], Options(ANYBODY))
    _, [done] = import_contents([("a.txt", source.encode)], Options(ANYBODY))
    assert seen.pages[0] | {"iri": ""} == done.pages[0] | {"iri": ""}
    assert ImportRun.objects.count() == ProjectPage.objects.count() == 1


def test_each_file_is_whole_or_not_at_all(site, source):
    kept, [bad, good] = run("A letter.", source)
    assert bad.error and good.pages[0]["action"] == "created"
    assert [each["name"] for each in kept.report] == ["0.txt", "1.txt"]
