"""The sample's files: what they refer to is there, and a mistake is reported with its file and key."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.data.sample import content, lists
from cms.data.shapes import DataError
from cms.data.texts import rich_text
from cms.models import Country, Organisation

CACHED = [
    function for module in (content, lists) for function in vars(module).values() if hasattr(function, "cache_clear")
]
PROJECT = "projects/expert-facility-second-phase.toml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Yield a copy of the sample's files that may be edited."""
    copy = tmp_path / "sample"
    shutil.copytree(lists.FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for module in (content, lists):
        monkeypatch.setattr(module, "FOLDER", copy)
    for function in CACHED:
        function.cache_clear()
    yield copy
    for function in CACHED:
        function.cache_clear()


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            PROJECT,
            '"expert-facility-first-phase"',
            '"first-phase"',
            "related_projects: there is no project “first-phase”.",
        ),
        (
            PROJECT,
            'donor = "european-union"',
            'donor = "the-eu"',
            "donations 1, donor: there is no organisation “the-eu”.",
        ),
        (PROJECT, '"reviewed-toolkit"', '"a-toolkit"', "results 1, outcome: there is no outcome “a-toolkit”."),
        (PROJECT, '"ET SS', '"ET XX', "countries: there is no country “XX”."),
        (PROJECT, "start =", "begin =", "“begin” is not known here. What can be given: countries, draft,"),
        (PROJECT, "drawing.bars", "drawing.pie", "gallery 2, drawing: “pie” is not one of world, bars, meetings."),
        (PROJECT, '"2018-07"', '"July 2018"', "start: “July 2018” is not a date: write 2020, 2020-02 or 2020-02-03."),
        (PROJECT, "[fr]\ntitle", "[fr]\nheadline", "fr, headline: a project has no such text."),
        (PROJECT, 'label = "pays"', 'name = "pays"', "fr, figures 1, name: a key figure has no such text."),
        (
            "modules/why-peers.toml",
            "step.title",
            "step.headline",
            "en, body 2, step: “headline” is not known here. What can be given: title, text.",
        ),
        (PROJECT, "[en]", "[es]", "this is not TOML: Cannot declare ('es',) twice"),
        ("news/course-begins.toml", "[en]", "[ru]", "write the original's texts in a table [en], before those of"),
        ("modules/why-peers.toml", "paragraph =", "paragraf =", "en, body 1: write one part of these kinds: heading,"),
    ],
)
def test_a_mistake_in_a_page_is_named_with_file_and_key(folder: Path, file: str, old: str, new: str, message: str):
    replace(folder / file, old, new)
    with pytest.raises(DataError) as error:
        content.read_all()
    said = str(error.value)
    assert said.startswith(Path(file).name)
    assert message in said


def test_a_page_in_the_body_must_be_there(folder: Path):
    replace(folder / "news/peers-review-the-toolkit.toml", 'project = "expert-facility', 'project = "no-facility')
    with pytest.raises(DataError, match="en, body 2, project: there is no project “no-facility-second-phase”"):
        content.read_all()


def test_the_table_of_contents_and_the_files_agree(folder: Path):
    (folder / "news/one-more.toml").write_text('date = "2020"\n[en]\ntitle = "More"\n', "utf-8")
    with pytest.raises(DataError, match="contents.toml, news: add “one-more”, for which there is a file"):
        content.read_all()
    (folder / "news/one-more.toml").unlink()
    replace(folder / "contents.toml", "news = [", "newes = [")
    with pytest.raises(DataError, match="contents.toml: “newes” is not one of programmes, projects,"):
        content.read_all()
    replace(folder / "contents.toml", "newes = [", "news = [")
    (folder / "news/course-begins.toml").unlink()
    with pytest.raises(DataError, match="contents.toml, news: there is no file news/course-begins.toml"):
        content.read_all()


@pytest.mark.django_db
def test_the_command_says_so_and_has_written_nothing(folder: Path):
    Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia"})
    replace(folder / PROJECT, "start =", "begin =")
    with pytest.raises(CommandError, match="“begin” is not known here"):
        call_command("load_demo")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line\nand another.", "<p>One line and another.</p>"),
        ("One.\n\n*Two.*\n", "<p>One.</p><p><em>Two.</em></p>"),
        ("- a\n- b\n  c\n", "<ul><li>a</li><li>b c</li></ul>"),
    ],
)
def test_markdown_becomes_html_in_one_line(text: str, html: str):
    assert rich_text(text) == html
