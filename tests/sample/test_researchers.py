"""What researchers are promised, on the sample programme: worked queries answer truly, and every example runs."""

import csv
import io
import json
import re
import shutil
import subprocess

import pyoxigraph as ox
import pytest

from cms.settings.environment import BASE_DIR
from graph.declarations import DCTERMS, SCHEMA
from graph.identity import iri
from graph.publishing.queries import worked_queries
from tests.graph.publishing.conftest import body
from tests.sample.oracle import EXPECTED, Graph, fundings
from tests.sample.site import proxy

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
ANY_SITE = "http://localhost:8000"
"""As the documentation says it."""
FUNDER = ox.NamedNode(str(SCHEMA.funder))


@pytest.fixture(scope="module")
def graph(site):
    def ask(query):
        response = site.post("/graphql/", {"query": query}, content_type="application/json").json()
        assert "errors" not in response, response["errors"]
        return response["data"]

    table = csv.DictReader(io.StringIO(body(site.get("/data/country.csv")).decode()))
    return Graph(ask, [(row["iri"], row["code"], row["code3"], row["m49"] or None) for row in table])


def answer(site, name):
    """Return the rows of a worked query as dictionaries; terms of lists of ours without the list."""
    response = site.get("/sparql", {"query": worked_queries()[name].text, "format": "json"})
    assert response.status_code == 200, response.text
    rows = json.loads(response.content)["results"]["bindings"]
    return [{key: term["value"] for key, term in row.items()} for row in rows]


def plain(value):
    """Of a term of ours its name, of a coded value its code, and parts of a list in one order."""
    if value and "/vocab#" in value:
        value = re.sub(r"^\w+-", "", value.partition("#")[2])
    return ", ".join(sorted(value.split(", "))) if value and ", " in value else value


def test_every_worked_query_answers_what_graphql_says(site, graph, subtests):
    for name, (columns, expected) in EXPECTED.items():
        with subtests.test(name):
            rows = [tuple(plain(row.get(each)) for each in columns) for row in answer(site, name)]
            assert rows
            wanted = [tuple(plain(each) for each in row) for row in expected(graph)]
            assert sorted(rows, key=str) == sorted(wanted, key=str)


def test_the_others_answer_what_the_site_says(site, graph):
    asked = site.get("/sparql", {"query": worked_queries()["is-the-list-complete"].text, "format": "json"})
    convention = next(each for each in graph.conventions if each["id"].endswith("/2005-convention"))
    assert json.loads(asked.content)["boolean"] is convention["partiesComplete"] is False

    latest = [row["modified"] for row in answer(site, "latest-changes")]
    assert len(latest) == 20
    assert latest == sorted(latest, reverse=True)
    assert latest[0] >= max(each["modified"].replace("+00:00", "Z") for each in graph.projects)

    dump = set(ox.parse(body(site.get("/data/all.nq")), ox.RdfFormat.N_QUADS))
    naming = [each for each in dump if each.object == ox.NamedNode(iri("country/KH"))]
    mentions = answer(site, "mentions-of-a-country")
    assert len(mentions) == len({(each.subject, each.predicate) for each in naming}) - 1
    sourced = {each.subject for each in dump if each.predicate == ox.NamedNode(str(DCTERMS.source))}
    assert sum(int(row["records"]) for row in answer(site, "sources")) == len(sourced)

    network = site.get("/sparql", {"query": worked_queries()["network-of-funding"].text, "format": "nt"})
    funders = [each for each in ox.parse(network.content, ox.RdfFormat.N_TRIPLES) if each.predicate == FUNDER]
    assert {(each.subject.value, each.object.value) for each in funders} == {
        (work, funder) for _, work, funder, *_ in fundings(graph)
    }


@pytest.fixture
def visiting(site, monkeypatch, tmp_path):
    """Programs that this test starts, and itself, reach the site; files go to a folder of its own."""
    monkeypatch.chdir(tmp_path)
    with proxy() as address:
        monkeypatch.setenv("http_proxy", address)
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.setenv("ACCORD", SITE)
        yield


def test_the_notebook_runs(visiting, capsys):
    notebook = json.loads((BASE_DIR / "docs/researchers.ipynb").read_text("utf-8"))
    names = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), cell["id"], "exec"), names)  # noqa: S102 it is ours
    assert "unknown" in capsys.readouterr().out
    assert not any(cell.get("outputs") for cell in notebook["cells"])


def test_every_example_in_python_runs(visiting):
    names = {}
    for number, example in enumerate(examples("python")):
        exec(compile(example, f"researchers.md, example {number}", "exec"), names)  # noqa: S102 it is ours


@pytest.mark.skipif(shutil.which("curl") is None, reason="The examples in shell need curl.")
def test_every_example_in_shell_runs(visiting, subtests):
    for example in examples("sh"):
        with subtests.test(example):
            command = ["bash", "-euo", "pipefail", "-c", example.replace("curl ", "curl --fail-with-body ")]
            ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, ran.stdout + ran.stderr


def examples(language):
    """Return the blocks of docs/researchers.md in this language, for the test's site."""
    guide = (BASE_DIR / "docs/researchers.md").read_text("utf-8")
    return [each.replace(ANY_SITE, SITE) for each in re.findall(rf"```{language}\n(.*?)```", guide, re.S)]


def test_the_guide_counts_the_worked_queries():
    assert f"{len(worked_queries())} worked queries" in (BASE_DIR / "docs/researchers.md").read_text("utf-8")


def test_no_worked_query_is_left_out():
    others = {"is-the-list-complete", "latest-changes", "mentions-of-a-country", "sources", "network-of-funding"}
    assert EXPECTED.keys() | others == worked_queries().keys()
    assert len(worked_queries()) >= 20
