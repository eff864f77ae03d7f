"""The page of a module: its place on the learning path, its blocks, and what its case studies link to."""

import pytest
from django.core.files.base import ContentFile

from cms import models
from tests.fixtures import publish
from tests.kept import kept

pytestmark = pytest.mark.django_db


@kept
def modules(index, project, cambodia):
    """Return two modules of a toolkit; the second builds on the first."""
    toolkit = publish(index.add_child(instance=models.ToolkitPage(title="Policies together", slug="toolkit")))
    first = publish(toolkit.add_child(instance=models.ToolkitModulePage(title="Mapping", slug="mapping")))
    second = models.ToolkitModulePage(title="Listening", slug="listening", duration="Half a day")
    study = {"title": "A theatre", "text": "<p>Early.</p>", "projects": [project.pk], "countries": [cambodia.pk]}
    titled = {"title": "Time enough", "text": "<p>Plan <b>slowly</b>.</p>"}
    second.body = second._meta.get_field("body").to_python(
        [{"type": name, "value": titled} for name in ("step", "success_factor", "risk_factor", "good_practice")]
        + [{"type": "case_study", "value": study}, {"type": "exercise", "value": titled | {"duration": "an hour"}}]
    )
    second.prerequisite_links = [models.Prerequisite(module=first)]
    second = publish(toolkit.add_child(instance=second))
    toolkit.module_links = [models.ModuleLink(module=second), models.ModuleLink(module=first)]
    publish(toolkit)
    return first, second


def test_a_module_says_what_comes_before_and_after_it(modules, soup):
    first, second = modules
    texts = [" ".join(soup(each.full_url).select_one("nav.place").get_text(" ").split()) for each in modules]
    assert texts == [
        "Policies together 1 of 2 After this: Listening",
        "Policies together 2 of 2 Before this: Mapping",
    ]


def test_each_kind_of_block_says_what_it_is(modules, soup):
    page = soup(modules[1].full_url).select_one(".prose")
    kinds = [each.get_text(strip=True) for each in page.select(".definition")]
    assert kinds == ["Success factor", "Risk factor", "Good practice", "Case study", "Exercise, an hour"]
    assert page.select_one("ol.steps > li.step > h3").get_text() == "Time enough"
    assert page.select_one(".step b").get_text() == "slowly"


@pytest.mark.parametrize(
    ("source", "links"),
    [("https://example.org/study", ["https://example.org/study"]), ("javascript:alert(1)", []), ("", [])],
)
def test_the_source_of_a_good_practice_is_a_link_to_a_page_and_runs_nothing(modules, soup, source, links):
    practice = {"title": "Time enough", "text": "<p>Plan.</p>", "source": source}
    second = modules[1]
    second.body = second._meta.get_field("body").to_python([{"type": "good_practice", "value": practice}])
    page = soup(publish(second).full_url)
    assert [each["href"] for each in page.select("section.note a")] == links


def test_what_helps_stands_beside_what_endangers(modules, soup):
    beside = soup(modules[1].full_url).select(".factors > .factor")
    assert [each["class"] for each in beside] == [["factor", "success"], ["factor", "risk"]]


def test_documents_of_a_block_are_public_with_the_module(modules, soup, client):
    _first, second = modules
    document = models.DocumentFile.objects.create(title="Checklist", file=ContentFile(b"One, two.", "checklist.txt"))
    block = {"type": "documents", "value": {"title": "To print", "documents": [document.pk]}}
    second.body = second._meta.get_field("body").to_python([block])
    second = publish(second)
    link = soup(second.full_url).select_one(".note li a")
    assert link.get_text(strip=True) == "Checklist"
    query = """{ toolkitModules { nodes { documents { nodes { title } } body { content {
        ... on DocumentsBlock { title documents { ... on Document { title } } } } } } } }"""
    nodes = client.get("/graphql/", {"query": query}).json()["data"]["toolkitModules"]["nodes"]
    assert {"documents": {"nodes": [{"title": "Checklist"}]}, "body": {"content": [
        {"title": "To print", "documents": [{"title": "Checklist"}]}]}} in nodes  # fmt: skip
    second.body = []
    publish(second)
    assert client.get(f"/data/document/{document.key}.ttl").status_code in (404, 410)


def test_a_case_study_links_to_its_projects_and_countries_while_they_are_public(modules, project, soup):
    links = soup(modules[1].full_url).select("aside.note a")
    assert [each.get_text() for each in links] == ["Training in Phnom Penh", "Cambodia"]
    project.unpublish()
    assert [each.get_text() for each in soup(modules[1].full_url).select("aside.note a")] == ["Cambodia"]
