"""A draft as each of its readers would have it; and that nobody else has it, nor the journal."""

import json
import re
from html import unescape

import pytest
from django.utils.html import strip_tags

from cms import models
from graph import identity, replica
from graph.models import Change
from graph.presentation import drafted
from graph.replica import overlaid
from tests.fixtures import public

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(project, korea):
    """Return a published page with changes that are not."""
    public()
    page = project.get_latest_revision_as_object()
    page.title, page.aim = "Not yet told", "<p>A secret aim.</p>"
    page.country_links = [models.CountryLink(country=korea)]
    return page


def previewed(page, rf, mode):
    return page.make_preview_request(rf.get("/"), mode).content.decode()


def answer(html):
    return json.loads(unescape(strip_tags(re.findall("<pre.*?</pre>", html, re.S)[0])))


def test_as_a_graphql_answer(draft, rf):
    found = answer(previewed(draft, rf, "graphql"))
    assert "errors" not in found
    project = found["data"]["project"]
    assert project["title"] == "Not yet told" and "A secret aim." in project["aim"]["html"]
    assert project["countries"] == {"totalCount": 1, "nodes": [{"title": "Republic of Korea"}]}
    assert project["donors"]["nodes"] == [{"title": "Ministry of Culture"}]


def test_a_page_that_was_never_public_has_a_graphql_answer_too(index, rf):
    page = index.add_child(instance=models.ProjectPage(title="New", slug="new", live=False))
    assert answer(previewed(page, rf, "graphql"))["data"]["project"]["title"] == "New"


@pytest.mark.parametrize("mode", ["", "turtle", "search", "graphql"])
def test_every_mode_shows_the_draft_and_nothing_is_written(draft, rf, mode):
    before = Change.objects.count()
    assert "Not yet told" in previewed(draft, rf, mode)
    assert Change.objects.count() == before


def test_nobody_else_sees_a_draft_while_it_is_previewed(draft, client):
    asked = {"query": f'{{ project(id: "{identity.iri(identity.id_of(draft))}") {{ title }} }}'}
    with overlaid(drafted(draft)):
        pass
    found = client.post("/graphql/", asked, content_type="application/json").json()
    assert found["data"]["project"]["title"] == "Training in Phnom Penh"


def test_an_overlay_ends_even_if_the_preview_fails(draft):
    with pytest.raises(ZeroDivisionError), overlaid(drafted(draft)):
        1 / 0  # noqa: B018
    with replica.reading() as graph:
        assert graph.node(identity.id_of(draft))["values"]["title"] == {"en": "Training in Phnom Penh"}


def test_as_the_search_of_the_website_shows_it(project, rf, client):
    public()
    found = client.get("/search/", {"q": project.title, "lang": "en"}).content.decode()
    previewed_page = previewed(project, rf, "search")
    result = re.compile(r'<ul class="rows">\s*<li>(.*?)</li>', re.S)
    assert "Cambodia" in result.search(found)[1]
    assert result.search(previewed_page)[1].split() == result.search(found)[1].split()
