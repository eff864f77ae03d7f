"""Twenty questions on dates have one answer: in SPARQL here, in rdflib, in GraphQL, in the tables, in the database."""

import csv
import datetime
import io
import json
from dataclasses import dataclass

import pytest
import rdflib

from cms.models import ActivityPage, ProjectPage
from graph.declarations import EDTF, PREFIXES, SCHEMA, camel_case
from graph.identity import id_of, iri
from tests.fixtures import publish
from tests.graph.publishing.conftest import body
from tests.rollback import rolled_back
from tests.sample.conftest import served

pytestmark = pytest.mark.django_db

MODELS = {"Project": ProjectPage, "Activity": ActivityPage}
PLURALS = {"Project": "projects", "Activity": "activities"}
DAY = "http://www.w3.org/2001/XMLSchema#date"


@dataclass(frozen=True)
class Question:
    """`side` is start or end. `asked` is certainly or possibly, before or since, with a year; or a fact."""

    type: str
    side: str
    asked: str
    year: int = 0

    @property
    def first_day(self):
        return datetime.date(self.year, 1, 1)


QUESTIONS = [
    *(Question(kind, "start", asked, 2019)
      for kind in MODELS for asked in ("certainly before", "possibly before", "certainly since", "possibly since")),
    *(Question("Project", "end", asked, 2021)
      for asked in ("certainly before", "possibly before", "certainly since", "possibly since")),
    Question("Project", "start", "certainly before", 2018),
    Question("Project", "start", "possibly since", 2018),
    Question("Activity", "start", "certainly since", 2022),
    *(Question("Project", "end", asked) for asked in ("ongoing", "not stated", "approximate")),
    Question("Project", "start", "approximate"),
    Question("Activity", "start", "not stated"),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(loaded, tmp_path_factory):
    """The sample with dates of every kind: exact, approximate, partly before a year and partly in it, open, missing."""
    with rolled_back():
        for slug, start, end in (
            ("film-law-in-gabon", "2018~", "2020-12~"),
            ("peers-in-namibia", "2018-12-31", ".."),
            ("women-in-design-in-ethiopia", "2018", "2021"),
            ("counting-crafts-in-panama", "2019-01-01", None),
        ):
            page = ProjectPage.objects.get(slug=slug, locale__language_code="en")
            page.start_date, page.end_date = start, end
            publish(page)
        with served(tmp_path_factory.mktemp("dates") / "socket") as client:
            yield client


@pytest.fixture(scope="module")
def dump(site):
    return rdflib.Graph().parse(data=body(site.get("/data/all.nt")), format="nt")


def by_database(question):
    pages = MODELS[question.type].objects.live().public().filter(locale__language_code="en", alias_of=None)
    return {iri(id_of(page)) for page in pages if holds(question, getattr(page, f"{question.side}_date"))}


def holds(question, date):
    match question.asked:
        case "not stated":
            return date is None
        case "ongoing":
            return date is not None and date.is_open
        case "approximate":
            return date is not None and date.approximate
    if date is None or date.is_open:
        return False
    certainly, before = question.asked.split()[0] == "certainly", question.asked.endswith("before")
    day = date.latest if certainly == before else date.earliest
    return day < question.first_day if before else day >= question.first_day


def sparql(question):
    side, start = question.side, f"?thing a accord:{question.type}"
    match question.asked:
        case "not stated":
            pattern = f"{start} FILTER NOT EXISTS {{ ?thing schema:{side}Date ?date }} "
            pattern += "FILTER NOT EXISTS { ?thing accord:ongoing true }"
        case "ongoing":
            pattern = f"{start} ; accord:ongoing true"
        case "approximate":
            pattern = f"{start} ; accord:{side}Approximate true"
        case asked:
            certainly, before = asked.split()[0] == "certainly", asked.endswith("before")
            bound, sign = "Latest" if certainly == before else "Earliest", "<" if before else ">="
            pattern = f'{start} ; accord:{side}{bound} ?day FILTER(?day {sign} "{question.first_day}"^^<{DAY}>)'
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("accord", "schema"))
    return f"{prefixes} SELECT ?thing WHERE {{ {pattern} }}"


def by_sparql(question, site):
    answer = site.get("/sparql", {"query": sparql(question), "format": "json"})
    return {row["thing"]["value"] for row in json.loads(answer.content)["results"]["bindings"]}


