"""Queries over HTTP: formats, datasets, and a sentence for whatever cannot be answered."""

import csv
import io
import json
from contextlib import ExitStack
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from graph.budget import opened, place
from graph.sparql import client as query_client
from graph.sparql.request import FORM

FIRST = "SELECT ?n { ?s <http://e/number> ?n } ORDER BY ?n LIMIT 2"


def numbers(response):
    assert response.status_code == 200, response.content
    return [row["n"]["value"] for row in json.loads(response.content)["results"]["bindings"]]


def test_a_query_sees_the_union_of_all_graphs(sparql):
    assert numbers(sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == ["3000"]
    assert numbers(sparql("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == ["7"]


@pytest.mark.parametrize(
    ("query", "parameters", "count"),
    [
        ("SELECT (COUNT(*) AS ?n) FROM <http://e/g1> { ?s ?p ?o }", {}, "429"),
        ("SELECT (COUNT(*) AS ?n) FROM NAMED <http://e/g1> { ?s ?p ?o }", {}, "0"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"default-graph-uri": "http://e/g1"}, "429"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"default-graph-uri": ["http://e/g1", "http://e/g2"]}, "858"),
        ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", {"named-graph-uri": "http://e/g1"}, "429"),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"named-graph-uri": "http://e/g1"}, "0"),
        ("SELECT (COUNT(*) AS ?n) FROM <http://e/g1> { ?s ?p ?o }", {"default-graph-uri": "http://e/none"}, "0"),
    ],
)
def test_request_and_query_may_name_the_dataset(sparql, query, parameters, count):
    assert numbers(sparql(query, **parameters)) == [count]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_solutions_come_in_the_format_that_the_client_prefers(sparql, accept, media_type):
    response = sparql(FIRST, accept)
    assert response.headers["Content-Type"] == media_type
    if "csv" in media_type:
        assert list(csv.reader(io.StringIO(response.content.decode()))) == [["n"], ["0"], ["1"]]
    elif "json" in media_type or "xml" in media_type:
        syntax = ox.QueryResultsFormat.JSON if "json" in media_type else ox.QueryResultsFormat.XML
        assert [row["n"].value for row in ox.parse_query_results(response.content, syntax)] == ["0", "1"]


@pytest.mark.parametrize("extension", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_graphs_come_in_every_format_of_our_documents(sparql, extension):
    response = sparql(
        "CONSTRUCT { ?s <http://e/number> ?n } WHERE { ?s <http://e/number> ?n FILTER(?n < 3) }", format=extension
    )
    assert response.status_code == 200
    form = ox.RdfFormat.from_media_type(response.headers["Content-Type"].partition(";")[0])
    assert {quad.object.value for quad in ox.parse(response.content, form)} == {"0", "1", "2"}


def test_nothing_is_sent_in_a_format_that_is_not_accepted(sparql):
    assert sparql(FIRST, "text/turtle").status_code == 406
    assert "accept one of the formats" in sparql(FIRST, "text/turtle").text
    assert sparql("DESCRIBE <http://e/1>", "text/csv").status_code == 406


@pytest.mark.parametrize(
    ("query", "names", "media_type"),
    [
        (FIRST, {"format": "csv"}, "text/csv"),
        (FIRST, {"format": "text/tab-separated-values"}, "text/tab-separated-values"),
        (FIRST, {"output": "xml"}, "application/sparql-results+xml"),
        (FIRST, {"format": "application/sparql-results xml"}, "application/sparql-results+xml"),
        (FIRST, {"format": "docx"}, "application/sparql-results+json"),
        (FIRST, {"format": "turtle"}, "application/sparql-results+json"),
        (FIRST, {"format": ["docx", "tsv"]}, "text/tab-separated-values"),
        ("DESCRIBE <http://e/1>", {"format": "xml"}, "application/rdf+xml"),
        ("DESCRIBE <http://e/1>", {"format": "JSON-LD"}, "application/ld+json"),
        ("DESCRIBE <http://e/1>", {"format": "n3"}, "text/turtle"),
        ("DESCRIBE <http://e/1>", {"format": "csv"}, "text/turtle"),
    ],
)
def test_the_parameter_names_a_format_in_many_ways_and_the_header_decides_where_it_does_not(
    sparql, query, names, media_type
):
    response = sparql(query, "*/*", **names)
    assert (response.status_code, response.headers["Content-Type"].partition(";")[0]) == (200, media_type)


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", ["s", "p", "o"]),
        (
            "SELECT DISTINCT * # all of it\n { ?z <http://e/number> $a OPTIONAL { ?a ?m ?b } } LIMIT 1",
            ["z", "a", "m", "b"],
        ),
        ("PREFIX e: <http://e/> SELECT*{ ?y e:next ?x MINUS { ?q e:next ?y . ?y e:none ?q } } LIMIT 1", ["y", "x"]),
        ("SELECT * { { SELECT (?z AS ?b) { ?z ?y ?x } } BIND(1 AS ?a) } LIMIT 1", ["b", "a"]),
        ('SELECT * { ?z ?y "?a" } LIMIT 1', ["z", "y"]),
        ("SELECT ?p ?s { ?s ?p ?o } LIMIT 1", ["p", "s"]),
        ("SELECT * { ?only <http://e/number> 1 }", ["only"]),
    ],
)
def test_columns_stand_in_the_order_of_the_query(sparql, query, columns):
    response = sparql(query)
    assert response.status_code == 200, response.text
    assert response.json()["head"]["vars"] == columns


