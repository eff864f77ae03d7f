"""Formatted text and its blocks: each form has a type, an id that stays, and links that are led to what is public."""

import json

import pytest

from cms import models
from graph.identity import id_of, iri
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db


BLOCKS = """{ toolkitModules { nodes { body { content {
    __typename id type
    ... on HeadingBlock { value }
    ... on ParagraphBlock { richText { lang html text json } }
    ... on QuoteBlock { quotation speaker role }
    ... on ProjectBlock { resource { title } }
    ... on CaseStudyBlock { title text { text } projects { title } countries { title } }
    ... on GoodPracticeBlock { source }
} } } } }"""


@pytest.fixture
def module(home, project, cambodia, index):
    """Return a module with a block of each form; the second project of its case study is a draft."""
    draft = index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False))
    toolkit = home.add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit"))
    paragraph = f'<p>As <a linktype="page" id="{project.pk}">there</a></p>'
    case = {"title": "Case", "text": "<p>Words</p>", "projects": [project.pk, draft.pk], "countries": [cambodia.pk]}
    body = [
        ("heading", "Aims"),
        ("paragraph", paragraph),
        ("quote", {"quotation": "So it is", "speaker": "Somebody", "role": ""}),
        ("project", project.pk),
        ("case_study", case),
        ("good_practice", {"title": "Share", "text": "", "source": project.full_url}),
    ]
    raw = [
        {"type": name, "value": value, "id": f"00000000-0000-4000-8000-00000000000{n}"}
        for n, (name, value) in enumerate(body)
    ]
    return publish(
        toolkit.add_child(instance=models.ToolkitModulePage(title="Module", slug="module", body=json.dumps(raw)))
    )


def test_blocks_have_types_of_their_own(ask, module, project):
    [node] = ask(BLOCKS)["toolkitModules"]["nodes"]
    heading, paragraph, quote, chosen, case, practice = node["body"]["content"]
    assert [each["id"] for each in node["body"]["content"]] == [block.id for block in module.body]
    assert (heading["__typename"], heading["type"], heading["value"]) == ("HeadingBlock", "heading", "Aims")
    there = f'<a data-resource="{iri(id_of(project))}" href="{project.full_url}">there</a>'
    assert paragraph["richText"]["html"] == f"<p>As {there}</p>"
    assert (paragraph["richText"]["lang"], paragraph["richText"]["text"]) == ("en", "As there")
    assert (quote["quotation"], quote["speaker"], quote["role"]) == ("So it is", "Somebody", "")
    assert chosen["resource"] == {"title": project.title}
    assert case["projects"] == [{"title": project.title}]
    assert (case["countries"], case["text"]) == ([{"title": "Cambodia"}], {"text": "Words"})
    assert practice["source"] == project.full_url


def test_texts_lead_to_texts_and_triples_of_others(ask, module, project):
    """What the first texts lead to has long texts of its own, and what came with the first has triples."""
    project.overview = "<p>Far away</p>"
    publish(project)
    leading = """{ toolkitModules { nodes { body { content { ... on ProjectBlock {
        resource { jsonld ... on Project { overview { text } } } } } } } } }"""
    content = ask(leading)["toolkitModules"]["nodes"][0]["body"]["content"]
    [found] = [block["resource"] for block in content if block]
    assert found["overview"] == {"text": "Far away"}
    assert found["jsonld"]["@graph"][0]["schema:name"] == {"en": project.title}


def test_texts_in_blocks_say_when_they_fall_back(ask, module):
    query = """{ toolkitModules { nodes { body(lang: "ru") { isFallback content {
        ... on ParagraphBlock { richText { lang isFallback } }
    } } } } }"""
    body = ask(query)["toolkitModules"]["nodes"][0]["body"]
    assert body["isFallback"]
    assert {"richText": {"lang": "en", "isFallback": True}} in body["content"]


def test_a_block_keeps_its_id_and_loses_what_is_hidden(ask, module, project):
    before = [each["id"] for each in ask(BLOCKS)["toolkitModules"]["nodes"][0]["body"]["content"]]
    restrict(project)
    content = {each["__typename"]: each for each in ask(BLOCKS)["toolkitModules"]["nodes"][0]["body"]["content"]}
    assert [each["id"] for each in content.values()] == before
    assert content["ParagraphBlock"]["richText"]["html"] == "<p>As there</p>"
    assert content["ProjectBlock"]["resource"] is None
    assert content["CaseStudyBlock"]["projects"] == []
    assert content["GoodPracticeBlock"]["source"] != project.full_url


def test_formatted_text_is_a_tree_with_absolute_links(ask, index, project):
    hidden = publish(index.add_child(instance=models.ProjectPage(title="Hidden", slug="hidden")))
    project.overview = (
        f'<h3>Aim</h3><p>See <a linktype="page" id="{index.pk}">the list</a>, <b>our <i>own</i></b> '
        f'<a linktype="page" id="{project.pk}">page</a>, <a linktype="page" id="{hidden.pk}">another</a> and '
        '<a href="https://example.org/">more</a>.</p><ul><li>One</li></ul>'
    )
    publish(project)
    restrict(hidden)
    [node] = ask("{ projects { nodes { id url overview { json html } } } }")["projects"]["nodes"]
    heading, paragraph, listed = node["overview"]["json"]
    assert heading == {"type": "heading", "level": 3, "children": [{"text": "Aim"}]}
    assert listed["children"] == [{"type": "list-item", "children": [{"text": "One"}]}]
    assert paragraph["children"][-7:] == [
        {"text": "our ", "bold": True},
        {"text": "own", "bold": True, "italic": True},
        {"text": " "},
        {"type": "link", "url": node["url"], "resource": node["id"], "children": [{"text": "page"}]},
        {"text": ", another and "},
        {"type": "link", "url": "https://example.org/", "children": [{"text": "more"}]},
        {"text": "."},
    ]
    assert node["url"].startswith("http")
    assert "linktype" not in node["overview"]["html"]
    assert f' href="{node["url"]}">page</a>' in node["overview"]["html"]


def test_the_parts_of_a_block_are_in_the_order_of_the_form_on_every_database(ask, module):
    query = "{ toolkitModules { nodes { body { blocks } } } }"
    blocks = ask(query)["toolkitModules"]["nodes"][0]["body"]["blocks"]
    form = models.ToolkitModulePage._meta.get_field("body").stream_block.child_blocks
    structures = [each for each in blocks if isinstance(each["value"], dict) and each["type"] != "project"]
    assert len(structures) == 3
    for each in structures:
        assert list(each) == ["id", "type", "value"]
        assert list(each["value"]) == [name for name in form[each["type"]].child_blocks if name in each["value"]]
