"""`graph.visibility.public` and an anonymous visitor's browser agree about every page of random trees."""

import datetime
import itertools
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms import models
from graph import replica
from graph.declarations import primary_language
from graph.identity import id_of
from graph.visibility import PageRules
from tests.rollback import rolled_back

pytestmark = pytest.mark.django_db
KINDS = {"index": models.ProjectIndexPage, "project": models.ProjectPage, "activity": models.ActivityPage}
RESOURCES = (models.ProjectPage, models.ActivityPage)
CAREFULLY = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
HOUR = datetime.timedelta(hours=1)
numbers = st.integers(min_value=0, max_value=30)

pages = st.lists(
    st.tuples(st.sampled_from(["index", "project", "project", "activity"]), numbers), min_size=3, max_size=7
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("restrict"), numbers, st.just(0)),
        st.tuples(st.just("lift"), numbers, st.just(0)),
        st.tuples(st.sampled_from(["alias", "alias_with_children"]), numbers, numbers),
        st.tuples(st.sampled_from(["translate", "translate_as_alias"]), numbers, st.just(0)),
        st.tuples(st.sampled_from(["copy", "move"]), numbers, numbers),
        st.tuples(st.sampled_from(["unpublish", "expire", "schedule", "publish", "convert"]), numbers, st.just(0)),
        st.tuples(st.just("make_a_site"), numbers, st.just(0)),
    ),
    max_size=10,
)


class Tree:
    """A site in English and a corner outside of it, and what editors do to its pages."""

    def __init__(self):
        self.names = (f"name{number}" for number in itertools.count())
        for code in ("en", "fr"):
            Locale.objects.get_or_create(language_code=code)
        Site.objects.all().delete()
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.add_child(instance=models.HomePage(title="Home", slug="tree-home"))
        Site.objects.create(hostname="testserver", port=80, root_page=home, is_default_site=True)
        root.add_child(instance=models.HomePage(title="Outside", slug="outside"))

    def all(self):
        return Page.objects.filter(depth__gt=1).order_by("pk")

    def page(self, number):
        return self.all()[number % self.all().count()].specific

    def add(self, kind, parent):
        parent, name = self.page(parent), next(self.names)
        parent.add_child(instance=KINDS[kind](title=name, slug=name, locale=parent.locale))

    def restrict(self, number, _):
        PageViewRestriction.objects.create(page=self.page(number), restriction_type="login")

    def lift(self, number, _):
        PageViewRestriction.objects.filter(page=self.page(number)).delete()

    def alias(self, number, parent, recursive=False):
        page, parent = self.page(number), self.page(parent)
        if not (recursive and (parent == page or parent.is_descendant_of(page))):
            page.create_alias(parent=parent, update_slug=next(self.names), recursive=recursive)

    def alias_with_children(self, number, parent):
        self.alias(number, parent, recursive=True)

    def translate(self, number, _, alias=False):
        page, french = self.page(number), Locale.objects.get(language_code="fr")
        if not page.alias_of_id and not page.has_translation(french):
            translation = page.copy_for_translation(french, copy_parents=True, alias=alias)
            if not alias:
                translation.title = next(self.names)
                translation.save_revision().publish()

    def translate_as_alias(self, number, _):
        self.translate(number, _, alias=True)

    def copy(self, number, parent):
        page, parent, name = self.page(number), self.page(parent), next(self.names)
        if not (page.alias_of_id or parent == page or parent.is_descendant_of(page)):
            page.copy(recursive=True, to=parent, update_attrs={"slug": name, "title": name}, keep_live=True)

    def move(self, number, parent):
        page, parent = self.page(number), self.page(parent)
        free = not parent.get_children().filter(slug=page.slug).exclude(pk=page.pk).exists()
        if page.depth > 2 and free and parent != page and not parent.is_descendant_of(page):
            page.move(parent, pos="last-child")

    def unpublish(self, number, _):
        self.page(number).unpublish()

    def expire(self, number, _):
        Page.objects.filter(pk=self.page(number).pk).update(expire_at=timezone.now() - HOUR)

    def publish(self, number, _):
        page = self.page(number)
        if not page.alias_of_id:
            page.save_revision().publish()

    def schedule(self, number, _):
        page = self.page(number)
        if not page.alias_of_id:
            page.title, page.go_live_at = next(self.names), timezone.now() + HOUR
            page.save_revision().publish()

    def convert(self, number, _):
        if (page := self.page(number)).alias_of_id:
            ConvertAliasPageAction(page).execute()

    def make_a_site(self, number, _):
        Site.objects.get_or_create(hostname="localhost", port=80, defaults={"root_page": self.page(number)})


def source_of(page):
    return source_of(page.alias_of) if page.alias_of else page.specific


def is_public(graph, page):
    """What the graph says of a page's resource, and `graph.visibility.public` of an alias' address."""
    resource, source = id_of(page), source_of(page)
    if resource not in graph or primary_language(source.locale.language_code) not in graph.node(resource)["urls"]:
        return False
    return not page.alias_of or PageRules.at(timezone.now()).opens(page)


def visitor_sees(graph, page):
    """This very page: below a root whose translation is a draft, Wagtail shows another one at the same address."""
    url = page.get_url()
    if url is None:
        return False
    response = Client().get(urlsplit(url).path, headers={"host": urlsplit(url).hostname or "testserver"})
    if response.status_code != 200 or response.context["page"].pk != page.pk:
        return False
    heading = BeautifulSoup(response.content, "html.parser").h1.get_text(strip=True)
    resource = id_of(page)
    # An alias, or a translation that lies among the pages of another language, shows the title in the reader's.
    titles = graph.node(resource)["values"]["title"].values() if resource in graph else [page.title]
    return heading in titles


def agree(pages, acts):
    with rolled_back():
        replica.forget()
        tree = Tree()
        for kind, parent in pages:
            tree.add(kind, parent)
        for act, number, other in acts:
            getattr(tree, act)(number, other)
        for page in tree.all().type(*RESOURCES).specific():
            with replica.reading() as graph:
                expected = is_public(graph, page)
                seen = visitor_sees(graph, page)
            event(f"{'an alias' if page.alias_of else 'a page'} is {'public' if expected else 'hidden'}")
            assert seen == expected, f"{page.title} at {page.get_url()}"
            if expected and not page.alias_of:
                assert page.full_url in graph.node(id_of(page))["urls"].values()
    replica.forget()


@CAREFULLY
@given(pages=pages, acts=acts)
def test_a_page_is_public_exactly_where_an_anonymous_visitor_sees_it(pages, acts):
    agree(pages, acts)


@pytest.mark.slow
@settings(CAREFULLY, max_examples=200)
@given(pages=pages, acts=acts)
def test_they_agree_about_many_trees(pages, acts):
    agree(pages, acts)
