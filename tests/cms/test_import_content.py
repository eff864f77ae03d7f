"""The command, as someone runs it: arguments, report, errors, exit code."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from cms.models import Country, Organisation, ProjectPage, ProjectType, Theme
from tests.fixtures import publish

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared/inputs/archived-pages/003_3bcc575e69d94dc3.txt"
PROJECT = """Theme:
Advocacy
Type of project:
Monitoring
Start date
2020
Donors:
River Fund
Budget:
USD 100

{title}

English
Related activity:
A day of songs
"""

pytestmark = pytest.mark.django_db


def run(*args):
    out = StringIO()
    call_command("import_content", *map(str, args), stdout=out)
    return out.getvalue()


def failure(*args):
    with pytest.raises(CommandError) as refusal:
        run(*args)
    return str(refusal.value)


@pytest.fixture
def write(tmp_path, index):
    def write(name, content=None):
        path = tmp_path / name
        if content is None:
            content = PROJECT.format(title=name.removesuffix(".txt")).encode()
        path.write_bytes(content)
        return path

    return write


def test_the_report_says_what_was_created_unresolved_and_unplaced(write):
    report = run(write("Songs.txt"))
    page = ProjectPage.objects.get()
    for expected in [
        "created: “Songs”",
        f"/id/project/{page.translation_key}",
        "new organisation, a draft: River Fund",
        "unresolved related_activities: A day of songs",
        "unplaced Budget: USD 100",
        "1 created.",
    ]:
        assert expected in report
    assert not page.live


def test_a_second_import_reports_no_change(write):
    path = write("Songs.txt")
    run(path)
    report = run(path)
    assert "unchanged: “Songs”" in report and "1 unchanged." in report


def test_publish_makes_pages_public(write):
    assert "created, published: “Songs”" in run(write("Songs.txt"), "--publish")
    assert ProjectPage.objects.get().live


def test_a_dry_run_reports_and_keeps_nothing(write):
    report = run(write("Songs.txt"), "--dry-run", "--publish")
    assert "created, published: “Songs”" in report and "nothing is kept" in report
    assert not ProjectPage.objects.exists() and not Organisation.objects.exists()


def test_the_address_can_be_given(write):
    url = "https://archive.example.net/web/20200101000000/https://example.org/songs"
    run(write("Songs.txt"), "--url", url)
    page = ProjectPage.objects.get()
    assert (page.source_url, page.archive_url) == ("https://example.org/songs", url)


def test_one_bad_file_does_not_stop_the_others(write):
    bad, empty = write("bad.txt", b"\x00\x01"), write("empty.txt", b"")
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("import_content", str(write("One.txt")), str(bad), str(empty), str(write("Two.txt")), stdout=out)
    assert str(refusal.value).splitlines() == [
        f"{bad}: The file is not text: save the page as plain text first.",
        f"{empty}: The file is empty.",
    ]
    assert "2 created, 2 failed." in out.getvalue()
    assert ProjectPage.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (os.urandom(64) + b"\x00", "The file is not text"),
        (b"Dear reader,\nthis is a letter.", "in no format that can be imported"),
        (b"<html><body>Theme:</body></html>", "The HTML holds no"),
        (b"a" * 50 * 1024 * 1024, "larger than 5 MB"),
    ],
    ids=["empty", "binary", "letter", "html", "50 MB line"],
)
def test_a_file_that_is_no_project_page_gets_one_sentence(write, content, sentence):
    path = write("file.txt", content)
    error = failure(path)
    assert error.startswith(f"{path}: ") and sentence in error
    assert "\n" not in error


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["nowhere.txt"], "nowhere.txt: There is no such file."),
        ([str(ROOT)], "This is not a file"),
        (
            ["a.txt", "--format", "wxr"],
            "There is no format “wxr”; those that exist are: iati, warc, wacz, html, archived-page.",
        ),
        (["a.txt", "--url", "songs"], "“songs” is not the address of a page"),
        (["a.txt", "b.txt", "--url", "https://example.org/"], "one file at a time"),
        (["a.txt", "b.txt", "--match", "http://testserver/id/project/1"], "one file at a time"),
    ],
)
def test_arguments_that_cannot_be_followed_get_one_sentence(db, args, sentence):
    error = failure(*args)
    assert sentence in error and "\n" not in error


def test_a_file_that_may_not_be_read_gets_one_sentence(write, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    path = write("Songs.txt")
    monkeypatch.setattr(Path, "open", refuse)
    assert failure(path) == f"{path}: The file cannot be read: Permission denied."


def test_the_command_ends_with_an_exit_code_that_is_not_zero(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "import_content", str(tmp_path / "none.txt")])
    assert end.value.code != 0
    told = capsys.readouterr().err
    assert "There is no such file." in told and "Traceback" not in told


# The page that the programme began with.


@pytest.fixture
def seed(index, expected_vocabulary):
    if not SEED.exists():
        pytest.skip(f"the archived page is not there: {SEED}")
    return SEED


COUNTRIES = {
    "BN": ("BRN", "096", "Brunei Darussalam"),
    "KH": ("KHM", "116", "Cambodia"),
    "ID": ("IDN", "360", "Indonesia"),
    "LA": ("LAO", "418", "Lao People's Democratic Republic"),
    "MY": ("MYS", "458", "Malaysia"),
    "PH": ("PHL", "608", "Philippines"),
    "SG": ("SGP", "702", "Singapore"),
    "TH": ("THA", "764", "Thailand"),
    "TL": ("TLS", "626", "Timor-Leste"),
    "VN": ("VNM", "704", "Viet Nam"),
    "KR": ("KOR", "410", "Republic of Korea"),
}
THEMES = [
    "Advocacy",
    "Workshops",
    "Training Materials",
    "Research",
    "Policy Design",
    "Cultural Industries Support",
    "Contributing to the SDGs",
]
TYPES = ["Awareness Raising", "Capacity Development"]


@pytest.fixture
def expected_vocabulary(db):
    for code, (code3, m49, name) in COUNTRIES.items():
        Country.objects.create(code=code, code3=code3, m49=m49, labels={"en": name})
    for label in THEMES:
        Theme.objects.create(labels={"en": label})
    for label in TYPES:
        ProjectType.objects.create(labels={"en": label})


def test_the_archived_project_page_comes_out_whole(seed):
    run(seed, "--publish")
    page = ProjectPage.objects.get()
    assert page.live and page.locale.language_code == "en"
    assert page.title.startswith("Strengthening capacities of ASEAN")
    assert [str(row.theme) for row in page.theme_links.all()] == THEMES
    assert [str(row.project_type) for row in page.project_type_links.all()] == TYPES
    codes = [row.country.code for row in page.country_links.all()]
    assert codes == ["BN", "KH", "ID", "LA", "MY", "PH", "SG", "TH", "TL", "VN"]
    assert (page.start_date.edtf, page.end_date.edtf) == ("2020-02", "..")
    donor = page.fundings.get().donor
    assert (str(donor), donor.country.code, donor.live) == ("Republic of Korea", "KR", False)
    for html, paragraphs in [(page.overview, 3), (page.aim, 1), (page.results_text, 2)]:
        found = html.removesuffix("</p>").split("</p>")
        assert len(found) == len(set(found)) == paragraphs
    section = page.sections.get()
    assert (section.title, section.position, section.style) == ("Activities", "bottom-left", "collapsed")
    assert page.captured_at.isoformat() == "2022-06-26T03:21:04+00:00"
    assert page.unresolved_references.get().name.startswith("Supporting policy platforms")
    assert not page.unplaced_values.exists() and not page.partnerships.exists()


def test_a_second_import_of_the_archived_project_page_changes_nothing(seed):
    run(seed, "--publish")
    page = ProjectPage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.aim = "<p>Another aim.</p>"
    publish(draft)
    before = ProjectPage.objects.get().serializable_data()
    assert "1 unchanged." in run(seed, "--publish")
    assert ProjectPage.objects.get().serializable_data() == before
