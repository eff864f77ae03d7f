"""The programs of docs/examples in Python run, and what they write is what the sample programme says."""

import csv
import importlib
import json
import subprocess
import sys

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.settings.environment import BASE_DIR
from graph.identity import id_of, iri
from graph.replica import reading
from tests.fixtures import publish, restrict
from tests.sample.site import proxy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

EXAMPLES = BASE_DIR / "docs/examples/python"


@pytest.fixture
def address(loaded, db):
    with proxy() as address:
        yield address


@pytest.fixture
def run(address, tmp_path):
    """Run a program of the examples in a folder of the test, and return what it prints."""

    def execute(program, *arguments):
        command = [sys.executable, EXAMPLES / program, *arguments]
        ran = subprocess.run(
            command, cwd=tmp_path, env={"ACCORD": address}, capture_output=True, text=True, timeout=60, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return execute


@pytest.fixture
def example(monkeypatch):
    """Import a module of the examples."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    for name in ("accord", "search_index"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module


def page(slug, language="en"):
    return Page.objects.get(slug=slug, locale__language_code=language).specific


def projects():
    with reading() as graph:
        return sorted(iri(each) for each in graph.of_type("Project"))


def test_the_projects_of_a_country_are_printed_in_a_language(run):
    printed = run("projects.py", "KH", "fr")
    assert "/projects/" in printed
    assert "février 2020 · République de Corée" in printed
    assert len(printed.splitlines()) % 3 == 0


def test_what_a_query_finds_is_written_as_csv_and_as_json(run, tmp_path):
    for name in ("projects.csv", "projects.jsonl"):
        run("bulk.py", EXAMPLES / "projects.graphql", name, "lang=fr")
    with (tmp_path / "projects.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    items = [json.loads(line) for line in (tmp_path / "projects.jsonl").read_text("utf-8").splitlines()]
    assert sorted(row["id"] for row in rows) == sorted(item["id"] for item in items) == projects()
    assert list(rows[0]) == ["id", "title", "startDate.edtf", "startDate.text", "countries", "fundings"]
    for row, item in zip(rows, items, strict=True):
        assert row["title"] == item["title"]
        assert row["countries"] == "; ".join(country["code"] for country in item["countries"]["nodes"])
        assert row["startDate.edtf"] == (item["startDate"] or {"edtf": ""})["edtf"]
    assert any("EUR" in row["fundings"] for row in rows)


@pytest.fixture
def engine(example, address, tmp_path):
    """Yield the example of a search index, an index that is up to date, and a function that brings it up to date."""
    module, accord = example("search_index"), example("accord").Accord(address)
    index = module.opened(str(tmp_path / "index.sqlite3"))
    assert module.sync(index, accord) > 30
    yield module, index, lambda: module.sync(index, accord)
    index.close()


def titles(engine, words):
    module, index, _ = engine
    return {(lang, title) for lang, title, *_ in module.search(index, words, 50)}


def test_a_search_index_follows_what_editors_do(engine):
    _, index, sync = engine
    assert sync() == 0
    first, second = page("expert-facility-first-phase"), page("expert-facility-second-phase")
    before = titles(engine, "expert facility")
    assert {lang for lang, _ in before} >= {"en"}
    first.title = "Quetzalcoatl"
    publish(first)
    restrict(second)
    assert 2 <= sync() < 20
    assert ("en", "Quetzalcoatl") in titles(engine, "quetzalcoatl")
    assert ("en", second.title) in before
    assert ("en", second.title) not in titles(engine, "expert facility")
    languages = index.execute("SELECT lang FROM documents WHERE id = ?", [iri(id_of(second))]).fetchall()
    assert languages and ("en",) not in languages
    index.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def test_a_search_index_begins_again_when_the_data_was_restored(engine):
    _, index, sync = engine
    everything = "SELECT id, lang, url, title, text FROM documents ORDER BY id, lang"
    before = index.execute(everything).fetchall()
    index.execute("INSERT INTO documents (id, lang, title) VALUES ('what nobody has any more', 'en', 'Gone')")
    call_command("rebuild_graph", "--restored", verbosity=0)
    assert sync() > 30
    assert index.execute(everything).fetchall() == before


def test_an_index_whose_program_was_killed_between_two_changes_goes_on_where_it_was(engine, monkeypatch):
    module, index, sync = engine
    for slug in ("expert-facility-first-phase", "expert-facility-second-phase"):
        project = page(slug)
        project.title = f"{project.title} again"
        publish(project)
    token, real = module.token_of(index), module.documents

    def killed(name, resource):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "documents", killed)
    with pytest.raises(KeyboardInterrupt):
        sync()
    assert module.token_of(index) == token
    monkeypatch.setattr(module, "documents", real)
    sync()
    assert len([title for _, title in titles(engine, "again") if title.endswith(" again")]) >= 2
