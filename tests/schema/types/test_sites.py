"""Several websites in one installation: pages say on which they stand, and one that nobody knows has none."""

import pytest
from wagtail.models import Page, Site

from cms import models
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sites(project):
    """A second site with a project of its own."""
    root = Page.get_first_root_node().add_child(instance=models.HomePage(title="Partner", slug="partner"))
    Site.objects.create(hostname="partner.example.org", port=443, root_page=root)
    index = root.add_child(instance=models.ProjectIndexPage(title="Projects", slug="projects"))
    publish(index.add_child(instance=models.ProjectPage(title="Dance", slug="dance")))


def titles(ask, condition):
    query = "query ($filter: ProjectFilter) { projects(filter: $filter) { nodes { title } } }"
    return [each["title"] for each in ask(query, filter={"site": condition})["projects"]["nodes"]]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"eq": "partner.example.org"}, ["Dance"]),
        ({"in": ["Partner.Example.org"]}, ["Dance"]),
        ({"eq": "testserver"}, ["Training in Phnom Penh"]),
        ({"ne": "partner.example.org"}, ["Training in Phnom Penh"]),
        ({"eq": "unknown.example.org"}, []),
        ({"eq": ""}, []),
    ],
)
def test_a_list_of_one_site(ask, sites, condition, expected):
    assert titles(ask, condition) == expected


def test_each_page_has_its_address_on_its_own_site_whoever_asks(ask, sites):
    query = "{ projects(orderBy: TITLE_ASC) { nodes { url site { host url } } } }"
    found = ask(query)["projects"]["nodes"]
    assert [each["site"] for each in found] == [
        {"host": "partner.example.org", "url": "https://partner.example.org"},
        {"host": "testserver", "url": "http://testserver"},
    ]
    assert all(each["url"].startswith(each["site"]["url"] + "/") for each in found)


def test_a_site_that_nobody_knows_has_nothing_of_any_type(ask, sites, korea):
    query = """query ($filter: ResourceFilter) {
        search(query: "training dance korea", filter: $filter) { totalCount facets { type { values { value } } } } }"""
    assert ask(query)["search"]["totalCount"] >= 3
    nothing = {"totalCount": 0, "facets": {"type": {"values": []}}}
    assert ask(query, filter={"site": {"eq": "unknown.example.org"}})["search"] == nothing


def test_what_has_no_page_has_no_site(ask, cambodia):
    assert ask('{ country(code: "KH") { site { host } } }') == {"country": {"site": None}}