def test_prefixes_that_are_known_here_need_no_declaration(sparql):
    query = "SELECT ?n { ?s rdfs:label ?l FILTER(DATATYPE(?l) = xsd:string) } LIMIT 1"
    assert sparql(query).status_code == 200
    assert numbers(sparql("PREFIX xsd: <http://e/> SELECT ?n { ?s xsd:number ?n } ORDER BY ?n LIMIT 1")) == ["0"]


def test_an_answer_that_has_not_changed_is_not_sent_again(sparql, client):
    first = sparql(FIRST)

    def again(query, **headers):
        headers = {"Accept": "*/*", "If-None-Match": first.headers["ETag"], **headers}
        return client.get("/sparql", {"query": query}, headers=headers)

    unchanged = again(FIRST)
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", first["ETag"])
    assert again(FIRST.replace("2", "3")).status_code == 200
    assert again(FIRST, Accept="text/csv").status_code == 200
    posted = client.post(
        "/sparql", f"query={quote(FIRST)}", FORM, headers={"Accept": "*/*", "If-None-Match": first["ETag"]}
    )
    assert numbers(posted) == ["0", "1"]


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("SELECT * {", 400, "not valid SPARQL"),
        ("", 400, "not valid SPARQL"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, "reading only"),
        ("prefix e: <http://e/> # INSERT\nDELETE WHERE { ?s ?p ?o }", 403, "reading only"),
        ("LOAD <http://127.0.0.1/>", 403, "reading only"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { sErViCe SILENT <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE ?s { ?a ?b ?c } } }", 403, "SERVICE"),
        ("SELECT * { { SELECT * { SERVICE<http://127.0.0.1/>{ ?s ?p ?o } } } }", 403, "SERVICE"),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(sparql, query, status, sentence):
    response = sparql(query)
    assert response.status_code == status
    assert sentence in response.text
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n { ?service <http://e/number> ?n } LIMIT 1",
        'SELECT ?n { ?s <http://e/number> ?n FILTER(?n != "SERVICE <x>") } LIMIT 1',
        "PREFIX service: <http://e/> SELECT ?n { ?s service:number ?n } LIMIT 1 # SERVICE",
        "PREFIX e: <http://e/> SELECT ?n { ?s e:number ?n MINUS { ?s e:SERVICE ?n } } LIMIT 1",
        'SELECT ?n { ?s <http://e/number> ?n FILTER(?n != """a " SERVICE b""") } LIMIT 1',
    ],
)
def test_a_keyword_in_a_name_a_text_or_a_comment_is_none(sparql, query):
    assert numbers(sparql(query))


def test_bodies(sparql, client):
    def post(body, kind):
        return client.post("/sparql", body, content_type=kind)

    assert numbers(post(FIRST, "application/sparql-query")) == ["0", "1"]
    assert numbers(post("query=SELECT+*+%7B+BIND(1+AS+?n)+%7D", "application/x-www-form-urlencoded")) == ["1"]
    assert post(FIRST, "text/plain").status_code == 415
    assert post(FIRST, "application/sparql-query; charset=utf-16").status_code == 415
    assert post(b"\xff\xfe", "application/sparql-query").status_code == 400
    assert post("x" * 300_000, "application/sparql-query").status_code == 413
    assert post("DROP ALL", "application/sparql-update").status_code == 403
    assert client.put("/sparql").status_code == 405
    assert client.get("/sparql", {"query": ["ASK {}", "ASK {}"]}).status_code == 400


def test_head_has_the_headers_of_get(sparql, client):
    got, head = sparql(FIRST), client.head("/sparql", {"query": FIRST}, headers={"Accept": "*/*"})
    assert head.content == b""
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


def test_every_origin_may_ask_and_nobody_gets_a_cookie(sparql, client):
    for response in (sparql(FIRST), sparql("nonsense"), client.options("/sparql")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "POST" in response.headers["Access-Control-Allow-Methods"]
        assert not response.cookies


def test_without_a_query_it_describes_itself(client, db):
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    statements = set(ox.parse(response.content, ox.RdfFormat.N_TRIPLES))
    endpoint = ox.NamedNode("http://testserver/sparql")
    assert any(each.predicate.value.endswith("#endpoint") and each.object == endpoint for each in statements)


def test_without_a_query_server_it_says_so(client, db, settings, tmp_path):
    settings.SPARQL_SOCKET = tmp_path / "nobody"
    response = client.get("/sparql", {"query": FIRST})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "not running" in response.text


@pytest.mark.parametrize(("taken", "status"), [(1, 200), (2, 503)])
def test_as_many_queries_run_as_there_are_places(sparql, settings, taken, status):
    settings.SPARQL_WORKERS = 2
    with ExitStack() as others:
        for _ in range(taken):
            others.enter_context(place(query_client.places()))
        response = sparql(FIRST)
    assert response.status_code == status
    assert (response.headers.get("Retry-After") == "5") is (status == 503)
    assert numbers(sparql(FIRST)) == ["0", "1"]


def test_a_client_that_floods_leaves_places_for_another(sparql, client):
    """Six places: the first client gets two, and each of three others one."""

    def ask(address):
        return client.get("/sparql", {"query": FIRST}, REMOTE_ADDR=address).status_code

    with ExitStack() as flood:
        for address in ("203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"):
            flood.enter_context(opened(f"address {address}"))
            flood.enter_context(place(query_client.places()))
        assert ask("203.0.113.1") == 429
        assert ask("203.0.113.9") == 200
