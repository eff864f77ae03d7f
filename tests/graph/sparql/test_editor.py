"""/sparql in a browser: a form with its answer, from this server only, that works with and without script."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders

from graph.publishing.prefixes import prologue
from graph.publishing.queries import worked_queries
from graph.sparql.syntax import invalid
from tests.graph.sparql.test_endpoint import FIRST
from tests.schema.http.test_graphiql import ACCEPT

BUILT = finders.find("vendor/codemirror/codemirror.js")


@pytest.fixture
def page(sparql, client):
    """Return the page of a query, parsed; its status must be the expected one."""

    def get(query=None, status=200, **parameters):
        sent = parameters if query is None else {"query": query, **parameters}
        response = client.get("/sparql", sent, headers={"Accept": ACCEPT})
        assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
        assert "Accept" in response["Vary"]
        return BeautifulSoup(response.content, "html.parser")

    return get


def cells(soup):
    return [[cell.get_text() for cell in row.select("td")] for row in soup.select("#answer tbody tr")]


def test_a_browser_gets_an_editor_with_a_query_to_begin_with(page):
    soup = page()
    assert soup.select_one("textarea#query").get_text().startswith("# In which countries")
    assert soup.select_one("label[for=query]")
    assert len(soup.select("nav.worked a")) == len(worked_queries())
    assert not soup.select("#answer")


def test_everything_comes_from_this_server(client, db):
    response = client.get("/sparql", headers={"Accept": ACCEPT})
    policy, text = response["Content-Security-Policy"], response.content.decode()
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    text = text.replace("http://testserver/", "/")
    addresses = re.findall(r'(?:src|href|action|data-\w+)="([^"]+)"', text)
    assert [each for each in addresses if not re.match(r"[/?#](?!/)|data:,$", each)] == []
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<style", text)
    assert not response.cookies


@pytest.mark.parametrize("accept", ["*/*", "application/sparql-results+json", "text/csv, */*;q=0.1", ""])
def test_programs_get_no_page(sparql, accept):
    assert not sparql(FIRST, accept).headers["Content-Type"].startswith("text/html")
    assert not sparql(FIRST, ACCEPT, format="csv").headers["Content-Type"].startswith("text/html")


def test_a_query_and_its_answer_are_one_address(page):
    soup = page(FIRST)
    assert soup.select_one("textarea").get_text() == FIRST
    assert soup.select_one("#answer h2").get_text(strip=True) == "2 rows"
    assert cells(soup) == [["0"], ["1"]]
    assert "From version 0 of the data." in soup.select_one("#answer").get_text()
    assert [each["download"] for each in soup.select(".take a")] == [
        f"accord.{extension}" for extension in ("json", "xml", "csv", "tsv")
    ]


def test_every_file_of_an_answer_is_offered_and_there(page, client):
    for query in (FIRST, "CONSTRUCT { ?s <http://e/next> ?o } WHERE { ?s <http://e/next> ?o } LIMIT 2"):
        for link in page(query).select(".take a"):
            response = client.get(f"/sparql{link['href']}", headers={"Accept": ACCEPT})
            assert response.status_code == 200
            assert not response["Content-Type"].startswith("text/html")


def test_values_show_what_they_are(page):
    query = (
        "SELECT ?iri ?bad ?text ?number ?none { VALUES (?iri ?bad ?text ?number ?none) "
        '{ (<http://schema.org/name> <javascript:alert(1)> "<b>مرحبا</b>"@ar 12 UNDEF) } }'
    )
    iri, bad, text, number, none = page(query).select("#answer tbody td")
    assert (iri.a["href"], iri.a.get_text()) == ("http://schema.org/name", "schema:name")
    assert bad.a is None
    assert (text.get_text(), text["lang"], text["dir"]) == ("<b>مرحبا</b>", "ar", "rtl")
    assert number["class"] == ["number"]
    assert none.get_text() == ""


def test_yes_and_no_and_nothing(page):
    assert page("ASK { ?s <http://e/next> ?o }").select_one("#answer h2").get_text(strip=True) == "Yes"
    assert page("ASK { <http://e/x> ?p ?o }").select_one("#answer h2").get_text(strip=True) == "No"
    assert "no proof" in page("SELECT * { <http://e/x> ?p ?o }").select_one("#answer").get_text()


def test_a_long_answer_is_shown_in_part_and_says_so(page):
    soup = page("SELECT ?s { ?s <http://e/number> ?n }")
    assert soup.select_one("#answer h2").get_text(strip=True) == "1,000 rows"
    assert "first 500 are shown" in soup.select_one("#answer").get_text()
    assert len(cells(soup)) == 500


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("SELECT * {\n ?s a foo:bar }", 400, "near “?s a foo:bar }”: the prefix “foo:” is not declared"),
        ("DROP ALL", 403, "reading only"),
        ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", 403, "asks no other server"),
        ("</textarea><script>", 400, "not valid SPARQL"),
    ],
)
def test_what_cannot_be_answered_is_said_beside_the_query_which_stays(page, query, status, sentence):
    soup = page(query, status)
    assert sentence in soup.select_one("#refusal[role=alert]").get_text()
    assert soup.select_one("textarea")["aria-describedby"] == "refusal"
    assert soup.select_one("textarea").get_text() == query


def test_a_query_too_long_for_an_address_is_sent_as_a_body(sparql, client):
    body, kind = "query=SELECT+*+%7B+BIND(1+AS+%3Fn)+%7D", "application/x-www-form-urlencoded"
    response = client.post("/sparql", body, content_type=kind, headers={"Accept": ACCEPT})
    soup = BeautifulSoup(response.content, "html.parser")
    assert cells(soup) == [["1"]]
    assert soup.select_one("#answer input[name=query]")["value"] == "SELECT * { BIND(1 AS ?n) }"


def test_worked_queries_open_in_the_editor_and_can_be_taken(page, client):
    worked = worked_queries()["who-funds-whom"]
    soup = page(example=worked.name)
    assert soup.select_one("textarea").get_text() == worked.text
    assert soup.select_one("nav.worked [aria-current]").get_text() == worked.summary
    assert worked.description in soup.get_text()
    # Whoever follows all links, as search engines do, asks nothing.
    assert not soup.select("#answer")
    response = client.get("/sparql/queries/who-funds-whom.rq")
    assert response["Content-Type"] == "application/sparql-query; charset=utf-8"
    assert response.content.decode() == worked.text
    assert "no worked query “none”" in page(example="none", status=404).get_text()
    assert client.get("/sparql/queries/none.rq").status_code == 404


def test_prefixes_follow_from_the_names_that_a_query_uses():
    query = 'SELECT * { country:KH skos:notation ?x FILTER(?x = "xsd:no" || ?x = <http://schema.org/name>) }'
    assert prologue(query.replace("xsd:no", "no")) == (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX country: <http://testserver/id/country/>\n"
    )


def test_the_editor_completes_from_our_own_data(client, db):
    terms = json.loads(client.get("/sparql/terms.json").content)
    assert terms["classes"]["accord:Project"] == "Project"
    assert terms["properties"]["schema:startDate"] == "Start"
    assert terms["values"]["accord:OutcomeKind-law"] == "Law or regulation"
    assert terms["prefixes"]["country"] == "http://testserver/id/country/"
    french = json.loads(client.get("/sparql/terms.json?lang=fr").content)
    assert french["properties"]["accord:successFactor"] == "Facteurs de réussite"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELEC ?s { ?s ?p ?o }", "it begins with one of SELECT, ASK, CONSTRUCT, DESCRIBE, not with “SELEC”."),
        ("SELECT ?s WHRE { ?s ?p ?o }", "“WHRE” is no keyword or function of SPARQL."),
        ("SELECT ?s { ?s ?p ?o FILTER(first(?o)) }", "“first” is no keyword or function of SPARQL."),
        ("SELECT ?s { ?s ?p ?o", "“{” and “}” do not come in pairs, but 1:0 times."),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "The SELECT contains a variable that is unbound."),
        ("SELECT ?s\nWHERE { ?s ?p }", "line 2, near “WHERE { ?s ?p }”: a statement has a subject, a predicate"),
        ("SELECT ?s { ?s a <http://a b> }", "near “?s a <http://a b> }”: IRI parsing failed."),
        ("SELECT * { ?s ?p ?o } ORDER BY", 'expected "$", "("'),
        (
            "SELECT ?s { ?s rdfs:label ?o ; nobodys:name ?n }",
            "the prefix “nobodys:” is not declared. Put PREFIX nobodys",
        ),
    ],
)
def test_errors_of_syntax_name_what_is_wrong(sparql, query, sentence):
    response = sparql(query)
    assert response.status_code == 400
    assert sentence in response.text
    assert not any(each in response.text for each in ("SERVICE", "LATERAL", "INSERT"))


def test_an_error_that_cannot_be_read_is_told_as_it_is():
    refusal = invalid("ASK {}", SyntaxError("something else"))
    assert (refusal.sentence % refusal.values).endswith("not valid SPARQL: something else.")


@pytest.mark.browser
@pytest.mark.skipif(BUILT is None, reason="CodeMirror is not there: run `make frontend`")
def test_the_editor_completes_and_runs(browser, live_server, project, cambodia):
    tab = browser.new_page()
    problems, foreign = [], []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda each: problems.append(each.text) if "Content Security" in each.text else None)
    tab.on("request", lambda each: foreign.append(each.url) if not each.url.startswith(live_server.url) else None)
    tab.goto(f"{live_server.url}/sparql")
    tab.evaluate(
        "const it = document.querySelector('.CodeMirror').CodeMirror;"
        "it.setValue('SELECT * { ?x a '); it.focus(); it.setCursor(9, 99)"
    )
    for typed, offered in (("accord:Proj", "accord:Project"), (" ; dct:spatial cambod", "country:KH")):
        tab.keyboard.type(typed)
        tab.keyboard.press("Control+Space")
        tab.get_by_text(offered, exact=True).wait_for()
        tab.keyboard.press("Enter")
    tab.keyboard.type(" }")
    tab.keyboard.press("Control+Enter")
    tab.locator("#refusal").wait_for()
    text = tab.locator("textarea[name=query]").input_value()
    assert "?x a accord:Project ; dct:spatial country:KH }" in text
    assert text.count("PREFIX ") == 3
    tab.close()
    assert problems == []
    assert [url for url in foreign if not url.startswith("data:")] == []
