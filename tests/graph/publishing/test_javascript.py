"""The same triples for the reference parsers in JavaScript, which the frontend's packages bring for the tests."""

import subprocess

import pytest

from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import by_oxigraph
from tests.node import FRONTEND, node

MODULES = FRONTEND / "node_modules"
N3 = """
const { Parser, Writer } = require("n3");
const text = require("fs").readFileSync(0, "utf8");
const quads = new Parser({ baseIRI: "http://base.example/" }).parse(text);
const writer = new Writer({ format: "N-Triples" });
process.stdout.write(writer.quadsToString(quads.map(({ subject, predicate, object }) => ({
  subject, predicate, object, graph: { termType: "DefaultGraph", value: "" },
}))));
"""
JSONLD = """
const jsonld = require("jsonld");
const document = JSON.parse(require("fs").readFileSync(0, "utf8"));
jsonld.toRDF(document, { format: "application/n-quads" }).then((text) => process.stdout.write(text));
"""


def by_javascript(script, package, content):
    if node() is None or not (MODULES / package).is_dir():
        pytest.skip(f"Node or its package {package} is not installed: run `make frontend`.")
    command = [node(), "-e", script]
    run = subprocess.run(command, input=content, capture_output=True, check=False, cwd=FRONTEND, timeout=60)
    assert run.returncode == 0, run.stderr.decode()
    return by_oxigraph(run.stdout, "nt")


@pytest.mark.django_db
@pytest.mark.parametrize("extension", ["ttl", "trig", "nt", "nq"])
def test_n3_reads_the_same_triples(content, client, extension):
    expected = by_oxigraph(body(client.get("/data/all.nt")), "nt")
    assert by_javascript(N3, "n3", body(client.get(f"/data/all.{extension}"))) == expected


@pytest.mark.django_db
def test_jsonld_js_reads_the_same_triples(content, client):
    expected = by_oxigraph(body(client.get("/data/all.nt")), "nt")
    assert by_javascript(JSONLD, "jsonld", body(client.get("/data/all.jsonld"))) == expected
