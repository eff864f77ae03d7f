"""The main job: an archived project page goes in and comes out as an editable page, a GraphQL answer and Turtle."""

import re
import subprocess
from shutil import which

import pyoxigraph
import pytest

from cms import models
from cms.acting import system
from graph import identity
from graph.publishing.documents import is_part
from graph.replica import differences
from tests.end_to_end.archive import NO_PAGES, PAGES, SEED
from tests.fixtures import public
from tests.forms import form_data

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not PAGES, reason=NO_PAGES)]

QUERY = """
query ($id: ID!) {
  project(id: $id) {
    title languages capturedAt
    startDate { edtf } endDate { edtf ongoing }
    themes { nodes { title } } projectTypes { nodes { title } } countries { nodes { code } }
    donors { nodes { title country { code } } } partners { totalCount }
    overview { text } aim { text } resultsText { text }
    sections { nodes { title position style shortDescription { text } } }
  }
}
"""


@pytest.fixture
def facts():
    return PAGES[SEED.name]


@pytest.fixture
def page(imported):
    return models.ProjectPage.objects.get(pk=imported[SEED.name].pk)


def texts():
    """First and last words of the long texts, to find without doubling and without loss."""
    paragraphs = [line for line in SEED.read_text("utf-8").splitlines() if len(line) > 150]
    return list(dict.fromkeys(line.strip() for line in paragraphs if "archived web page" not in line))


def test_graphql_has_every_labelled_fact(page, facts, client):
    answer = client.post(
        "/graphql/",
        {"query": QUERY, "variables": {"id": identity.iri(identity.id_of(page))}},
        content_type="application/json",
    ).json()
    assert "errors" not in answer
    project = answer["data"]["project"]

    def names(field, name="title"):
        return [node[name] for node in project[field]["nodes"]]

    assert project["title"] == facts["title"]
    assert project["languages"] == [facts["language"]]
    assert project["capturedAt"].startswith(facts["captured_at"])
    assert f"{project['startDate']['edtf']}/{project['endDate']['edtf']}" == facts["edtf"]
    assert project["endDate"]["ongoing"]
    assert names("themes") == facts["themes"]
    assert names("projectTypes") == facts["types"]
    assert names("countries", "code") == facts["countries_iso"]
    assert project["donors"]["nodes"] == [{"title": "Republic of Korea", "country": {"code": "KR"}}]
    assert project["partners"]["totalCount"] == 0
    [section] = project["sections"]["nodes"]
    assert (section["title"], section["position"], section["style"]) == ("Activities", "BOTTOM_LEFT", "COLLAPSED")
    written = " ".join([
        *(project[name]["text"] for name in ("overview", "aim", "resultsText")), section["shortDescription"]["text"],
    ])  # fmt: skip
    assert [words for words in texts() if " ".join(written.split()).count(" ".join(words.split())) != 1] == []


