"""Of what concerns thousands, what is hidden is gone before the next answer; the rest follows in chunks."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import models
from graph import identity, mirror, replica
from graph.declarations import registry
from graph.models import Address, Change, PendingMark, Resource
from graph.replica import differences
from tests.fixtures import public, publish, restrict, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db
PAGES = 30


@pytest.fixture(autouse=True)
def limits(monkeypatch):
    """Ten resources are many."""
    monkeypatch.setattr(mirror.drain, "__defaults__", (10,))
    monkeypatch.setattr(mirror.drain_backlog, "__defaults__", (10,))


@kept
def pages(index, cambodia, donor):
    """Return projects that name a country, a donor and each other."""
    found = []
    for number in range(PAGES):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}")
        page.country_links = [models.CountryLink(country=cambodia)]
        page.fundings = [models.Funding(donor=donor, amount=number, currency="EUR")]
        page.related_project_links = [models.RelatedProject(project=each) for each in found[-2:]]
        found.append(index.add_child(instance=page))
    settle()
    return found


@pytest.fixture(autouse=True)
def exact_in_the_end(db):
    yield
    assert [str(each) for each in differences()] == []
    assert not PendingMark.objects.exists()


def resources(pages):
    return {identity.id_of(page) for page in pages}


def languages(pages):
    """In which the graph speaks of any of them."""
    with replica.reading() as graph:
        return {language for each in resources(pages) if each in graph for language in graph.node(each)["urls"]}


def urls(page):
    with replica.reading() as graph:
        return graph.node(identity.id_of(page))["urls"]["en"]


def waiting():
    return PendingMark.objects.filter(txid=-1).count()


def test_a_restricted_index_is_gone_at_once_with_whom_only_it_named(pages, index, donor):
    assert resources(pages) <= public()
    restrict(index)
    gone = public()
    assert not resources(pages) & gone
    assert identity.id_of(donor) not in gone
    assert "country/KH" in gone


def test_what_was_hidden_at_once_is_suppressed(pages, index):
    restrict(index)
    public()
    statuses = set(Resource.objects.filter(pk__in=resources(pages)).values_list("status", flat=True))
    assert statuses == {Resource.Status.SUPPRESSED}


def test_texts_in_a_language_that_was_restricted_are_gone_at_once(pages, index):
    french = Locale.objects.create(language_code="fr")
    # Else it were an alias of the English one.
    publish(index.copy_for_translation(french, copy_parents=True))
    pages = pages[:12]
    for page in pages:
        publish(page.copy_for_translation(french))
    settle()
    assert languages(pages) == {"en", "fr"}
    restrict(index.get_translation(french))
    assert "fr" not in languages(pages)
    settle()
    assert (languages(pages), resources(pages) - public()) == ({"en"}, set())


def test_hiding_describes_nothing_and_costs_the_same_number_of_queries(pages, index, monkeypatch):
    public()
    restrict(index)
    described = []
    monkeypatch.setattr("graph.mirror.facts.describe_many", lambda *args: described.append(args) or [])
    with CaptureQueriesContext(connection) as queries:
        mirror.drain()
    monkeypatch.undo()
    assert described == []
    assert len(queries) < 2 * PAGES


def test_a_lifted_restriction_shows_chunk_by_chunk(pages, index):
    restriction = restrict(index)
    settle()
    restriction.delete()
    assert not resources(pages) & public()
    seen = []
    while mirror.drain_backlog():
        seen.append(len(resources(pages) & public()))
    assert seen == sorted(seen)
    assert len([each for each in seen if each < PAGES]) >= PAGES // 10 - 1
    assert resources(pages) <= public()


def test_a_moved_index_keeps_all_visible_and_its_addresses_follow(pages, index, home, client):
    section = home.add_child(instance=models.ProjectIndexPage(title="Section", slug="section"))
    settle()
    Page.objects.get(pk=index.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    assert resources(pages) <= public()
    assert waiting() >= PAGES
    settle()
    assert urls(pages[7]) == "http://testserver/en/section/projects/p7/"
    assert client.get("/en/projects/p7/")["Location"] == "http://testserver/en/section/projects/p7/"
    assert Address.objects.filter(resource=identity.id_of(pages[7])).count() == 2


def test_a_site_without_its_root_is_gone_at_once(pages, home):
    elsewhere = Page.get_first_root_node().add_child(instance=models.HomePage(title="Empty", slug="empty"))
    Site.objects.update(root_page=elsewhere)
    assert not resources(pages) & public()
    Site.objects.update(root_page=home)
    settle()
    assert resources(pages) <= public()


def test_another_host_reaches_every_address_in_chunks(pages):
    public()
    Site.objects.update(hostname="culture.example")
    assert resources(pages) <= public()
    settle()
    assert urls(pages[3]) == "http://culture.example/en/projects/p3/"


def test_a_page_hidden_while_others_wait_is_gone_at_once(pages, index, home):
    Site.objects.update(hostname="culture.example")
    public()
    assert waiting()
    restrict(pages[5])
    assert identity.id_of(pages[5]) not in public()


def test_no_page_is_described_twice_for_another_s_sake_more_than_once(pages, index):
    restriction = restrict(index)
    settle()
    restriction.delete()
    public()
    before = Change.objects.count()
    settle()
    assert Change.objects.count() - before <= 2 * PAGES + 2


def test_the_lag_shows_in_the_report_on_health(pages, client):
    public()
    assert client.get("/health/ready").json()["left_to_worker"] == 0
    Site.objects.update(hostname="culture.example")
    public()
    lag = client.get("/health/ready").json()
    assert lag["left_to_worker"] >= PAGES
    mirror.drain_backlog()
    assert client.get("/health/ready").json()["left_to_worker"] < lag["left_to_worker"]


def test_answers_meanwhile_ask_one_query(pages):
    Site.objects.update(hostname="culture.example")
    public()
    assert waiting()
    with CaptureQueriesContext(connection) as queries:
        public()
    assert len(queries) == 1


@pytest.mark.slow
def test_ten_thousand_pages(home):
    """Moved, restricted, and their site edited: gone or shown in the next answer, and exact in the end."""
    call_command("generate_programme", projects=3500, seed=1)
    with connection.cursor() as cursor:
        # As PostgreSQL does by itself, but not for a transaction that has not ended.
        cursor.execute("ANALYZE")
    top = Page.objects.child_of(home).get()
    everything = public()
    assert top.get_descendants().count() > 8000

    restriction = PageViewRestriction.objects.create(page=top, restriction_type="login")
    pages = tuple(f"{declared.graph_type.slug}/" for declared in registry() if declared.is_page)
    assert not [each for each in public() if each.startswith(pages)]
    assert_one_query_an_answer()
    settle()
    restriction.delete()
    assert_one_query_an_answer()
    settle()
    assert public() == everything
    section = home.add_child(instance=models.ProjectIndexPage(title="Section", slug="section"))
    Page.objects.get(pk=top.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    assert public() == everything
    Site.objects.update(hostname="culture.example")
    assert public() == everything
    settle()
    assert public() == everything


def assert_one_query_an_answer():
    """Whoever comes first may settle what is hidden; after that, answers wait for no one."""
    public()
    with CaptureQueriesContext(connection) as queries:
        public()
    assert len(queries) == 1
