"""Browsing as a visitor does: what there is, each thing with its facts, and every fact leads on."""

import json
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from cms import models
from graph import identity
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db


def links(content, url):
    for tag in BeautifulSoup(content, "html.parser").select("a[href], link[href]"):
        yield urldefrag(urljoin(url, tag["href"])).url


@pytest.mark.slow
def test_every_link_of_the_site_answers(client, activity, arabic):
    waiting, seen = ["http://testserver/en/"], set()
    while waiting:
        url = waiting.pop()
        if url in seen or "/explore/?node" in url or urlsplit(url).netloc != "testserver" or "/static/" in url:
            continue
        seen.add(url)
        response = client.get(url, headers={"Accept": "text/html, */*;q=0.8"})
        if response.status_code in (301, 302, 303):
            waiting.append(urljoin(url, response["Location"]))
            continue
        assert response.status_code == 200, url
        content = response.getvalue()
        if response["Content-Type"].startswith("text/html"):
            waiting.extend(links(content, url))
    ids = [identity.id_of(each) for each in (activity, arabic)]
    for address in ("/browse/country/KH/", "/browse/theme/", "/id/country/KH", *(f"/data/{each}.ttl" for each in ids)):
        assert any(urlsplit(url).path == address for url in seen), address


def test_a_project_shows_its_facts_as_links(client, project, donor, soup, fact):
    page = soup("/en/projects/training/")
    assert page.h1.get_text(strip=True) == "Training in Phnom Penh"
    assert fact(page, "Period") == ["Feb 2020 – ongoing"]
    assert fact(page, "Countries") == ["Cambodia"]
    assert page.find("a", string="Cambodia")["href"] == "http://testserver/browse/country/KH/?lang=en"
    assert page.find("a", string="Ministry of Culture")["href"].endswith(f"/browse/{identity.id_of(donor)}/?lang=en")
    assert [each.get_text(strip=True) for each in page.select("td")] == [
        "Ministry of Culture",
        "EUR\xa01,000.50",
        "2020",
    ]
    assert "Why it exists." in page.select_one(".prose").get_text()


def test_a_project_says_where_it_comes_from(project, soup, fact):
    project.source_url = "https://example.org/a"
    publish(project)
    page = soup("/en/projects/training/")
    assert fact(page, "Original address") == ["example.org/a"]
    assert page.find("a", string="example.org/a")["href"] == "https://example.org/a"
    assert fact(page, "Permanent name") == [identity.iri(identity.id_of(project))]
    turtle = page.find("link", type="text/turtle")["href"]
    assert turtle == f"{identity.document_iri(identity.id_of(project))}.ttl"


def test_a_resource_offers_a_query_that_finds_it(client, project, soup):
    [link] = soup("/en/projects/training/").select("footer a[href*='?query=']")
    answer = client.get(link["href"], headers={"Accept": "application/json"}).json()
    assert answer["data"] == {
        "project": {"title": "Training in Phnom Penh", "url": "http://testserver/en/projects/training/"}
    }


def test_a_project_carries_its_json_ld(project, soup):
    document = json.loads(soup("/en/projects/training/").find("script", type="application/ld+json").string)
    assert document["@graph"][0]["@id"] == identity.iri(identity.id_of(project))
    assert document["@graph"][0]["name"] == {"en": "Training in Phnom Penh"}


def test_a_country_shows_who_links_to_it(project, soup):
    page = soup("/browse/country/KH/")
    assert page.h2.get_text(" ", strip=True) == "Projects 1"
    assert page.find("a", string="Training in Phnom Penh")["href"] == "http://testserver/en/projects/training/"


