"""Ten questions on money have one answer: in SPARQL here, in rdflib, in GraphQL, in the tables, in the database."""

import csv
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

import pytest
import rdflib
from wagtail.models import Page

from cms.models import Funding, Organisation
from graph.declarations import PREFIXES
from graph.identity import id_of, iri
from tests.graph.publishing.conftest import body

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Question:
    """The sum, and the number of grants, of a donor by its English name: of all, or of one year."""

    donor: str
    currency: str = "EUR"
    year: int = 0


QUESTIONS = {
    Question("European Union"): (Decimal(3_220_000), 2),
    Question("European Union", year=2010): (Decimal(1_500_000), 1),
    Question("European Union", year=2018): (Decimal(1_720_000), 1),
    Question("European Union", year=2019): (Decimal(0), 0),
    Question("European Union", "USD"): (Decimal(0), 0),
    Question("European Union", year=2040): (Decimal(0), 0),
    Question("European Union", "GBP", 2018): (Decimal(0), 0),
    Question("Republic of Korea"): (Decimal(0), 0),
    Question("Swedish International Development Cooperation Agency"): (Decimal(0), 0),
    Question("Republic of Korea", "KRW", 2020): (Decimal(0), 0),
}


@pytest.fixture(scope="module")
def dump(site):
    return rdflib.Graph().parse(data=body(site.get("/data/all.ttl")), format="turtle")


def donor(question):
    [found] = (each for each in Organisation.objects.all() if each.labels["en"] == question.donor)
    return found


def by_database(question):
    public = Page.objects.live().public().filter(locale__language_code="en")
    grants = Funding.objects.filter(page__in=public, donor=donor(question), currency=question.currency, share_of=None)
    if question.year:
        grants = grants.filter(year=question.year)
    amounts = [grant.amount for grant in grants if grant.amount is not None]
    return sum(amounts, Decimal()), len(amounts)


def sparql(question):
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("accord", "dct", "schema"))
    year = f"; accord:fundingYear {question.year}" if question.year else ""
    return f"""{prefixes} SELECT (SUM(?amount) AS ?total) (COUNT(?amount) AS ?grants) WHERE {{
        ?grant schema:funder <{iri(id_of(donor(question)))}> ; schema:amount ?amount {year} .
        ?grant schema:currency "{question.currency}"
        FILTER NOT EXISTS {{ ?grant dct:isPartOf ?whole }}
    }}"""


def by_sparql(question, site):
    answer = site.get("/sparql", {"query": sparql(question), "format": "json"})
    [row] = json.loads(answer.content)["results"]["bindings"]
    return Decimal(row["total"]["value"]), int(row["grants"]["value"])


def by_rdflib(question, dump):
    [row] = dump.query(sparql(question))
    return Decimal(str(row.total)), int(row.grants)


def by_graphql(question, site):
    year = f"(filter: {{year: {{eq: {question.year}}}}})" if question.year else ""
    query = f"""{{ organisation(id: "{iri(id_of(donor(question)))}") {{
        fundings{year} {{ sums {{ amount {{ currency value count }} }} }} }} }}"""
    answer = site.post("/graphql/", {"query": query}, content_type="application/json").json()
    sums = {each["currency"]: each for each in answer["data"]["organisation"]["fundings"]["sums"]["amount"]}
    found = sums.get(question.currency, {"value": 0, "count": 0})
    return Decimal(found["value"]), found["count"]


def by_table(question, site):
    text = body(site.get("/data/funding.csv")).decode()
    sums = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if row["amount"] and not row["share_of"]:
            for year in (0, int(row["year"] or -1)):
                sums[row["funder_name"], row["amount_currency"], year].append(Decimal(row["amount"]))
    amounts = sums[question.donor, question.currency, question.year]
    return sum(amounts, Decimal()), len(amounts)


@pytest.mark.parametrize(("question", "facts"), QUESTIONS.items(), ids=str)
def test_a_question_on_money_has_one_answer(question, facts, site, dump):
    assert by_database(question) == facts
    assert by_sparql(question, site) == facts
    assert by_rdflib(question, dump) == facts
    assert by_graphql(question, site) == facts
    assert by_table(question, site) == facts


def test_the_site_says_of_which_grant_a_share_is_part(site):
    page = Page.objects.get(slug="expert-facility-first-phase", locale__language_code="en").specific
    assert "share of" in site.get(page.url).content.decode().casefold()
    assert page.fundings.get().share_of.page.slug == "expert-facility"