def by_rdflib(question, dump):
    return {str(row.thing) for row in dump.query(sparql(question))}


def by_graphql(question, site):
    name = camel_case(f"{question.side}_date")
    before, since = f'"{question.year - 1}"', f'"{question.year}"'
    given = {
        "not stated": f"{name}: {{stated: false}}",
        "ongoing": f"{name}: {{ongoing: true}}",
        "certainly before": f"{name}: {{before: {since}}}",
        "possibly before": f"{name}: {{overlaps: {{to: {before}}}}}",
        "certainly since": f"{name}: {{after: {before}, ongoing: false}}",
        "possibly since": f"{name}: {{overlaps: {{from: {since}}}, ongoing: false}}",
    }
    chosen = f"(first: 100 filter: {{{given[question.asked]}}})" if question.asked in given else "(first: 100)"
    plural = PLURALS[question.type]
    query = f"{{ {plural}{chosen} {{ nodes {{ id {name} {{ approximate }} }} }} }}"
    answer = site.post("/graphql/", {"query": query}, content_type="application/json").json()
    nodes = answer["data"][plural]["nodes"]
    only = question.asked == "approximate"
    return {each["id"] for each in nodes if not only or (each[name] and each[name]["approximate"])}


def by_table(question, site):
    text = body(site.get(f"/data/{question.type.lower()}.csv")).decode()
    return {row["iri"] for row in csv.DictReader(io.StringIO(text, newline="")) if in_row(question, row)}


def in_row(question, row):
    side, asked = question.side, question.asked
    match asked:
        case "not stated":
            return not row[f"{side}_date"] and row["ongoing"] != "true"
        case "ongoing":
            return row["ongoing"] == "true"
        case "approximate":
            return row[f"{side}_approximate"] == "true"
    certainly, before = asked.split()[0] == "certainly", asked.endswith("before")
    day = row[f"{side}_latest" if certainly == before else f"{side}_earliest"]
    return bool(day) and (day < str(question.first_day)) == before


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each.type} {each.side} {each.asked} {each.year}")
def test_a_question_on_dates_has_one_answer(question, site, dump):
    expected = by_database(question)
    assert expected or question.type == "Activity"
    assert by_sparql(question, site) == expected
    assert by_rdflib(question, dump) == expected
    assert by_graphql(question, site) == expected
    assert by_table(question, site) == expected


def test_the_questions_are_twenty_and_differ():
    assert len(set(QUESTIONS)) == 20


def test_a_period_is_a_node_with_bounds_that_its_address_finds(site, dump):
    page = ProjectPage.objects.get(slug="film-law-in-gabon", locale__language_code="en")
    project, period = iri(id_of(page)), iri(f"period/{page.translation_key}")
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("accord", "dct", "dcat"))
    query = f"""{prefixes} SELECT * WHERE {{
        <{project}> dct:temporal ?period . ?period a dct:PeriodOfTime ; dcat:startDate ?start .
        ?period accord:startEarliest ?earliest ; accord:endLatest ?latest ; accord:startApproximate ?about
    }}"""
    found = site.get("/sparql", {"query": query, "format": "json"})
    [row] = json.loads(found.content)["results"]["bindings"]
    assert row["period"]["value"] == period
    assert (row["start"]["value"], row["start"]["datatype"]) == ("2018~", "http://id.loc.gov/datatypes/edtf/EDTF")
    assert (row["earliest"]["value"], row["latest"]["value"]) == ("2018-01-01", "2020-12-31")
    assert row["earliest"]["datatype"] == DAY and row["about"]["value"] == "true"
    path = period.removeprefix(PREFIXES["accord"].removesuffix("/vocab#"))
    there = site.get(path, headers={"Accept": "text/turtle"})
    assert (there.status_code, there["Location"]) == (303, f"{project.replace('/id/', '/data/')}.ttl")
    assert site.get(path, headers={"Accept": "text/html"})["Location"] == page.full_url
    assert site.get(f"/id/period/{page.pk}").status_code == 404


def test_an_approximate_date_never_looks_exact(dump):
    page = ProjectPage.objects.get(slug="film-law-in-gabon", locale__language_code="en")
    project = rdflib.URIRef(iri(id_of(page)))
    for predicate in (SCHEMA.startDate, SCHEMA.endDate):
        assert {each.datatype for each in dump.objects(project, predicate)} == {EDTF}
