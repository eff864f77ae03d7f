"""A small site to test with, and the acts of an editor: publish, restrict, move, delete."""

import shutil

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import models
from graph import mirror, replica
from graph.mirror import proof


@pytest.fixture(autouse=True)
def fresh_replica():
    """Forget what is kept by number: unlike a real database, a rollback gives numbers out again."""
    replica.forget()
    cache.clear()
    proof.forget()
    shutil.rmtree(settings.DATASET_FILES, ignore_errors=True)
    yield
    replica.forget()


@pytest.fixture(autouse=True)
def wagtail_indexes(request, settings):
    """Keep Wagtail's own indexes up to date in tests marked `wagtail_indexes`, as an installation does."""
    if request.node.get_closest_marker("wagtail_indexes"):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def home(db):
    """The root of an English site at the base IRI."""
    Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    # A test that commits leaves an empty database behind.
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = root.add_child(instance=models.HomePage(title="Accord", slug="accord-home"))
    host = settings.GRAPH_BASE_IRI.removeprefix("http://")
    Site.objects.create(hostname=host, port=80, root_page=home, is_default_site=True)
    return home


@pytest.fixture
def index(home):
    return home.add_child(instance=models.ProjectIndexPage(title="Projects", slug="projects"))


@pytest.fixture
def cambodia(db):
    return models.Country.objects.create(code="KH", code3="KHM", m49="116", labels={"en": "Cambodia", "fr": "Cambodge"})


@pytest.fixture
def korea(db):
    return models.Country.objects.create(code="KR", code3="KOR", m49="410", labels={"en": "Republic of Korea"})


@pytest.fixture
def donor(korea):
    """An organisation that is public only where something public names it."""
    return models.Organisation.objects.create(labels={"en": "Ministry of Culture"}, country=korea, live=False)


@pytest.fixture
def project(index, cambodia, donor):
    """A published project in Cambodia with a donor."""
    page = models.ProjectPage(
        title="Training in Phnom Penh",
        slug="training",
        overview="<p>Why it exists.</p>",
        start_date="2020-02",
        end_date="..",
    )
    page.country_links = [models.CountryLink(country=cambodia)]
    page.fundings = [models.Funding(donor=donor, amount="1000.50", currency="EUR", year=2020)]
    index.add_child(instance=page)
    return publish(page)


def logged_in(group):
    """Return a client of a new user who is in this group of the admin."""
    user = get_user_model().objects.create_user(group.lower(), password="secret")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def publish(page):
    """What the editor's button does: a revision, published."""
    page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def restrict(page):
    """What the privacy dialogue does."""
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def public():
    """Ids of all resources that a reader sees."""
    with replica.reading() as graph:
        return {each for kind in graph.types() for each in graph.of_type(kind)}


def settle():
    mirror.drain_completely()
