"""The home page: what editors choose stands on it, a default where they chose nothing, and only what is public."""

import pytest
from bs4 import BeautifulSoup

from cms import models
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client, db):
    def get(address="/en/"):
        response = client.get(address, follow=True)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser").main

    return get


def place(home, *blocks):
    home.body = [(name, value) for name, value in blocks]
    publish(home)


def figures(page):
    return {each.select_one(".what").get_text(): each for each in page.select(".figures a")}


def test_the_default_has_search_figures_map_changes_and_three_links(project, front):
    page = front()
    assert page.select_one("form[role=search] input[name=q]")
    assert {name: each.select_one(".figure").get_text() for name, each in figures(page).items()} == {
        "Project": "1", "Countries with projects": "1", "Donors with projects": "1", "Activities": "0"
    }  # fmt: skip
    assert [each.get_text(strip=True) for each in page.select(".doors a")] == [
        "Read the toolkit", "Take the data", "Pull it into your site"
    ]  # fmt: skip
    [change] = page.select(".changes li")
    assert change.a.get_text() == "Training in Phnom Penh"
    assert change.time["datetime"]
    assert page.select_one(".atlas")


def test_every_number_and_every_link_leads_somewhere(project, front, client):
    for link in front().select("a[href]"):
        if not link["href"].startswith("#"):
            assert client.get(link["href"], follow=True).status_code == 200, link["href"]


def test_a_figure_counts_what_its_list_holds(project, front, look_at):
    for name, each in figures(front()).items():
        if name in ("Project", "Activities"):
            assert look_at(each["href"]) == int(each.select_one(".figure").get_text())


@pytest.fixture
def look_at(client):
    def count(address):
        return int(BeautifulSoup(client.get(address).content, "html.parser").select_one("h1 .count").get_text())

    return count


def test_editors_choose_what_stands_on_it(home, project, front):
    place(
        home,
        ("text", {"heading": "Welcome", "text": f'<p>See <a linktype="page" id="{project.pk}">it</a>.</p>'}),
        ("figures", {"heading": "In numbers", "figures": ["country", "project.countries", "gone", "project.gone"]}),
        ("selection", {"heading": "", "pages": [project]}),
        ("doors", {"page": project}),
    )
    page = front()
    assert [each.get_text() for each in page.select("h2")] == ["Welcome", "In numbers", "Selected"]
    assert list(figures(page)) == ["Countries", "Countries with projects"]
    assert page.select_one(".prose a[href='http://testserver/en/projects/training/']")
    assert page.find("a", string="Read the toolkit")["href"] == "http://testserver/en/projects/training/"
    assert not page.select_one(".changes, .atlas")


def test_nothing_private_stands_on_it(home, project, index, front):
    """A page that is chosen shows once it is public, and neither its name nor its address before or after."""
    draft = models.ProjectPage(title="Draft plan", slug="draft-plan", live=False)
    index.add_child(instance=draft)
    place(
        home,
        ("text", {"heading": "", "text": f'<p><a linktype="page" id="{draft.pk}">it</a></p>'}),
        ("selection", {"heading": "", "pages": [project, draft]}),
        ("doors", {"page": draft}),
        ("changes", {"heading": "", "number": 3}),
    )
    restrict(project)
    text = str(front())
    assert "Draft plan" not in text and "draft-plan" not in text
    assert "Training" not in text and "training" not in text


def test_a_language_is_asked_for_at_the_address_of_another(home, project, arabic, client, front):
    assert client.get("/en/?lang=ar")["Location"] == "http://testserver/ar/"
    assert client.get("/en/?lang=ar&preview=1")["Location"] == "http://testserver/ar/?preview=1"
    assert client.get("/ar/?lang=ar").status_code == 200
    notice = front("/en/?lang=ru").select_one(".notice")
    assert {each["lang"] for each in notice.select("a")} == {"en", "ar"}
    models.HomePage.objects.get(locale__language_code="ar").unpublish()
    assert client.get("/en/?lang=ar").status_code == 200
