"""Types that others' generators make of the schema fit what the API answers, today and when types are added.

The queries are those of docs/partners.md. Their real answers are checked against the generated types: by TypeScript's
compiler, and by pydantic.
"""

import importlib
import importlib.util
import inspect
import json
import re
import shutil
import subprocess
import sys

import pytest
from django.test import Client
from graphql import build_schema, get_introspection_query, parse

from cms.settings.environment import BASE_DIR
from tests.node import node
from tests.sample.site import proxy
from tests.schema.test_partners_guide import EXAMPLES

CLIENTS = BASE_DIR / "tests/conformance/clients"
CODEGEN = "node_modules/@graphql-codegen/cli/esm/bin.js"
RELAY = "node_modules/relay-compiler/cli.js"
TSC = "node_modules/typescript/bin/tsc"
WITHIN = 300
MORE_TYPES = 20

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
needs_node = pytest.mark.skipif(
    node() is None or not (CLIENTS / RELAY).exists(), reason="The clients are not installed: run `make clients`."
)


def with_more_types(schema):
    """Return the text of a schema in which there are more types like Project."""
    [project] = re.findall(r"^type Project implements .*?^}\n", schema, re.M | re.S)
    added = [project.replace("Project", f"Extra{number}", 1) for number in range(MORE_TYPES)]
    grown = "\n".join([schema, *added])
    assert len(build_schema(grown).type_map) == len(build_schema(schema).type_map) + MORE_TYPES
    return grown


@pytest.fixture(params=[lambda schema: schema, with_more_types], ids=["as it is", "with more types"])
def workshop(request, loaded, tmp_path):
    """Return a folder with the programs, the schema and the queries of the guide."""
    folder = shutil.copytree(CLIENTS / "programs", tmp_path / "workshop")
    shutil.copytree(CLIENTS / "queries", folder / "queries")
    (folder / "node_modules").symlink_to(CLIENTS / "node_modules")
    (folder / "__generated__").mkdir()
    schema = Client().get("/graphql/schema.graphql").content.decode()
    (folder / "schema.graphql").write_text(request.param(schema), "utf-8")
    for query, _ in EXAMPLES:
        (folder / "queries" / f"{name_of(query)}.graphql").write_text(query, "utf-8")
    return folder


def name_of(query):
    return parse(query).definitions[0].name.value


def ask(query, variables=None):
    """Return the data of an answer. Not while a proxy is there: Django's client would end its connection."""
    body = {"query": query, "variables": variables}
    answer = Client().post("/graphql/", body, content_type="application/json").json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def answers():
    """Return the data that the API answers to the queries of the guide, by their names."""
    return {name_of(query): ask(query, json.loads(variables or "{}")) for query, variables in EXAMPLES}


def run(folder, *command):
    finished = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=WITHIN, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@needs_node
def test_types_of_graphql_codegen_and_relay_fit_the_answers(workshop, subtests):
    run(workshop, node(), CODEGEN, "--config", "codegen.json")
    run(workshop, node(), RELAY, "relay.config.json")
    lines = ['import type * as types from "./gql/graphql.js";']
    lines += [f"export const {name}: types.{name}Query = {json.dumps(data)};" for name, data in answers().items()]
    # What does not fit is an error, or there would be one here.
    lines += [
        "// @ts-expect-error",
        "export const wrong: types.FirstQuery = { projects: null, country: { title: 5 } };",
    ]
    (workshop / "answers.ts").write_text("\n".join(lines), "utf-8")
    run(workshop, node(), TSC)
    (workshop / "introspection.json").write_text(json.dumps(ask(get_introspection_query())), "utf-8")
    with proxy() as address:
        graphql = f"{address}/graphql/"
        with subtests.test("Relay joins the pages of a list"):
            listed = json.loads(run(workshop, node(), "compiled/relay.js", graphql, "KH"))
            assert listed["pages"] == listed["total"] == len(listed["titles"]) >= 2
            assert listed["titles"] == sorted(listed["titles"])
        with subtests.test("Graphcache joins them too, knows them afterwards, and complains of nothing"):
            kept = json.loads(run(workshop, node(), "compiled/urql.js", graphql, "introspection.json", "KH"))
            assert kept == {"titles": listed["titles"], "asked": listed["pages"], "again": 0, "complaints": []}


@pytest.mark.skipif(
    importlib.util.find_spec("ariadne_codegen") is None, reason="ariadne-codegen is not installed: run `make clients`."
)
def test_types_of_ariadne_codegen_fit_the_answers(workshop, monkeypatch):
    run(workshop, sys.executable, "-m", "ariadne_codegen", "--config", "ariadne.toml")
    monkeypatch.syspath_prepend(str(workshop))
    for name in [each for each in sys.modules if each.startswith("accord_types")]:
        monkeypatch.delitem(sys.modules, name)
    package = importlib.import_module("accord_types")
    with pytest.raises(ValueError, match="valid"):
        package.First.model_validate({"projects": {"totalCount": "many", "nodes": []}, "country": None})
    with proxy() as address, package.Client(f"{address}/graphql/") as client:
        for query, variables in EXAMPLES:
            method = getattr(client, re.sub(r"(?<!^)(?=[A-Z])", "_", name_of(query)).lower())
            # A variable that is a word of Python has a line behind it.
            given = json.loads(variables or "{}")
            names = [each for each in inspect.signature(method).parameters if each.rstrip("_") in given]
            assert len(names) == len(given)
            assert method(**{each: given[each.rstrip("_")] for each in names}).model_dump(mode="json")
        assert len(client.first().projects.nodes) == client.first().projects.total_count > 10
