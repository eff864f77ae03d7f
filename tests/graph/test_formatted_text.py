"""Formatted text as descriptions hold it: clean, in the order of the form, with pictures, documents and videos."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms import models
from graph.declarations import SCHEMA
from graph.identity import id_of, iri
from graph.models import Resource
from graph.text import rich_text
from tests.fixtures import public, publish

pytestmark = pytest.mark.django_db

VIDEO = "https://videos.example/watch?v=1&t=2"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Workshop")


@pytest.fixture
def picture(collection):
    file = get_test_image_file("loom.png", size=(400, 300))
    return models.ImageFile.objects.create(title="A loom", file=file, collection=collection, credit="A. Photographer")


@pytest.fixture
def rules(collection):
    file = ContentFile(b"%PDF-1.7", name="rules.pdf")
    return models.DocumentFile.objects.create(title="Rules", file=file, collection=collection)


@pytest.fixture
def page(project, picture, rules):
    project.overview = (
        "<p>First.</p>"
        f'<embed embedtype="image" id="{picture.pk}" alt="A red picture" format="left"/>'
        f'<p>See <a linktype="document" id="{rules.pk}">the rules</a>.</p>'
        f'<embed embedtype="media" url="{VIDEO.replace("&", "&amp;")}"/>'
    )
    return publish(project)


def stored(page):
    public()
    return Resource.objects.get(pk=id_of(page)).change


def overview(page):
    change = stored(page)
    return change.texts[id_of(page)].get("overview", {}).get("en", "")


def test_files_of_a_text_are_described_by_name_and_become_public(page, picture, rules):
    assert overview(page) == (
        "<p>First.</p>"
        f'<figure class="left"><img alt="A red picture" src="{iri(id_of(picture))}"></figure>'
        f'<p>See <a href="{iri(id_of(rules))}">the rules</a>.</p>'
        f'<figure><a href="{VIDEO.replace("&", "&amp;")}">videos.example</a></figure>'
    )
    assert {id_of(picture), id_of(rules)} <= public()
    statements = stored(page).nquads
    for term, target in (("image", iri(id_of(picture))), ("subjectOf", iri(id_of(rules))), ("video", VIDEO)):
        assert f"<{iri(id_of(page))}> <{SCHEMA[term]}> <{target}>" in statements


@pytest.mark.usefixtures("exact")
@pytest.mark.parametrize("hide", ["restrict", "delete"])
def test_a_file_that_is_not_public_leaves_the_words_and_no_gap(page, picture, rules, collection, hide):
    assert "A red picture" in overview(page)
    if hide == "restrict":
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    else:
        picture.delete()
        rules.delete()
    left = (
        f'<p>First.</p><p>See the rules.</p><figure><a href="{VIDEO.replace("&", "&amp;")}">videos.example</a></figure>'
    )
    assert overview(page) == left
    change = stored(page)
    for secret in ("A red picture", "Photographer", id_of(picture), id_of(rules)):
        assert secret not in f"{change.values} {change.texts} {change.nquads} {change.turtle}"
    assert not {id_of(picture), id_of(rules)} & public()


def test_a_text_that_was_a_picture_only_is_gone_with_it(project, picture):
    project.aim = f'<embed embedtype="image" id="{picture.pk}" alt="A red picture" format="left"/>'
    page = publish(project)
    assert "aim" in stored(page).texts[id_of(page)]
    picture.delete()
    assert "aim" not in stored(page).texts[id_of(page)]


def test_a_decoration_is_described_as_one(project, picture, client):
    project.overview = f'<embed embedtype="image" id="{picture.pk}" alt="" format="fullwidth"/>'
    page = publish(project)
    assert f'<img alt="" src="{iri(id_of(picture))}">' in overview(page)
    assert b'alt=""' in client.get(page.url).content


def test_readers_of_the_site_are_offered_smaller_files_of_a_picture(page, client):
    shown = BeautifulSoup(client.get(page.url).content, "html.parser")
    [choice] = shown.select(".prose figure picture")
    assert [each.name for each in choice.find_all(recursive=False)] == ["source", "source", "img"]
    assert [each["type"] for each in choice("source")] == ["image/avif", "image/webp"]
    assert choice.img["alt"] == "A red picture"
    for source in choice("source"):
        assert client.get(source["srcset"].split()[0])["Content-Type"] == source["type"]


def test_a_preview_has_the_words_of_a_picture_that_is_not_public_yet(project, picture):
    project.overview = f'<embed embedtype="image" id="{picture.pk}" alt="A red picture" format="left"/>'
    preview = project.make_preview_request().content.decode()
    assert "A red picture" in preview
    assert "A loom" in preview
    assert id_of(picture) not in public()


POISON = ['linktype="page"', *(f'linktype="{kind}" id="{number}"' for kind in ("page", "document", "nothing")
          for number in ("", "abc", "12.0", "9" * 20, "-1", "٣"))]  # fmt: skip


@pytest.mark.parametrize("attributes", POISON)
def test_a_link_that_names_nothing_leaves_its_words(db, attributes):
    assert rich_text.html(f"<p>Read <a {attributes}>this</a>.</p>") == "<p>Read this.</p>"


@pytest.mark.parametrize("attributes", ["", 'embedtype="image"', *(f'embedtype="image" id="{each}"' for each in
                         ("", "abc", "12.0", "9" * 20)), 'embedtype="media"', 'embedtype="media" url="javascript:x"',
                         'embedtype="media" url="http://[oops"'])  # fmt: skip
def test_an_embed_that_names_nothing_goes(db, attributes):
    assert rich_text.html(f"<p>Read this.</p><embed {attributes}/>") == "<p>Read this.</p>"


@pytest.mark.parametrize(
    ("written", "described"),
    [
        ('<p>a<iframe src="https://evil.example"></iframe></p>', "<p>a</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p>a</p>"),
        ("<p>a<script>x()</script></p>", "<p>a</p>"),
        ('<p>a<img src="https://evil.example/x.png" onerror="x()"></p>', "<p>a</p>"),
        ('<p>a<!--><img src="https://evil.example/x.png">--></p>', None),
        ('<p style="position:fixed">a</p><form action="/x"><input name="password"></form>', "<p>a</p>"),
        ('<p><a href="https://there.example/?a=1&amp;b=2">a</a></p>', '<p><a href="https://there.example/?a=1&amp;b=2">a</a></p>'),
    ],
)  # fmt: skip
def test_every_reader_gets_clean_html(project, client, written, described):
    project.overview = written
    page = publish(project)
    answer = client.get("/graphql/", {"query": "{ projects { nodes { overview { html } } } }"}).json()
    html = answer["data"]["projects"]["nodes"][0]["overview"]["html"]
    assert "evil" not in html
    assert html == (described or html)
    assert overview(page) == html
    assert b"evil.example" not in client.get(page.url).content


@pytest.mark.parametrize(
    "nothing", ["<p> </p>", "<p>\u200b</p>", "<p>&nbsp;</p><p>&#8203;\ufeff</p>", "<p><b></b></p>", ""]
)
def test_html_in_which_nothing_is_seen_is_nothing(db, nothing):
    assert rich_text.html(nothing) == ""


def module(home, *body):
    raw = [{"type": kind, "value": value} for kind, value in body]
    toolkit = home.add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit"))
    page = models.ToolkitModulePage(title="Module", slug="module", body=json.dumps(raw))
    return publish(toolkit.add_child(instance=page))


def test_words_of_blocks_come_in_the_order_of_the_form_and_plain_text_stays_as_written(home, client):
    step = {"title": "Step title first", "text": "<p>Step text second</p>"}
    quote = {"quotation": "3 < 4", "speaker": "A <b>", "role": ""}
    page = module(home, ("step", step), ("quote", quote))
    words = "Step title first\nStep text second\n3 < 4\nA <b>"
    assert json.dumps(words)[1:-1] in stored(page).nquads
    answer = client.get("/graphql/", {"query": "{ toolkitModules { nodes { body { text } } } }"}).json()
    assert answer["data"]["toolkitModules"]["nodes"] == [{"body": {"text": words}}]


def test_files_in_blocks_are_files_of_the_page(home, picture, rules):
    text = f'<embed embedtype="image" id="{picture.pk}" alt="A red picture" format="left"/>'
    page = module(home, ("step", {"title": "Step", "text": text}))
    assert f"<{SCHEMA.image}> <{iri(id_of(picture))}>" in stored(page).nquads
    assert id_of(picture) in public()
