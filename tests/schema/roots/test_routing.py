"""Pages of a partner site: a resource by its address, pages above it, its picture, its lines for search engines."""

import pytest

from cms import models
from tests.fixtures import publish, restrict
from tests.schema.conftest import code

AT = "query ($url: String!) { resource(url: $url) { id path slug } }"


@pytest.fixture
def workshop(project):
    """Return an activity below a project."""
    page = project.add_child(
        instance=models.ActivityPage(title="Closing workshop", slug="closing-workshop", kind="workshop", live=False)
    )
    return publish(page)


def test_a_page_is_found_by_its_address_or_path(ask, workshop):
    address = ask('{ activity(slug: "closing-workshop") { id url } }')["activity"]
    expected = {
        "id": address["id"],
        "path": "/en/projects/training/closing-workshop/",
        "slug": "closing-workshop",
    }
    for url in (address["url"], f"{address['url']}?after=zz#top", expected["path"], expected["path"].rstrip("/")):
        assert ask(AT, url=url)["resource"] == expected, url
    for url in ("http://elsewhere.example.org/en/projects/training/", "/en/projects/", "", "nonsense"):
        assert ask(AT, url=url)["resource"] is None, url


def test_an_address_that_a_page_has_left_leads_to_it(ask, project):
    assert ask(AT, url="/en/projects/training/")["resource"]
    project.slug = "seminar"
    publish(project)
    assert ask(AT, url="/en/projects/training/")["resource"]["path"] == "/en/projects/seminar/"


def test_a_resource_without_a_page_is_found_where_the_website_shows_it(ask, cambodia):
    found = ask('{ country(code: "KH") { id url } }')["country"]
    assert ask(AT, url=found["url"])["resource"] == {"id": found["id"], "path": "/browse/country/KH/", "slug": None}
    assert ask(AT, url=found["url"].replace("KH", "XX"))["resource"] is None


def test_nothing_is_found_at_the_address_of_a_page_that_is_private(ask, workshop):
    assert ask(AT, url="/en/projects/training/closing-workshop/")["resource"]
    restrict(workshop)
    assert ask(AT, url="/en/projects/training/closing-workshop/")["resource"] is None


def test_a_resource_is_asked_for_by_iri_or_address_not_both(post, project):
    for arguments in ("", '(iri: "x", url: "y")'):
        response = post(f"{{ resource{arguments} {{ id }} }}")
        assert response.json()["errors"][0]["message"] == "resource needs exactly one of: iri, url."


def test_the_pages_above_a_page_are_its_breadcrumb(ask, workshop):
    fields = "parent { title } breadcrumb { title }"
    answer = ask(f'{{ activity(slug: "closing-workshop") {{ {fields} }} project(slug: "training") {{ {fields} }} }}')
    above = {"title": "Training in Phnom Penh"}
    assert answer["activity"] == {"parent": above, "breadcrumb": [above]}
    assert answer["project"] == {"parent": None, "breadcrumb": []}


def test_a_part_stands_below_what_it_belongs_to(ask, project):
    answer = ask('{ project(slug: "training") { fundings { nodes { parent { title } breadcrumb { slug } } } } }')
    [funding] = answer["project"]["fundings"]["nodes"]
    assert funding == {"parent": {"title": "Training in Phnom Penh"}, "breadcrumb": [{"slug": "training"}]}


def test_a_slug_that_several_have_is_refused_with_their_addresses(post, ask, index, workshop):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other", overview="<p>O.</p>")))
    page = models.ActivityPage(title="Another", slug="closing-workshop", kind="workshop", live=False)
    publish(other.add_child(instance=page))
    response = post('{ activity(slug: "closing-workshop") { title } }')
    message = response.json()["errors"][0]["message"]
    assert code(response) == "BAD_USER_INPUT"
    assert "2 of activities have the slug 'closing-workshop'" in message
    for path in ("/en/projects/training/closing-workshop/", "/en/projects/other/closing-workshop/"):
        assert path in message
        assert ask(AT, url=path)["resource"]["path"] == path


def test_what_editors_write_for_search_engines_is_there_by_language(ask, project):
    fields = '{ project(slug: "training") { seoTitle seoDescription } }'
    assert ask(fields)["project"] == {"seoTitle": None, "seoDescription": None}
    project.seo_title, project.search_description = "Training | Culture", "How officials were trained."
    publish(project)
    assert ask(fields)["project"] == {"seoTitle": "Training | Culture", "seoDescription": "How officials were trained."}
