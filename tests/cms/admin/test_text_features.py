"""Whatever an editor of formatted text offers, in whichever field or block, readers get once it is published."""

import html
import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail import blocks
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.fields import RichTextField, StreamField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms import models
from graph.declarations import SCHEMA, camel_case, registry
from graph.identity import id_of, iri
from graph.text import editors, markup
from tests.forms import form_data
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

VIDEO = "https://www.videos.example/watch?v=1"
PAGES = [each for each in (declared.model for declared in registry().types.values()) if issubclass(each, Page)]


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()


@pytest.fixture
def picture(db):
    file = get_test_image_file("loom.png", size=(400, 300))
    return models.ImageFile.objects.create(title="A loom", file=file, credit="A. Photographer")


@pytest.fixture
def rules(db):
    return models.DocumentFile.objects.create(title="Rules", file=ContentFile(b"%PDF-1.7", name="rules.pdf"))


@pytest.fixture
def samples(project, picture, rules):
    """Wagtail's database HTML of each feature."""
    # What its provider says of it, so that the form asks nobody.
    Embed.objects.create(url=VIDEO, hash=get_embed_hash(VIDEO), type="video", html="<iframe></iframe>", title="Weaving")
    return {
        "h2": "<h2>Second</h2>",
        "h3": "<h3>Third</h3>",
        "h4": "<h4>Fourth</h4>",
        "bold": "<p><b>Bold</b></p>",
        "italic": "<p><i>Italic</i></p>",
        "ol": "<ol><li>Numbered</li></ol>",
        "ul": "<ul><li>Dotted</li></ul>",
        "hr": "<hr/>",
        "link": f'<p><a linktype="page" id="{project.pk}">Linked</a></p>',
        "document-link": f'<p>See <a linktype="document" id="{rules.pk}">the rules</a>.</p>',
        "image": f'<embed embedtype="image" id="{picture.pk}" alt="A red picture" format="left"/>',
        "embed": f'<embed embedtype="media" url="{VIDEO}"/>',
    }


@pytest.fixture
def pages(home, index, project):
    """Return a draft of each type of page, its texts empty."""
    project.sections = [models.Section(title="Section")]
    project.save_revision()
    toolkit = home.add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit", live=False))
    parents = {models.ToolkitModulePage: toolkit}
    made = {models.ProjectPage: project, models.ToolkitPage: toolkit}
    for model in PAGES:
        if model not in made:
            parent = parents.get(model, index)
            made[model] = parent.add_child(instance=model(title=f"A {model.__name__}", slug=model.__name__, live=False))
    return made


def filled(block, text):
    """Return a value with the text for each block that is formatted, and something for all that a form requires."""
    if isinstance(block, blocks.RichTextBlock):
        return text
    if isinstance(block, blocks.ListBlock):
        return {"count": "0"}
    if isinstance(block, blocks.StructBlock):
        return {name: filled(child, text) for name, child in block.child_blocks.items()}
    return "https://there.example/" if isinstance(block, blocks.URLBlock) else "Something"


def texts(model, data, text):
    """Form data with the text in every formatted field and block of the page and of its rows."""
    found = {}
    for field in model._meta.get_fields():
        if isinstance(field, RichTextField):
            found[field.name] = text
        elif isinstance(field, StreamField):
            kinds = field.stream_block.child_blocks.items()
            offering = [(name, filled(each, text)) for name, each in kinds if any(editors.of_blocks(name, each))]
            found |= nested_form_data({field.name: streamfield(offering)})
    rows = {f"sections-0-{name}": text for name in ("short_description", "body") if "sections-0-title" in data}
    return data | found | rows


def formatted(model):
    """Return names of the formatted fields and blocks of the page itself."""
    names = [name for name, _features in editors.offered()]
    return [name for name in names if name.startswith(f"{model.__name__}.")]


def test_there_is_a_sample_of_each_feature_and_each_has_a_reader(samples):
    offered = set().union(*(features for _name, features in editors.offered()))
    assert offered == samples.keys() == set(markup.OFFERED)
    assert offered <= markup.READ.keys()


