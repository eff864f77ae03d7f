"""/llms.txt: in the form that https://llmstxt.org asks for, with addresses that answer."""

import re

import pytest

from graph.declarations import registry
from graph.publishing.distributions import distributions
from tests.fixtures import restrict

pytestmark = pytest.mark.django_db
LINK = re.compile(r"^- \[[^\]]+\]\(([^)]+)\)")


@pytest.fixture
def text(client, project):
    return lambda: client.get("/llms.txt").content.decode()


def test_it_has_a_heading_a_summary_and_sections_of_links(text):
    lines = [each for each in text().splitlines() if each]
    assert [lines[0][:2], lines[1][:2]] == ["# ", "> "]
    assert [each for each in lines if each.startswith("# ")] == lines[:1]
    sections = text().split("\n## ")[1:]
    assert [each.partition("\n")[0] for each in sections] == ["Pages", "Types", "Ask", "Data", "Optional"]
    for section in sections:
        assert all(LINK.match(line) for line in section.splitlines()[1:] if line), section


def test_every_address_answers(text, client):
    addresses = [found[1] for line in text().splitlines() if (found := LINK.match(line))]
    assert {each.address for each in distributions() if each.declared is None} <= set(addresses)
    for address in addresses:
        status = client.get(address, headers={"Accept": "text/html, */*;q=0.8"}).status_code
        assert status == (405 if address.endswith("/mcp") else 200), address


def test_types_are_those_that_are_declared_and_have_something_public(text, project):
    slugs = set(re.findall(r"/browse/([a-z-]+)\.md", text()))
    assert {"project", "country", "organisation"} <= slugs <= {each.graph_type.slug for each in registry().resources}
    restrict(project)
    assert "/browse/project.md" not in text() and "/browse/organisation.md" not in text()


def test_it_is_revalidated(client, project):
    first = client.get("/llms.txt")
    assert first["Content-Type"] == "text/plain; charset=utf-8"
    assert client.get("/llms.txt", headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get("/llms.txt", headers={"Accept-Language": "fr"}).content == first.content
    restrict(project)
    assert client.get("/llms.txt", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_every_page_leads_to_it(client, project):
    assert b'href="/llms.txt"' in client.get("/en/projects/training/").content
