"""What a preview shows of a draft is what readers see once it is published; and until then nothing changes."""

import pytest
from wagtail.models import Page

from cms import models
from graph import mirror, replica
from graph.declarations import registry
from graph.identity import id_of
from graph.models import Change, PendingMark
from graph.replica import Drafts, Overlay, differences
from tests.end_to_end.newsroom import Editors
from tests.fixtures import restrict
from tests.small_site import publish
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

CLOCK = {"modified", "published", "revision"}
"""What a publication takes from the moment in which it happens."""
ACTS = ("create", "create_draft", "edit", "edit_draft", "edit_section", "edit_snippet", "edit_snippet_draft", "unlink",
        "unpublish", "unpublish_organisation", "restrict", "lift", "delete", "rename", "translate",
        "expire")  # fmt: skip


def overlay_of(page):
    mirror.ensure_fresh()
    found = mirror.rehearse(page, set)
    return found, lambda public: Overlay(public, Drafts(found.contents, found.gone, found.addresses))


def everything(graph):
    """Return all that a replica knows, without moments and numbers of changes."""
    nodes = [each for each in graph.graph if each in graph]
    resources = [each for each in nodes if not graph.is_part(each)]
    texts = graph.texts(resources)
    return {
        each: (
            graph.node(each)["type"],
            {name: value for name, value in graph.node(each)["values"].items() if name not in CLOCK},
            graph.node(each)["urls"],
            graph.owner(each),
            texts.get(each, {}),
            sorted((target, name) for target, links in graph.graph.succ[each].items() for name in links),
            sorted((source, name) for source, links in graph.graph.pred[each].items() for name in links),
        )
        for each in nodes
    }


def indexed(graph):
    """Return what the indexes find by titles and links."""
    return {
        (declared.name, field.name): {key: set(found) for key, found in index.items()}
        for declared in registry().resources
        for field in declared.fields.values()
        if not field.long and field.name not in CLOCK
        for index in [graph.indexes.field(declared.name, field)]
    }


def read(graph):
    listed = {name: set(graph.of_type(name)) for name in graph.types() if graph.count(name)}
    return everything(graph), listed, indexed(graph)


def draft(newsroom):
    """Save a draft of some page, in one of the ways in which editors change one; the page."""
    page = newsroom.random.choice([each for each in newsroom.pages() if not each.alias_of_id])
    draft = page.get_latest_revision_as_object()
    how = newsroom.random.choice(["fill", "unlink", "rename", "as it is"])
    if how == "fill":
        draft = newsroom.aviary.fill(draft)
    elif how == "unlink":
        draft.country_links, draft.fundings, draft.results = [], [], []
    elif how == "rename":
        draft.slug = f"renamed-{newsroom.random.randrange(10_000)}"
    draft.go_live_at = None
    draft.save_revision()
    return Page.objects.get(pk=page.pk).specific


@pytest.mark.rows_alone
@pytest.mark.parametrize(("seed", "acts"), mostly_slow([(0, 4), *((seed, 10) for seed in range(4))]))
def test_the_rehearsal_of_a_random_draft_shows_what_its_publication_shows(seed, acts):
    newsroom = Editors()
    newsroom.random.seed(seed)
    for _ in range(6):
        newsroom.create()
    for _ in range(acts):
        newsroom.act(newsroom.random.choice(ACTS), newsroom.random.randrange(10_000))
        page = draft(newsroom)
        rehearsed, laid_over = overlay_of(page)
        with replica.reading() as public:
            before = read(public)
            shown = read(laid_over(public))
            assert read(public) == before
        page.get_latest_revision().publish()
        mirror.drain_completely()
        with replica.reading() as public:
            assert rehearsed.is_complete and shown == read(public)


def test_a_rehearsal_changes_nothing(project, korea):
    replica.forget()
    mirror.drain_completely()
    project.title, project.slug = "Another", "another"
    project.country_links = [models.CountryLink(country=korea)]
    project.save_revision()
    before = (Page.objects.values().get(pk=project.pk), Change.objects.count(), PendingMark.objects.count())
    found, _ = overlay_of(project)
    assert found.contents[id_of(project)]["values"]["urls"] == {"en": "http://testserver/en/projects/another/"}
    assert (Page.objects.values().get(pk=project.pk), Change.objects.count(), PendingMark.objects.count()) == before
    assert project.country_links.count() == 1
    assert [str(each) for each in differences()] == []


def test_a_draft_that_lacks_what_its_form_requires_can_be_rehearsed(index):
    page = index.add_child(instance=models.ProjectPage(title="Half done", slug="half-done", live=False))
    page.title = ""
    page.save_revision(clean=False)
    found, _ = overlay_of(page)
    assert id_of(page) in found.contents


def test_a_change_of_address_that_concerns_too_many_pages_is_said_to_be_incomplete(index, project, monkeypatch):
    monkeypatch.setattr("graph.mirror.rehearsal.MOST", 2)
    for number in range(3):
        publish(index.add_child(instance=models.ProjectPage(title=f"Another {number}")))
    index.slug = "programmes"
    index.save_revision()
    found, _ = overlay_of(index)
    assert not found.is_complete and len(found.contents) <= 2


def test_a_draft_below_a_private_page_stays_hidden(index, project):
    restrict(index)
    project.title = "Secret"
    project.save_revision()
    found, _ = overlay_of(project)
    assert id_of(project) not in found.contents and "Secret" not in repr(found)
