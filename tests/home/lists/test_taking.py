"""Whoever takes a result gets exactly the list: as a table, as linked data, as a feed and as a question to the API."""

import csv
import io
import tracemalloc
from tempfile import TemporaryFile

import openpyxl
import orjson
import pyoxigraph as ox
import pytest
from bs4 import BeautifulSoup

from cms import models
from graph.identity import iri, resource_id
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import BY_EXTENSION
from graph.replica import reading
from home.lists.files import FILES, Taken
from tests.fixtures import publish, restrict
from tests.home.lists.test_facets import choices, oracle

pytestmark = pytest.mark.django_db

NARROWED = [
    {},
    {"countries": ["KH"]},
    {"countriesGroups": "asean", "ongoing": "true"},
    {"sustainableDevelopmentTargets": "8", "order": "-startDate"},
    {"q": "area", "order": "title"},
    {"since": "2011", "until": "2018-06"},
    {"countries": "KH", "q": "nothing-has-this-word"},
]


@pytest.fixture
def take(client, db):
    def get(extension, slug="project", status=200, **query):
        response = client.get(f"/browse/{slug}.{extension}", query)
        assert response.status_code == status
        return response.getvalue()

    return get


def sheet(content):
    [_, table] = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets
    head, *rows = table.iter_rows(values_only=True)
    # A row ends with its last cell.
    return [dict(zip(head, row, strict=False)) for row in rows]


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("query", NARROWED)
def test_tables_have_the_rows_of_the_list_in_its_order(made, look, take, query):
    names = look(**query).names
    assert [row["title_en"] for row in table(take("csv", **query))] == names
    assert [row["title_en"] for row in sheet(take("xlsx", **query))] == names


@pytest.mark.parametrize("query", NARROWED)
@pytest.mark.parametrize("extension", BY_EXTENSION)
def test_linked_data_describes_the_list_and_nothing_else(made, look, take, extension, query):
    content = take(extension, **query)
    if extension == "jsonld":
        found = {each["@id"] for each in orjson.loads(content)["@graph"] if "schema:Project" in each.get("@type", [])}
    else:
        form = ox.RdfFormat.from_media_type(BY_EXTENSION[extension].media_type)
        found = {
            each.subject.value
            for each in ox.parse(content, format=form)
            if getattr(each.object, "value", "") == "http://schema.org/Project"
        }
    names = {each.title: iri(resource_id(each.graph_type, str(each.translation_key))) for each in
             models.ProjectPage.objects.live()}  # fmt: skip
    assert found == {names[each] for each in look(**query).names}


def test_names_stand_beside_codes_in_the_language_of_the_list(made, take):
    models.Country.objects.filter(code="KH").update(labels={"en": "Cambodia", "fr": "Cambodge"})
    [first, *_] = table(take("csv", countries="KH", lang="fr"))
    assert (first["countries"], first["countries_name"]) == ("KH", "Cambodge")


def test_lists_of_all_types_are_taken_with_what_all_types_share(made, take):
    rows = table(take("csv", slug="all", countries="KH"))
    assert list(rows[0]) == ["iri", "type", "title", "url"]
    assert {row["type"] for row in rows} >= {"Project", "CountryGroup"}
    assert {row["title"] for row in rows} >= {"Area 9", "Area 10", "Games"}


def test_a_feed_has_what_changed_last(made, look, take):
    page = models.ProjectPage.objects.get(title="Books")
    page.title = "Books & <more>"
    publish(page)
    feed = BeautifulSoup(take("atom", countries="KR"), "xml")
    assert [each.title.string for each in feed.select("entry")][0] == "Books & <more>"
    assert {each.title.string for each in feed.select("entry")} == set(look(countries="KR").names)
    assert feed.select_one("entry > id").string == iri(f"project/{page.translation_key}")
    assert "2021" in feed.select_one("entry > summary").string


def test_the_list_says_where_it_can_be_taken(made, look, client):
    soup = look(countries="KH", page="1").soup
    for link in [*soup.select(".take details ul a"), soup.find("link", type="application/atom+xml")]:
        response = client.get(link["href"])
        assert response.status_code == 200
        assert response["Content-Type"].startswith(link["type"])


def test_the_same_list_in_sparql(made, look, solutions):
    """The query that a list shows finds the list, whatever was chosen; but for words, which SPARQL does not search."""
    tests = oracle(made)
    periods = [{"since": "2011", "until": "2018-06"}, {"since": "2020"}, {"until": "2017"}, {"languages": "en"}]
    for query in [*[*choices(tests)][::5], *periods]:
        seen = look(**query)
        assert sorted(solutions(seen.soup.select_one("pre.sparql").get_text())) == sorted(seen.names), query
    everything = look("/browse/all/", countries="KH", type=["project", "organisation"])
    assert sorted(solutions(everything.soup.select_one("pre.sparql").get_text())) == sorted(everything.names)


@pytest.fixture
def solutions(client, db):
    """Return the names that a query finds in the published dataset."""

    def names(text):
        store = ox.Store()
        store.load(client.get("/data/all.nq").getvalue(), format=ox.RdfFormat.N_QUADS)
        return [each["name"].value for each in store.query(text, use_default_graph_as_union=True)]

    return names


def test_nothing_private_is_taken(made, take, index):
    page = models.ProjectPage(title="Secret plan", slug="secret", start_date="2018")
    page.country_links = [models.CountryLink(country=models.Country.objects.get(code="KH"))]
    restrict(publish(index.add_child(instance=page)))
    draft = models.ProjectPage(title="Secret draft", slug="secret-draft", live=False)
    index.add_child(instance=draft).save_revision()
    for extension in (*BY_EXTENSION, "csv", "atom"):
        for slug in ("project", "all"):
            assert b"Secret" not in take(extension, slug=slug), extension
    assert "Secret" not in str(sheet(take("xlsx")))


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/browse/project.pdf", 404, "There is no format “pdf” of lists: use one of xlsx, csv,"),
        ("/browse/unicorn.csv", 404, "There is no type of resource “unicorn”."),
        ("/browse/funding.csv", 404, "There is no type of resource “funding”."),
        ("/browse/project.csv?country=KH", 400, "There is no facet “country” here"),
        ("/browse/project.csv?countries=XX", 400, "Nothing public is called “XX”"),
        (f"/browse/project.csv?q={'x' * 400}", 400, "at most 300"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(made, client, address, status, sentence):
    response = client.get(address)
    assert response.status_code == status
    assert sentence in response.content.decode()


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ttl"])
def test_a_long_list_takes_no_more_memory_than_a_short_one(made, extension):
    with reading() as replica:
        resources = sorted(replica.of_type("Project"))

    def peak(times):
        taken = Taken("Project", resources * times, "en", "")
        with TemporaryFile() as output:
            tracemalloc.start()
            FILES[extension].write(taken, Snapshot.current(), output)
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return found

    peak(1)
    assert peak(500) < 1.3 * peak(100)
