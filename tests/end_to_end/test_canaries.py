"""What nobody may read is in no answer, whatever editors did before: canaries in all that they write say so."""

import itertools
import random
import re

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from cms.models import HomePage, ProjectIndexPage, UnplacedValue
from graph.declarations import LANGUAGES, URL, Text, registry
from graph.visibility import PageRules
from tests.end_to_end.canaries import canaries
from tests.end_to_end.look import assert_nothing_leaks, glance, look
from tests.end_to_end.newsroom import ACTS, Editors
from tests.fixtures import publish
from tests.graph.oracle import is_visible
from tests.rollback import rolled_back
from tests.thorough import mostly_slow
from tests.visitor import Visitor, words

pytestmark = pytest.mark.django_db

TO_LOG_IN = ("admin/login/", "admin/password_reset/", "admin/identity/", "admin/jsi18n/", "admin/sprite/")


acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 10_000)), min_size=6, max_size=12)
thoroughly = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def editors_do(sequence, every, inspect=look):
    """Look after each few acts."""
    with rolled_back():
        room, visitor = Editors(), Visitor()
        for name, seed in [("create", 1), ("create", 2)]:
            room.act(name, seed)
        for position, (name, seed) in enumerate(sequence, start=1):
            room.act(name, seed)
            if position % every == 0 or position == len(sequence):
                inspect(room, visitor)


@pytest.mark.parametrize("inspect", mostly_slow([glance, look]))
def test_no_sequence_of_acts_leaks_anything(inspect):
    """One of them: Hypothesis would begin with the simplest, which publishes nothing."""
    chance = random.Random(10)  # noqa: S311 reproducible, not secret
    editors_do([(name, chance.randrange(10_000)) for name in chance.sample(ACTS, 8)], every=8, inspect=inspect)


@pytest.mark.slow
@given(acts)
@thoroughly
def test_none_of_many_sequences_leaks_anything(sequence):
    editors_do(sequence, every=3)


def test_every_text_has_a_canary(room):
    for page in room.pages():
        declared = registry().types[page.graph_type.name]
        # What identifiers of some schemes lead to is computed: the identifiers themselves are parts with canaries.
        fields = [field for field in declared.fields.values() if field.name != "same_as"]
        texts = [field for field in fields if isinstance(field, Text | URL)]
        assert [field.name for field in texts if not canaries(field.read(page))] == []
        assert all(part.read(page) for part in declared.parts.values())
        assert room.aviary.choose(UnplacedValue).value in room.aviary.origin


@pytest.mark.slow
def test_the_visitor_reads_every_language(room, visitor):
    look(room, visitor, languages=LANGUAGES)


def test_the_visitor_finds_a_leak(room, visitor, page, monkeypatch):
    room.restrict_page(page)
    monkeypatch.setattr(PageRules, "allows", lambda rules, path: True)
    room.settle()
    with pytest.raises(AssertionError, match="/data/all.ttl"):
        assert_nothing_leaks(room, {"/data/all.ttl": words(Client().get("/data/all.ttl"))} | {"title": page.title})


@pytest.mark.parametrize("everywhere", mostly_slow([False, True]))
def test_pages_outside_the_graph_do_not_say_where_hidden_pages_are(room, visitor, page, everywhere):
    draft = room.new_page(live=False)
    room.restrict_page(page)
    links = "".join(f'<p><a linktype="page" id="{each.pk}">there</a></p>' for each in (draft, page))
    listings = [*HomePage.objects.filter(alias_of=None), *ProjectIndexPage.objects.filter(alias_of=None)]
    for listing in listings:
        listing.introduction = links
        publish(listing)
    room.settle()
    assert_nothing_leaks(room, {each.url: words(Client().get(each.url)) for each in listings})
    if everywhere:
        look(room, visitor)


def test_the_admin_and_previews_are_for_people_who_log_in(room, page):
    room.act("create_draft", 1)
    room.restrict_page(page)
    keys = {
        page.pk,
        *(each.pk for each in room.pages() if not is_visible(each)),
        *PageViewRestriction.objects.values_list("pk", flat=True),
    }
    open_doors, leaks = set(), set()
    for route, key in itertools.product(routes(get_resolver().url_patterns), sorted(keys)):
        response = Client().get("/" + filled(route, key))
        leaks |= canaries(words(response)) - room.public.canaries
        if route.startswith("admin/") and not route.startswith(TO_LOG_IN) and not is_closed(response):
            open_doors.add(route)
    assert open_doors == set()
    assert leaks == set()


def is_closed(response):
    """It leads to the form to log in with, or nowhere."""
    return "/login/" in response.headers.get("Location", "") or response.status_code in (403, 404)


def routes(patterns, prefix=""):
    """Yield every address that the site knows, as it is declared."""
    for each in patterns:
        route = prefix + str(each.pattern)
        yield from routes(each.url_patterns, route) if isinstance(each, URLResolver) else [route]


def filled(route, key):
    """Return an address with this number wherever one is due."""
    words = {"app": "cms", "model": "projectpage", "action": "publish", "slug": "project"}
    named = re.sub(r"<int:\w+>|\(\?P<\w+>[^)]*\)|\(.*\)", str(key), route)
    named = re.sub(r"<\w+:(\w+)>", lambda each: next((w for n, w in words.items() if n in each[1]), str(key)), named)
    return re.sub(r"[\^$\\]", "", named)
