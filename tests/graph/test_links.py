"""Links stay true: an address that an editor pasted follows its page, and goes when that is not public."""

import pytest
from wagtail.models import Locale, Page, Site

from cms import models
from graph import identity, mirror, replica
from graph.mirror import rebuild
from graph.models import Address, Change, Reference
from graph.replica import describe_instance, differences
from tests.fixtures import public, publish, restrict, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db
PASTED = "http://testserver/en/projects/other/"


@pytest.fixture(autouse=True)
def exact_in_the_end(db):
    """Whatever a test does: afterwards, the mirror equals what the database says, and a rebuild changes nothing."""
    yield
    assert [str(each) for each in differences()] == []
    before = Change.objects.count()
    rebuild()
    assert Change.objects.count() == before


@kept
def other(project, index):
    return publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))


@pytest.fixture
def holder(project, other):
    """Return a project that holds the address of the other in a text and in a field."""
    page = write(project, PASTED)
    # Not through the form's validation, which takes no host without a dot.
    models.ProjectPage.objects.filter(pk=page.pk).update(source_url=PASTED)
    return page


def write(project, address, words="the other"):
    project.overview = f'<p>See <a href="{address}">{words}</a>.</p>'
    return publish(project)


def overview(page):
    resource = identity.id_of(page)
    with replica.reading() as graph:
        return graph.texts([resource])[resource]["overview"]["en"]


def values(page):
    with replica.reading() as graph:
        return graph.node(identity.id_of(page))["values"]


def link_to(page):
    return f'<p>See <a href="{identity.iri(identity.id_of(page))}">the other</a>.</p>'


UNWRAPPED = "<p>See the other.</p>"


@pytest.mark.parametrize(
    "address",
    [
        PASTED,
        "https://testserver/en/projects/other",
        "http://TESTSERVER:80/en/projects/other/?utm=1&amp;x=2#results",
        "//testserver/en/projects/other/",
        "/en/projects/other/",
        "/en/projects/other?a=b",
    ],
)
def test_an_address_of_a_page_becomes_its_iri(project, other, address):
    write(project, address)
    assert overview(project) == link_to(other)


NO_ADDRESSES = ("/id/nonsense", "/id/organisation", "http://[::1")


@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example/en/projects/other/",
        "mailto:someone@testserver",
        "#other",
        "http://[::1",
        "/en/projects/",
        "/documents/1/file.pdf",
        "http://testserver/",
        "http://testserver/id/address/javascript%3Aalert(1)",
        "http://testserver/id/nonsense/1",
        "http://testserver/id/organisation/1",
        "http://testserver/id/address/x",
    ],
)
def test_what_is_no_address_of_a_resource_stays_as_written_or_is_unwrapped(project, address):
    write(project, address)
    kept = f'<p>See <a href="{address}">the other</a>.</p>'
    assert overview(project) == (UNWRAPPED if any(each in address for each in NO_ADDRESSES) else kept)


def test_an_address_in_a_url_field_becomes_an_iri_in_every_format(holder, other):
    assert values(holder)["source_url"] == identity.iri(identity.id_of(other))
    change = Change.objects.filter(resource=identity.id_of(holder)).latest("sequence")
    assert f"<{identity.iri(identity.id_of(other))}>" in change.nquads
    assert PASTED not in f"{change.nquads}{change.turtle}{change.values}{change.texts}"


def test_an_address_in_a_stream_becomes_an_iri(index, other):
    text = {"type": "paragraph", "value": f'<p><a href="{PASTED}">x</a></p>'}
    page = publish(index.add_child(instance=models.ActivityPage(title="A", slug="a", body=[text])))
    resource = identity.id_of(page)
    with replica.reading() as graph:
        (block,) = graph.texts([resource])[resource]["body"]["en"]
    assert block["value"] == f'<p><a href="{identity.iri(identity.id_of(other))}">x</a></p>'


def test_a_link_follows_a_renamed_page_without_a_change_of_who_holds_it(holder, other):
    public()
    before = Change.objects.filter(resource=identity.id_of(holder)).count()
    other.slug = "renamed"
    publish(other)
    assert overview(holder) == link_to(other)
    assert Change.objects.filter(resource=identity.id_of(holder)).count() == before


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict, lambda page: page.delete()])
def test_a_link_goes_with_its_target(holder, other, hide):
    assert overview(holder) == link_to(other)
    hide(other)
    assert overview(holder) == UNWRAPPED
    assert "source_url" not in values(holder)


def test_a_link_comes_back_with_its_target(holder, other):
    restriction = restrict(other)
    assert overview(holder) == UNWRAPPED
    restriction.delete()
    assert overview(holder) == link_to(other)
    assert values(holder)["source_url"] == identity.iri(identity.id_of(other))


