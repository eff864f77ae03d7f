"""All archived pages go in together, and each labelled fact of each of them comes out everywhere.

What a page has, and has not, is read from expected.json, which people wrote; so is this list of pages.
"""

from datetime import datetime
from types import SimpleNamespace

import pyoxigraph
import pytest
from bs4 import BeautifulSoup

from cms import models
from graph import identity
from graph.declarations import ACCORD, DCTERMS, PROV, SCHEMA
from tests.end_to_end.archive import NEWS, NO_PAGES, PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not PAGES, reason=NO_PAGES)]

QUERY = """
query ($id: ID!) {
  project(id: $id) {
    title languages sourceUrl archiveUrl capturedAt period
    themes { nodes { id } } projectTypes { nodes { id } } countries { nodes { code } }
    donors { nodes { title } } partners { nodes { title } } keyFigures { nodes { value title } }
    overview { text } aim { text } resultsText { text } sections { nodes { title } }
  }
}
"""


@pytest.fixture(params=PAGES)
def case(request, imported):
    """Return a page and the facts that stand on it under labels."""
    return SimpleNamespace(page=imported[request.param], facts=PAGES[request.param])


def iris(model, names) -> list[str]:
    """Return IRIs of the terms that are called so, under any of their names."""
    rows = {name: row for row in model.objects.all() for name in _names(row)}
    return [identity.iri(identity.id_of(rows[name])) for name in names]


def _names(row) -> list[str]:
    return [*row.labels.values(), *(each for several in row.alternative_labels.values() for each in several)]


def figures(rows) -> list[str]:
    return [" ".join(row) for row in rows]


def test_graphql_has_every_labelled_fact_and_no_other(case, client):
    variables = {"id": identity.iri(identity.id_of(case.page))}
    answer = client.post("/graphql/", {"query": QUERY, "variables": variables}, content_type="application/json").json()
    assert "errors" not in answer
    project, facts = answer["data"]["project"], case.facts

    def nodes(field, name="id"):
        return [node[name] for node in project[field]["nodes"]]

    assert project["title"] == (facts["title"] or case.page.title)
    assert project["languages"] == [facts["language"]]
    assert project["period"] == facts["edtf"]
    assert project["sourceUrl"] == facts["source_url"]
    assert (project["archiveUrl"] or "") == (facts["url"] if facts["archive_url_timestamp"] else "")
    assert (project["capturedAt"] or "")[:19] == (facts["captured_at"] or "")
    assert nodes("themes") == iris(models.Theme, facts["themes"])
    assert nodes("projectTypes") == iris(models.ProjectType, facts["types"])
    assert nodes("countries", "code") == facts["countries_iso"]
    assert nodes("donors", "title") == (facts["donors"] or [])
    assert nodes("partners", "title") == facts["local_partners"]
    assert figures((each["value"], each["title"]) for each in project["keyFigures"]["nodes"]) == facts["key_figures"]
    told = {"Context/Overview": "overview", "General Aim": "aim", "Results": "resultsText"}
    texts = {heading for heading, name in told.items() if project[name] and project[name]["text"]}
    headings = texts | set(nodes("sections", "title")) | {"Section for activities"}
    assert headings - set(facts["headings"]) <= {"Section for activities"} and set(facts["headings"]) <= headings


def test_turtle_has_every_labelled_fact_and_no_other(case, client):
    resource = identity.id_of(case.page)
    turtle = client.get(f"/data/{resource}.ttl").content
    quads = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    named, document = identity.iri(resource), identity.iri(resource).replace("/id/", "/data/")

    def objects(predicate, subject=named):
        found = (quad for quad in quads if quad.subject.value == subject and quad.predicate.value == str(predicate))
        return [quad.object.value for quad in found]

    facts = case.facts
    assert objects(SCHEMA.name) == [facts["title"] or case.page.title]
    assert objects(SCHEMA.temporalCoverage) == [facts["edtf"]]
    assert set(objects(DCTERMS.subject)) == set(iris(models.Theme, facts["themes"]))
    assert set(objects(DCTERMS.type)) >= set(iris(models.ProjectType, facts["types"]))
    assert sorted(each[-2:] for each in objects(DCTERMS.spatial)) == sorted(facts["countries_iso"])
    assert set(objects(SCHEMA.funder)) == set(iris(models.Organisation, facts["donors"] or []))
    partners = iris(models.Organisation, facts["local_partners"])
    assert set(objects(PROV.wasAssociatedWith)) == set(partners)
    stated = [(objects(SCHEMA.value, each)[0], objects(SCHEMA.name, each)[0]) for each in objects(ACCORD.keyFigure)]
    assert sorted(figures(stated)) == sorted(facts["key_figures"])
    assert objects(DCTERMS.source, document) == [facts["source_url"]]
    captured = [
        datetime.fromisoformat(each).replace(tzinfo=None).isoformat() for each in objects(ACCORD.capturedAt, document)
    ]
    assert captured == ([facts["captured_at"]] if facts["captured_at"] else [])