def test_a_donor_shows_its_fundings_with_amounts(project, donor, soup):
    page = soup(f"/browse/{identity.id_of(donor)}/")
    rows = [[cell.get_text(strip=True) for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [["Training in Phnom Penh", "EUR\xa01,000.50", "2020"]]


def test_more_than_twenty_links_lead_to_all_of_them(project, index, cambodia, soup):
    for number in range(1, 21):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}")
        page.country_links = [models.CountryLink(country=cambodia)]
        publish(index.add_child(instance=page))
    page = soup("/browse/country/KH/")
    assert len(page.select(".timeline tbody a:not(.more a)")) == 20
    everything = soup(page.find("a", string="All 21")["href"])
    assert [each.a.string for each in everything.select("main ul.rows > li")][-2:] == [
        "Project 20",
        "Training in Phnom Penh",
    ]


def test_a_list_is_ordered_by_name_and_has_a_line_of_facts(project, index, soup):
    for title in ("Étude", "estudio", "Area 10", "Area 9"):
        publish(index.add_child(instance=models.ProjectPage(title=title, slug=title[:2] + title[-2:].strip())))
    rows = soup("/browse/project/").select("main ul.rows > li")
    names = [row.a.string for row in rows]
    assert names == ["Area 9", "Area 10", "estudio", "Étude", "Training in Phnom Penh"]
    assert rows[-1].p.get_text(" ", strip=True).split() == (
        ["Start", "Feb", "2020", "End", "ongoing", "Countries", "Cambodia", "Donors", "Ministry", "of", "Culture"]
    )


def test_a_list_comes_in_pages_of_fifty_and_keeps_the_language(db, soup):
    for number in range(51):
        models.Theme.objects.create(labels={"en": f"Theme {number}"})
    first = soup("/browse/theme/?lang=fr")
    assert len(first.select("main ul.rows > li")) == 50
    second = soup("/browse/theme/" + first.find("a", rel="next")["href"])
    assert [each.a.string for each in second.select("main ul.rows > li")] == ["Theme 50"]
    assert second.html["lang"] == "fr"


def test_types_are_listed_with_their_numbers(project, soup):
    rows = {row.a.string: row.select_one(".count").string for row in soup("/browse/").select("main ul.rows > li")}
    assert rows["Projects"] == "1"
    assert rows["Countries"] == "2"
    assert rows["Themes"] == "0"


def test_lists_and_counts_hold_only_what_is_public(project, index, soup):
    index.add_child(instance=models.ProjectPage(title="Draft plan", slug="draft", live=False)).save_revision()
    restrict(publish(index.add_child(instance=models.ProjectPage(title="Private plan", slug="private"))))
    for address in ("/browse/", "/browse/project/", "/en/", "/en/projects/"):
        text = soup(address).get_text()
        assert "plan" not in text, address
    assert soup("/browse/project/").select_one("h1 .count").string == "1"


def test_an_index_lists_what_lies_below_it_and_nothing_beside(project, home, index, soup):
    beside = home.add_child(instance=models.ProjectIndexPage(title="Other", slug="projects-2"))
    publish(beside.add_child(instance=models.ProjectPage(title="Elsewhere", slug="elsewhere")))
    assert [each.a.string for each in soup("/en/projects/").select("main ul.rows > li")] == ["Training in Phnom Penh"]
    assert [each.a.string for each in soup("/en/projects-2/").select("main ul.rows > li")] == ["Elsewhere"]


def test_a_resource_with_a_page_leads_there(client, project):
    response = client.get(f"/browse/{identity.id_of(project)}/?lang=en")
    assert response.status_code == 302
    assert response["Location"] == "http://testserver/en/projects/training/"


def test_a_part_leads_to_the_page_that_holds_it(client, project):
    funding = identity.id_of(project.fundings.get())
    response = client.get(f"/browse/{funding}/?lang=en")
    assert response["Location"] == "http://testserver/en/projects/training/"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/browse/unicorn/", "There is no type of resource “unicorn”."),
        ("/browse/funding/", "There is no type of resource “funding”."),
        ("/browse/country/XX/", "There is no public resource “country/XX”."),
        ("/browse/unicorn/1/", "There is no public resource “unicorn/1”."),
        ("/browse/project/not-a-uuid/", "There is no public resource “project/not-a-uuid”."),
        ("/browse/country/KH/unicorns/", "Nothing is listed under “unicorns” here."),
        ("/browse/country/XX/projects/", "There is no public resource “country/XX”."),
    ],
)
def test_what_is_unknown_is_not_found_with_a_sentence(client, home, cambodia, address, sentence):
    response = client.get(address)
    assert response.status_code == 404
    assert sentence in response.content.decode()


def test_an_address_of_no_page_is_not_found_with_a_way_on(client, home):
    response = client.get("/en/nothing/")
    assert response.status_code == 404
    assert "There is nothing at this address." in response.content.decode()
    assert 'href="/browse/?lang=en"' in response.content.decode()


def test_what_was_unpublished_is_gone_and_says_what_it_was(client, project, soup):
    address = f"/browse/{identity.id_of(project)}/"
    soup(address)
    project.unpublish()
    response = client.get(address)
    assert response.status_code == 410
    assert "“Training in Phnom Penh” was public and has been withdrawn." in response.content.decode()
    assert f"Its last public version is of {project.last_published_at.day} " in response.content.decode()


def test_what_was_made_private_is_not_found_and_says_nothing(client, project, soup):
    address = f"/browse/{identity.id_of(project)}/"
    soup(address)
    restrict(project)
    response = client.get(address)
    assert response.status_code == 404
    assert "Phnom Penh" not in response.content.decode()


def test_only_reading_is_allowed(client, db):
    assert client.post("/browse/").status_code == 405