@pytest.mark.parametrize("model", mostly_slow(PAGES, 2), ids=lambda model: model.__name__)
def test_what_the_form_sends_is_on_the_site_in_graphql_and_in_rdf(admin_client, client, pages, samples, model, request):
    picture, rules, project = (request.getfixturevalue(name) for name in ("picture", "rules", "project"))
    address = f"/admin/pages/{pages[model].pk}/edit/"
    text = rich_text("".join(samples.values()), features=markup.OFFERED)
    data = texts(model, form_data(admin_client.get(address)), text)
    response = admin_client.post(address, data | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors
    page = model.objects.get(pk=pages[model].pk)
    places = len(formatted(model)) + 2 * ("sections-0-title" in data)

    soup = BeautifulSoup(client.get(page.url).content, "html.parser").find("main")
    shown = soup.find_all("img", alt="A red picture")
    assert len(shown) == places
    assert all(client.get(each["src"], follow=True).status_code == 200 for each in shown)
    assert {each.find_parent("figure").find("figcaption").text for each in shown} == {"A. Photographer"}
    assert len(soup.find_all("a", href=VIDEO)) == len(soup.find_all("a", string="the rules")) == places
    assert not soup.find_all("iframe")
    words = {"Second": "h2", "Third": "h3", "Fourth": "h4", "Bold": "b", "Italic": "i", "Linked": "a"}
    for word, element in (words | {"Numbered": "li", "Dotted": "li"}).items():
        assert len(soup.find_all(element, string=word)) == places, word

    nt = client.get(f"/data/{id_of(page)}.nt").content.decode()
    stated = {(line.split()[1], line.split()[2]) for line in nt.splitlines()}
    for term, target in (("image", iri(id_of(picture))), ("subjectOf", iri(id_of(rules))), ("video", VIDEO)):
        assert (f"<{SCHEMA[term]}>", f"<{target}>") in stated
    assert "Numbered" in nt

    for kind, name, value in graphql_texts(client, page):
        said = json.dumps(value)
        for expected in ("A red picture", "A. Photographer", VIDEO, "the rules", "<h2>Second</h2>", "<b>Bold</b>"):
            assert expected in said or json.dumps(expected)[1:-1] in said, (kind, name, expected)
        assert project.url in said


LONG = {
    "RichText": """{ html json text images { alternativeText credit image { id ... on Image { width } } }
        documents { id } embeds { url provider } }""",
    "Stream": "{ blocks text }",
}


def graphql_texts(client, page):
    """Yield each formatted text of the page and its sections, as GraphQL has it."""
    for kind in registry().types.values():
        of_page = kind.name == page.graph_type.name
        if not of_page and kind.name != "Section":
            continue
        long = {name: type(field).__name__ for name, field in kind.fields.items() if type(field).__name__ in LONG}
        fields = " ".join(f"{camel_case(name)} {LONG[each]}" for name, each in long.items())
        ids = [iri(id_of(page))] if of_page else [iri(id_of(each)) for each in page.sections.all()]
        for each in ids:
            query = f'{{ node(id: "{each}") {{ ... on {kind.name} {{ {fields} }} }} }}'
            answer = client.post("/graphql/", {"query": query}, content_type="application/json").json()
            assert "errors" not in answer, answer
            yield from ((kind.name, name, value) for name, value in answer["data"]["node"].items() if value)


@pytest.mark.parametrize("model", mostly_slow(PAGES, 2), ids=lambda model: model.__name__)
def test_a_text_that_is_not_formatted_text_is_refused_wherever_it_is_and_shown_again(admin_client, pages, model):
    address = f"/admin/pages/{pages[model].pk}/edit/"
    data = form_data(admin_client.get(address))
    data = {name: value for name, value in data.items() if not name.startswith("comments")}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    places = len(formatted(model)) + 2 * ("sections-0-title" in data)
    before = Revision.objects.count()
    publishing = {"action-publish": "action-publish"}
    for sent, action in (("Words that are not JSON", {}), ('["Words that are not JSON"]', publishing)):
        response = admin_client.post(address, texts(model, data, sent) | action)
        shown = html.unescape(response.content.decode())
        assert shown.count("This text arrived in a form that cannot be read") >= places > 0
        assert shown.count("Words that are not JSON") >= places
    assert Revision.objects.count() == before
    assert admin_client.post(address, texts(model, data, rich_text("<p>Words</p>"))).status_code == 302
    assert Revision.objects.count() == before + 1