def test_the_form_shows_every_labelled_fact_and_suggests_what_prose_names(case, admin):
    form = BeautifulSoup(admin.get(f"/admin/pages/{case.page.pk}/edit/").content, "html.parser")
    facts = case.facts

    def value(name):
        return form.find(attrs={"name": name}).get("value", "")

    def rows(relation, name, model=None):
        keys = [value(f"{relation}-{number}-{name}") for number in range(int(value(f"{relation}-TOTAL_FORMS")))]
        return [identity.iri(identity.id_of(model.objects.get(pk=key))) for key in keys] if model else keys

    assert value("title") == (facts["title"] or case.page.title)
    assert form.find(attrs={"name": "title_is_provisional"}).has_attr("checked") == (facts["title"] is None)
    period = [value(name) for name in ("start_date", "end_date")]
    assert period == [facts["start_as_written"], facts["end_as_written"].replace("Ongoing", "ongoing")]
    assert value("captured_at") == (facts["captured_at"] or "").replace("T", " ")
    assert rows("theme_links", "theme", models.Theme) == iris(models.Theme, facts["themes"])
    assert rows("project_type_links", "project_type", models.ProjectType) == iris(models.ProjectType, facts["types"])
    assert rows("fundings", "donor", models.Organisation) == iris(models.Organisation, facts["donors"] or [])
    partners = iris(models.Organisation, facts["local_partners"])
    assert rows("partnerships", "partner", models.Organisation) == partners
    countries = [f"http://testserver/id/country/{code}" for code in facts["countries_iso"]]
    assert rows("country_links", "country", models.Country) == countries
    shown = zip(rows("key_figures", "value"), rows("key_figures", "label"), strict=True)
    assert figures(shown) == facts["key_figures"]
    assert rows("unresolved_references", "name") == facts.get("related_activity", [])
    suggested = {row.name for row in case.page.suggestions.all() if row.field == "countries"}
    in_prose = models.Country.objects.filter(code__in=facts["countries_in_prose_iso"])
    assert {country.labels["en"] for country in in_prose} <= suggested


def test_news_has_title_story_and_quotation_and_only_suggests_what_it_names(imported, client):
    page = imported[NEWS.name]
    query = """query ($id: ID!) { newsItem(id: $id) {
        title countries { totalCount } conventions { totalCount }
        body { content { __typename ... on QuoteBlock { speaker role } } text } } }"""
    variables = {"id": identity.iri(identity.id_of(page))}
    answer = client.post("/graphql/", {"query": query, "variables": variables}, content_type="application/json").json()
    news = answer["data"]["newsItem"]
    first, *paragraphs = [line for line in NEWS.read_text("utf-8").splitlines() if line]
    story = paragraphs[: paragraphs.index("Related posts")]
    assert news["title"] == first
    assert (news["countries"]["totalCount"], news["conventions"]["totalCount"]) == (0, 0)
    quotes = [each for each in news["body"]["content"] if each["__typename"] == "QuoteBlock"]
    speaker, role = next(line for line in story if line.startswith("Prof.")).split(", ", 1)
    assert quotes == [{"__typename": "QuoteBlock", "speaker": speaker, "role": role}]
    assert all(line in news["body"]["text"] for line in story if not line.startswith("Prof."))
    assert "Akismet" not in news["body"]["text"]
    turtle = client.get(f"/data/{identity.id_of(page)}.ttl").content.decode()
    assert speaker in turtle and "Akismet" not in turtle
    suggested = {(row.field, row.name) for row in page.suggestions.all()}
    assert ("countries", "Zimbabwe") in suggested and ("date", "2021-12-09") in suggested
    assert {field for field, _name in suggested} == {"countries", "conventions", "date"}


def test_of_two_captures_under_two_addresses_the_report_names_the_other_as_likely(imported):
    reports = [page for run in models.ImportRun.objects.all() for file in run.report for page in file["pages"]]
    likely = {each["iri"]: each["reasons"] for page in reports for each in page["likely_matches"]}
    seed = identity.iri(identity.id_of(imported["003_3bcc575e69d94dc3.txt"]))
    assert {"similar title or address", "same period"} <= set(likely[seed])
