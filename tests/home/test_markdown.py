"""Pages as Markdown: the same facts at the address with `.md`, and for clients that prefer Markdown; nothing more."""

import json
import re
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from markdown import markdown as to_html
from wagtail.models import PageViewRestriction

from cms import models
from graph.identity import id_of, iri
from home import markdown
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db
ADDRESS = "/en/projects/training/"
PREFERS = {"Accept": "text/markdown, text/html;q=0.9, */*;q=0.1"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def read(client):
    """Get an address, which must answer with Markdown after redirects."""

    def get(address, client=client, **headers):
        response = client.get(address, headers=headers, follow=True)
        assert response.status_code == 200, address
        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        return response.content.decode()

    return get


def metadata(text):
    """Return the head's YAML, of which each value is written as JSON."""
    lines = (line.split(": ", 1) for line in text.split("---\n")[1].splitlines())
    return {name: json.loads(value) for name, value in lines}


def test_a_project_has_its_facts_with_iris(read, project, donor):
    text = read("/en/projects/training.md")
    assert "# Training in Phnom Penh\n" in text
    assert f"- **Countries**: [Cambodia]({iri('country/KH')})\n" in text
    assert f"| [Ministry of Culture]({iri(id_of(donor))}) | EUR 1,000.50 | 2020 |" in text.replace("\xa0", " ")
    assert "Why it exists." in text


def test_the_head_names_the_resource_its_page_its_version_and_its_data(read, project, client):
    head = metadata(read("/en/projects/training.md"))
    assert (head["iri"], head["type"], head["language"]) == (iri(id_of(project)), "project", "en")
    assert head["url"] == f"http://testserver{ADDRESS}"
    assert client.get(head["data"]).status_code == 200
    before = head["version"]
    project.title = "Renamed"
    publish(project)
    assert metadata(read("/en/projects/training.md"))["version"] > before


@pytest.mark.parametrize(
    "address",
    [ADDRESS, "/en/", "/en/projects/", "/browse/", "/browse/country/", "/browse/country/KH/", "/search/?q=training",
     "/browse/country/KH/projects/"],
)  # fmt: skip
def test_the_suffix_and_the_header_give_the_same(read, client, project, address):
    by_header = read(address, **PREFERS)
    path, _, query = address.partition("?")
    assert read(f"{path.rstrip('/')}.md" + (f"?{query}" if query else "")) == by_header
    assert by_header.startswith(("# ", "---\n"))
    page = client.get(address, headers=BROWSER)
    assert page["Content-Type"].startswith("text/html")
    assert "Accept" in page["Vary"]
    [offered] = re.findall(r'<([^>]+)>; rel="alternate"; type="text/markdown"', page["Link"])
    assert read(offered) == by_header


@pytest.mark.parametrize(
    ("address", "says"), [("/dataset", "Resources"), ("/vocab", "A project of cultural cooperation.")]
)
def test_the_pages_about_data_and_terms_are_markdown_too(read, client, project, address, says):
    text = read(f"{address}.md")
    assert text.startswith("# ") and says in text and "<div" not in text
    assert read(address, **PREFERS) == text
    assert client.get(address, headers=BROWSER)["Content-Type"].startswith("text/html")
    assert client.get(address, headers={"Accept": "text/turtle"})["Content-Type"].startswith("text/turtle")


def test_pages_are_in_their_language(read, arabic, project):
    assert "# تدريب في بنوم بنه" in read("/ar/projects/training-ar.md")
    head = metadata(read("/ar/projects/training-ar.md"))
    assert (head["language"], set(head["translations"])) == ("ar", {"ar", "en"})
    country = read("/browse/country/KH.md?lang=fr")
    assert "# Cambodge" in country
    assert "Training in Phnom Penh" in country and "(en)" in country, "a name in another language says so"


def test_the_name_of_a_resource_leads_to_its_markdown(client, read, project):
    for headers, suffix in ((PREFERS, ""), ({}, ".md")):
        response = client.get(f"/id/{id_of(project)}{suffix}", headers=headers)
        assert (response.status_code, response["Location"]) == (303, "http://testserver/en/projects/training.md")
    assert "# Cambodia" in read("/id/country/KH.md")
    funding = project.fundings.get()
    assert "# Training in Phnom Penh" in read(f"/id/{id_of(funding)}.md")
    assert client.get("/id/country/KH", headers={"Accept": "text/turtle"})["Location"].endswith(".ttl")
    assert client.get("/id/country/XX.md").status_code == 404


def test_an_address_that_moved_leads_to_markdown(client, project):
    project.slug = "course"
    publish(project)
    response = client.get("/en/projects/training.md")
    assert (response.status_code, urlsplit(response["Location"]).path) == (301, "/en/projects/course.md")
    response = client.get(f"/browse/{id_of(project)}.md")
    assert (response.status_code, urlsplit(response["Location"]).path) == (302, "/en/projects/course.md")


def test_a_client_that_has_the_text_gets_nothing_again(client, project):
    first = client.get("/en/projects/training.md")
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get("/en/projects/training.md", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    project.aim = "<p>Another aim.</p>"
    publish(project)
    assert client.get("/en/projects/training.md", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_blocks_and_sections_keep_their_words_and_order(read, activity):
    text = read(f"{activity.url.rstrip('/')}.md")
    places = [text.index(each) for each in ("Who \\<came\\>", "the training", "It helped.", "A participant, Director")]
    assert places == sorted(places)
    assert "[the training](http://testserver/en/projects/training/)" in text


def test_a_list_is_read_to_its_end(read, client, index, monkeypatch):
    monkeypatch.setattr("home.listing.PAGE_SIZE", 2)
    for number in range(5):
        publish(index.add_child(instance=models.ProjectPage(title=f"Project {number}", slug=f"p{number}")))
    found, address = [], "/browse/project.md"
    while address:
        text = read(address)
        found += re.findall(r"Project \d", text)
        [address] = re.findall(r"\[Next\]\((.*)\)", text) or [None]
    assert found == [f"Project {number}" for number in range(5)]


@pytest.mark.parametrize(
    "text",
    ["a_b *c* `d`", "# 1. heading", "12. October", "[x](javascript:y)", "- item", "back\\slash", "+ plus", "1.72"],
)
def test_a_text_means_itself(text):
    assert to_html(markdown.escaped(text)) == f"<p>{text}</p>"


def test_a_text_begins_no_element_and_ends_no_cell():
    assert markdown.escaped("<b>x</b> a | b ~~c~~") == r"\<b\>x\</b\> a \| b \~\~c\~\~"


HIDING = {
    "private": lambda page: restrict(page),
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
}


@pytest.mark.parametrize("way", HIDING)
def test_nothing_hidden_is_in_any_markdown(client, read, project, donor, way):
    addresses = ["/en/projects/training.md", f"/id/{id_of(project)}.md", f"/browse/{id_of(project)}.md",
                 f"/browse/{id_of(donor)}.md"]  # fmt: skip
    lists = ["/en.md", "/en/projects.md", "/browse/project.md", "/browse/country/KH.md", "/search.md?q=training",
             "/browse/country/KH/projects.md", "/browse/organisation.md"]  # fmt: skip
    assert all("Training in Phnom Penh" in read(each) for each in lists[:-1])
    HIDING[way](project)
    for address in addresses:
        response = client.get(address)
        assert response.status_code in (302, 404, 410), address
        assert ".md" not in response.get("Location", "")
        assert way != "private" or b"Phnom Penh" not in response.content
    for address in lists:
        text = client.get(address).content.decode()
        assert "Phnom Penh" not in text and "Ministry" not in text, address


def test_a_private_page_is_markdown_for_those_who_may_read_it_alone(client, editor, project):
    restrict(project)
    response = editor.get("/en/projects/training.md")
    assert "# Training in Phnom Penh" in response.content.decode()
    assert "private" in response["Cache-Control"]
    assert "version" not in metadata(response.content.decode())
    assert client.logout() is None and client.get("/en/projects/training.md").status_code == 302


def test_a_page_with_a_password_asks_for_it(client, project):
    PageViewRestriction.objects.create(page=project, restriction_type="password", password="loom")
    response = client.get("/en/projects/training.md")
    assert response["Content-Type"].startswith("text/html")
    assert b"Phnom Penh" not in response.content


def test_what_is_withdrawn_says_so(client, project):
    resource = id_of(project)
    project.unpublish()
    response = client.get(f"/browse/{resource}.md")
    assert (response.status_code, response["Content-Type"]) == (410, "text/markdown; charset=utf-8")
    assert "has been withdrawn" in response.content.decode()


def test_an_uploaded_file_of_this_suffix_stays_a_file(client, project):
    document = models.DocumentFile.objects.create(title="Notes", file=ContentFile(b"# Notes", name="notes.md"))
    project.document_links.create(document=document)
    publish(project)
    assert b"".join(client.get(document.url)) == b"# Notes"


@pytest.mark.parametrize(
    "address", ["/admin.md", "/graphql.md", "/en/nothing.md", "/browse/nothing.md", "/.md", "/x.md"]
)
def test_there_is_no_markdown_of_other_addresses(client, project, address):
    assert client.get(address).status_code == 404