def test_a_link_to_a_draft_is_words_until_it_is_published(project, index):
    draft = index.add_child(instance=models.ProjectPage(title="Other", slug="other", live=False))
    public()
    write(project, PASTED)
    assert overview(project) == UNWRAPPED
    draft.save_revision().publish()
    assert overview(project) == link_to(draft)


def test_a_draft_is_known_where_it_was_moved_to(project, index, home):
    elsewhere = home.add_child(instance=models.ProjectIndexPage(title="Elsewhere", slug="elsewhere"))
    draft = elsewhere.add_child(instance=models.ProjectPage(title="Other", slug="other", live=False))
    public()
    draft.move(index, pos="last-child")
    write(project, PASTED)
    assert overview(project) == UNWRAPPED
    models.ProjectPage.objects.get(pk=draft.pk).save_revision().publish()
    assert overview(project) == link_to(draft)


def test_a_page_that_appears_where_nothing_was_is_linked_at_once(project, index):
    write(project, PASTED)
    assert overview(project) == f'<p>See <a href="{PASTED}">the other</a>.</p>'
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    assert overview(project) == link_to(other)


def test_an_address_that_a_page_has_left_leads_to_it_still(project, other):
    public()
    other.slug = "renamed"
    publish(other)
    public()
    write(project, PASTED)
    assert overview(project) == link_to(other)


def test_who_takes_over_an_address_takes_over_the_links(holder, other, index):
    public()
    other.slug = "renamed"
    publish(other)
    assert overview(holder) == link_to(other)
    successor = publish(index.add_child(instance=models.ProjectPage(title="Successor", slug="other")))
    assert overview(holder) == link_to(successor)
    other.delete()
    assert overview(holder) == link_to(successor)
    successor.delete()
    assert overview(holder) == UNWRAPPED


def test_two_pages_that_change_places_change_their_links(holder, project, other):
    public()
    Page.objects.filter(pk=other.pk).update(slug="x", url_path="/accord-home/projects/training/")
    Page.objects.filter(pk=project.pk).update(url_path="/accord-home/projects/other/")
    assert overview(holder) == link_to(holder)


def test_a_draft_takes_no_address_from_a_public_page(holder, other, index):
    public()
    other.slug = "renamed"
    publish(other)
    index.add_child(instance=models.ProjectPage(title="Draft", slug="other", live=False))
    assert overview(holder) == link_to(other)


def test_the_address_of_an_alias_leads_to_its_source(project, other, home):
    section = home.add_child(instance=models.ProjectIndexPage(title="Also here", slug="also"))
    other.create_alias(parent=Page.objects.get(pk=section.pk))
    public()
    write(project, "/en/also/other/")
    assert overview(project) == link_to(other)


def test_a_page_may_link_to_itself(project):
    write(project, "/en/projects/training/")
    assert overview(project) == link_to(project)


def test_pages_that_link_to_each_other_appear_in_one_drain(project, index):
    write(project, PASTED)
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other"))
    write(other, "/en/projects/training/")
    assert (overview(project), overview(other)) == (link_to(other), link_to(project))


def test_a_site_of_that_host_makes_an_address_ours(project, index, donor):
    donor.homepage = "http://culture.example/en/projects/training/"
    donor.save_revision().publish()
    assert values(donor)["homepage"] == "http://culture.example/en/projects/training/"
    Site.objects.update(hostname="culture.example")
    settle()
    assert values(donor)["homepage"] == identity.iri(identity.id_of(project))


def test_a_first_rebuild_resolves_addresses_in_any_order(holder, other):
    write(other, "/en/projects/training/")
    settle()
    Address.objects.all().delete()
    Reference.objects.all().delete()
    rebuild()
    assert (overview(holder), overview(other)) == (link_to(other), link_to(holder))


def test_a_missing_address_is_a_difference_and_mended_by_a_rebuild(other):
    public()
    Address.objects.filter(resource=identity.id_of(other)).delete()
    assert [each.where for each in differences()] == ["addresses"]
    rebuild()


def test_a_preview_shows_the_address_as_a_mention(project, other):
    public()
    project.overview = f'<p><a href="{PASTED}">x</a></p>'
    shown = describe_instance(project).nodes[identity.id_of(project)].texts["overview"]["en"]
    assert shown == f'<p><a href="{identity.iri(identity.id_of(other))}">x</a></p>'


def test_a_translation_has_an_address_of_its_own(project, other):
    french = Locale.objects.create(language_code="fr")
    for page in (models.HomePage.objects.get(), models.ProjectIndexPage.objects.get()):
        page.copy_for_translation(french).save_revision().publish()
    publish(other.copy_for_translation(french))
    mirror.drain_completely()
    with replica.reading() as graph:
        french_address = graph.node(identity.id_of(other))["urls"]["fr"]
    write(project, french_address)
    assert overview(project) == link_to(other)