def test_turtle_has_every_labelled_fact(page, facts, client):
    turtle = client.get(f"/data/{identity.id_of(page)}.ttl").content.decode()
    quads = list(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    stated = {(re.split("[/#]", quad.predicate.value)[-1], quad.object.value) for quad in quads}
    expected = {
        ("name", facts["title"]),
        ("startDate", "2020-02"),
        ("temporalCoverage", facts["edtf"]),
        ("ongoing", "true"),
        ("name", "Activities"),
        ("language", "en"),
    }
    assert expected <= stated
    values = {value for _, value in stated}
    assert f"{facts['captured_at']}Z" in values
    coded = {"SectionPosition-bottom-left", "SectionStyle-collapsed"}
    assert coded <= {value.rpartition("#")[2] for value in values}
    assert {identity.iri(f"country/{code}") for code in facts["countries_iso"]} <= values
    for reference in models.Theme, models.ProjectType:
        for thing in reference.objects.filter(labels__en__in=[*facts["themes"], *facts["types"]]):
            assert identity.iri(identity.id_of(thing)) in values
    donor = models.Organisation.objects.get(labels__en="Republic of Korea")
    assert ("funder", identity.iri(identity.id_of(donor))) in stated
    # Apostrophes and quotes are escaped in Turtle; a parser gives the words back.
    literals = {str(quad.object.value) for quad in quads}
    spoken = [" ".join(each.split()) for each in literals]
    assert [words for words in texts() if sum(" ".join(words.split()) in each for each in spoken) != 1] == []


@pytest.mark.skipif(not which("rapper"), reason="rapper (raptor2-utils) is not installed.")
def test_rapper_reads_the_turtle(page, client):
    turtle = client.get("/data/all.ttl").getvalue()
    read = subprocess.run(["rapper", "-q", "-i", "turtle", "-o", "ntriples", "-", "http://x/"], input=turtle, capture_output=True, check=True)  # noqa: S607, E501  # fmt: skip
    ours = client.get("/data/all.nt").getvalue()
    assert len(set(read.stdout.splitlines())) == len(set(ours.splitlines()))


def test_the_whole_is_the_union_of_the_documents(page, client):
    def triples(address):
        response = client.get(address)
        text = response.getvalue() if response.streaming else response.content
        return {quad.triple for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)}

    resources = [each for each in public() if not is_part(each)]
    union = set().union(*(triples(f"/data/{resource}.ttl") for resource in resources))
    assert triples("/data/all.ttl") == union


def test_the_form_has_every_labelled_fact_and_saving_it_changes_none(page, facts, admin, client):
    address = f"/admin/pages/{page.pk}/edit/"
    data = form_data(admin.get(address))
    assert data["title"] == facts["title"]
    assert (data["start_date"], data["end_date"]) == ("Feb 2020", "ongoing")
    assert data["captured_at"] == facts["captured_at"].replace("T", " ")
    assert data["sections-0-title"] == "Activities"
    assert (data["sections-0-position"], data["sections-0-style"]) == ("bottom-left", "collapsed")
    assert data["unresolved_references-0-name"] == facts["related_activity"][0]
    chosen = {
        "theme_links": ("theme", models.Theme, facts["themes"]),
        "project_type_links": ("project_type", models.ProjectType, facts["types"]),
        "fundings": ("donor", models.Organisation, facts["donors"]),
    }
    for relation, (field, model, names) in chosen.items():
        keys = [data[f"{relation}-{number}-{field}"] for number in range(len(names))]
        assert [model.objects.get(pk=key).labels["en"] for key in keys] == names
    codes = [models.Country.objects.get(pk=data[f"country_links-{number}-country"]).code for number in range(10)]
    assert codes == facts["countries_iso"]

    before = client.get(f"/data/{identity.id_of(page)}.ttl").content
    response = admin.post(address, data | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors
    page.refresh_from_db()
    after = client.get(f"/data/{identity.id_of(page)}.ttl").content
    record = (b"dct:modified", b"accord:revision")
    assert [line for line in after.splitlines() if not line.strip().startswith(record)] == [
        line for line in before.splitlines() if not line.strip().startswith(record)
    ]
    assert page.unresolved_references.get().name == facts["related_activity"][0]


def test_a_related_activity_is_linked_when_it_arrives(page, facts, client):
    activity = models.ActivityPage(title=facts["related_activity"][0], slug="platforms")
    page.get_parent().add_child(instance=activity)
    system.load(activity)
    query = "query ($id: ID!) { project(id: $id) { relatedActivities { nodes { title } } } }"
    answer = client.post(
        "/graphql/",
        {"query": query, "variables": {"id": identity.iri(identity.id_of(page))}},
        content_type="application/json",
    ).json()
    assert answer["data"]["project"]["relatedActivities"]["nodes"] == [{"title": activity.title}]
    assert not page.unresolved_references.exists()
    assert [str(each) for each in differences()] == []
