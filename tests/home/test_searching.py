"""The search page: rows with marks, choices that narrow, tokens that widen, and a sentence for whatever is typed."""

import pytest
from bs4 import BeautifulSoup

from cms import models
from tests.fixtures import publish, restrict
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, db):
    def get(status=200, **query):
        response = client.get("/search/", query)
        assert response.status_code == status
        return BeautifulSoup(response.content, "html.parser")

    return get


@kept
def projects(index, cambodia, korea):
    found = []
    for number in range(3):
        page = models.ProjectPage(
            title=f"Weaving {number}", slug=f"p{number}", overview="<p>Looms &amp; <b>silk</b></p>"
        )
        page.country_links = [models.CountryLink(country=korea if number else cambodia)]
        found.append(publish(index.add_child(instance=page)))
    return found


def rows(soup):
    return [row.find("a").get_text() for row in soup.select(".result .rows > li")]


def test_what_is_found_is_shown_with_what_was_meant(projects, look):
    soup = look(q="silk")
    assert rows(soup) == ["Weaving 0", "Weaving 1", "Weaving 2"] or set(rows(soup)) == {
        f"Weaving {n}" for n in range(3)
    }
    fragment = soup.select_one(".fragment")
    assert (fragment.get_text(), fragment.mark.get_text(), fragment["lang"]) == ("Looms & silk", "silk", "en")
    assert soup.select_one("main input[name=q]")["value"] == "silk"


def test_choices_narrow_and_tokens_widen(projects, look, client):
    boxes = look(q="weaving").select("#narrow input[type=checkbox]")
    choices = {(box["name"], box["value"]) for box in boxes}
    assert choices == {("countries", "KH"), ("countries", "KR")}
    soup = look(q="weaving", countries="KR")
    assert set(rows(soup)) == {"Weaving 1", "Weaving 2"}
    assert [box["value"] for box in soup.select("#narrow input[checked]")] == ["KR"]
    [token, _] = soup.select(".tokens a")
    assert "Republic of Korea" in token.get_text()
    wider = BeautifulSoup(client.get(f"/search/{token['href']}").content, "html.parser")
    assert len(rows(wider)) == 3


def test_counts_are_those_of_each_choice_were_it_made(projects, look):
    soup = look(q="weaving", countries="country/KH")
    labels = [each.parent for each in soup.select("#narrow input[name=countries]")]
    counts = {label.select_one(".name").get_text(): label.select_one(".count").get_text() for label in labels}
    assert counts == {"Republic of Korea": "2", "Cambodia": "1"}


def test_what_is_hidden_is_in_no_row_and_no_count(projects, look):
    restrict(projects[0])
    soup = look(q="weaving")
    assert set(rows(soup)) == {"Weaving 1", "Weaving 2"}
    assert "Cambodia" not in soup.select_one(".browse").get_text()
    assert look(q="waeving").select_one("main p a").get_text() == "weaving"


def test_a_misspelt_word_leads_to_what_was_meant(projects, look, client):
    link = look(q="weavnig").select_one("main p a")
    assert link.get_text() == "weaving"
    assert len(rows(BeautifulSoup(client.get(f"/search/{link['href']}").content, "html.parser"))) == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a name"),
        ("  ", "Type a name"),
        ('AND ( "', "Nothing that is public"),
        ("*:\x00", "Nothing that is public"),
        ("xyzzy", "Nothing that is public"),
        ("weaving xyzzy", "some of them"),
        ("<script>alert(1)</script>", "some of them"),
    ],
)
def test_whatever_is_typed_there_is_a_sentence(projects, look, text, sentence):
    soup = look(q=text)
    assert sentence in soup.main.get_text()
    assert not soup.main.find("script")


def test_too_long_a_search_is_told_so(projects, look):
    assert "at most 300" in look(400, q="x" * 10_000).select_one("[role=alert]").get_text()


@pytest.mark.parametrize("unknown", [{"type": "nothing"}, {"page": "x"}, {"countries": "'"}, {"colour": "red"}])
def test_unknown_choices_and_pages_are_refused_with_a_sentence(projects, look, unknown):
    assert "“" in look(400, q="weaving", **unknown).select_one("[role=alert]").get_text()


def test_every_page_can_be_searched_from(projects, client):
    soup = BeautifulSoup(client.get("/browse/?lang=fr").content, "html.parser")
    form = soup.select_one("header form[role=search]")
    assert (form["action"], form.select_one("[name=lang]")["value"]) == ("/search/", "fr")
