"""The change feed as JSON: what it tells, what it must not tell, and what it answers to tokens that it cannot use."""

import base64
import json
import re

import pytest
from django.core.management import call_command
from django.core.signing import Signer
from django.db import transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import models
from graph.identity import id_of, iri
from graph.mirror import compaction
from graph.models import Resource, State
from graph.publishing.feed.pages import LARGEST_PAGE
from tests.fixtures import public, publish, restrict
from tests.graph.publishing.conftest import public_resources

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@pytest.fixture
def read(client):
    """Read a page of the feed, which must be answered."""

    def page(since=None, **parameters):
        given = parameters if since is None else {"since": since, **parameters}
        response = client.get("/changes", given)
        assert response.status_code == 200, response.content
        return response.json()

    return page


@pytest.fixture
def token(project, read):
    """Return the token of a client that has read everything."""
    return read(first=LARGEST_PAGE)["next"]


def kinds(page):
    return [(each["kind"], each["id"]) for each in page["changes"]]


def test_without_a_token_everything_public_is_told_once(project, read):
    page = read()
    assert sorted(each["id"] for each in page["changes"]) == sorted(map(iri, public_resources()))
    assert {each["kind"] for each in page["changes"]} == {"upsert"}
    assert page["more"] is False


def test_an_upsert_says_where_its_document_is_and_nothing_of_its_content(project, read, client):
    [entry] = [each for each in read()["changes"] if each["type"] == "project"]
    assert entry.keys() == {"kind", "type", "id", "iri", "version", "document"}
    assert entry["id"] == entry["iri"] == iri(id_of(project))
    assert entry["version"] == Resource.objects.get(pk=id_of(project)).change_id
    assert b"Phnom Penh" in client.get(f"{entry['document']}.ttl").content


def test_nothing_is_told_again_while_nothing_changes(token, read):
    assert read(token) == {"changes": [], "next": token, "more": False}


def test_several_changes_of_a_resource_are_told_as_one(project, token, read):
    for title in ("Second", "Third", "Fourth"):
        project.title = title
        publish(project)
        public()
    assert kinds(read(token)) == [("upsert", iri(id_of(project)))]


def test_what_has_moved_is_told_with_everything_below_it(project, index, token, read):
    index.slug = "elsewhere"
    index.save()
    assert ("upsert", iri(id_of(project))) in kinds(read(token))


HIDING = {"unpublished": models.ProjectPage.unpublish, "deleted": models.ProjectPage.delete, "private": restrict}


@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING)
def test_a_withdrawal_does_not_say_why(project, token, read, hide):
    name = iri(id_of(project))
    hide(project)
    [told] = [each for each in read(token)["changes"] if each["id"] == name]
    version = State.objects.get().sequence
    assert told == {"kind": "withdrawal", "type": "project", "id": name, "iri": name, "version": told["version"]}
    assert told["version"] <= version


def test_what_is_public_again_is_told_again(project, token, read):
    restriction = restrict(project)
    later = read(token)["next"]
    restriction.delete()
    assert ("upsert", iri(id_of(project))) in kinds(read(later))


def test_whoever_begins_is_not_told_of_earlier_withdrawals(project, token, read):
    restrict(project)
    public()
    assert "withdrawal" in str(read(token))
    assert iri(id_of(project)) not in json.dumps(read())


def test_whoever_begins_is_told_of_withdrawals_while_reading(project, read):
    name, page = iri(id_of(project)), read(first=1)
    while ("upsert", name) not in kinds(page):
        page = read(page["next"], first=1)
    restrict(project)
    told = kinds(read(page["next"]))
    assert ("withdrawal", name) in told
    assert name not in json.dumps(read())


def test_pages_of_any_size_lead_to_the_same_copy(project, copy, exported):
    for first in (1, 2, 7):
        assert copy(first=first).catch_up().lines() == exported()


def test_what_was_never_public_is_never_told(project, hidden, token, read):
    PageViewRestriction.objects.all().delete()
    for page in models.ProjectPage.objects.filter(slug="xprivate"):
        restrict(page)
    text = json.dumps([read(), read(token)])
    for resource in (hidden[0], hidden[2]):
        assert resource not in text
    assert not re.search("Xdraft|Xprivate|Xunlinked|Phnom", text)


def test_a_past_that_was_erased_is_a_withdrawal_and_no_more(project, token, read):
    project.unpublish()
    call_command("purge_resource", id_of(project), reason="asked for by a person")
    assert ("withdrawal", iri(id_of(project))) in kinds(read(token))
    assert iri(id_of(project)) not in json.dumps(read())


def test_a_token_stays_good_when_the_journal_is_compacted(project, home, copy, exported):
    kept = copy().catch_up()
    for name in ("one", "two"):
        section = home.add_child(instance=models.ProjectIndexPage(title=name, slug=name))
        project.move(section, "last-child")
        project.refresh_from_db()
        public()
    assert compaction.compact(timezone.now()) > 0
    assert kept.catch_up().lines() == exported()
    assert kept.restarts == 0


def test_types_are_told_apart(project, read):
    page = read(types="country,project")
    assert {each["type"] for each in page["changes"]} == {"country", "project"}
    project.title = "Second"
    publish(project)
    models.Theme.objects.create(labels={"en": "Policy"})
    assert kinds(read(page["next"])) == [("upsert", iri(id_of(project)))]
    assert kinds(read(page["next"], types="project,country")) == [("upsert", iri(id_of(project)))]


@pytest.mark.parametrize("types", ["project", "theme", ""])
def test_a_token_for_other_types_is_refused(project, read, client, types):
    token = read(types="country,project")["next"]
    response = client.get("/changes", {"since": token, "types": types})
    assert response.status_code == 400
    assert "country, project" in response.content.decode()


@pytest.mark.parametrize("types", ["nothing", "funding", "Project", "project;country", "%00", "x" * 9_000])
def test_an_unknown_type_is_refused_with_those_that_exist(project, client, types):
    response = client.get("/changes", {"types": types})
    assert response.status_code == 400
    assert "toolkit-module" in response.content.decode()
    assert len(response.content) < 1_000


def test_a_token_from_before_a_restore_means_to_begin_again(project, token, client, copy, exported):
    kept = copy().catch_up()
    call_command("rebuild_graph", "--restored", verbosity=0)
    response = client.get("/changes", {"since": token})
    assert response.status_code == 410
    assert "delete everything that you have" in response.content.decode()
    assert kept.catch_up().lines() == exported()
    assert kept.restarts == 1


def test_a_token_from_the_future_means_to_begin_again(project, read, client):
    """As after a restore of which nobody has told Accord."""
    public()
    with transaction.atomic():
        project.title = "Second"
        publish(project)
        token = read()["next"]
        transaction.set_rollback(True)
    assert client.get("/changes", {"since": token}).status_code == 410


def mangled(token):
    content, _, signature = token.partition(".")
    yield from ("", "x", content, f".{signature}", f"{content}.", f"{token}x", token[:-1], token.swapcase(), "é", "\0")
    yield "x" * 100_000
    places = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    places[1], places[2] = 0, 0
    forged = base64.urlsafe_b64encode(json.dumps(places, separators=(",", ":")).encode()).decode().rstrip("=")
    yield f"{forged}.{signature}"
    yield Signer(salt="another purpose", sep=".").sign_object(places)


def test_a_token_that_was_not_given_is_refused(project, token, client):
    assert client.get("/changes", {"since": token}).status_code == 200
    restrict(project)
    for text in mangled(token):
        response = client.get("/changes", {"since": text})
        assert response.status_code == 400, text
        assert response.content.decode().startswith("This token is damaged")


@pytest.mark.parametrize(
    "first", ["0", "-1", str(LARGEST_PAGE + 1), "9" * 5_000, "1e3", "٣", " 1", "1.0", "", "x", "\0", "first"]
)
def test_a_size_of_a_page_beyond_the_bounds_is_refused(client, project, first):
    response = client.get("/changes", {"first": first})
    assert response.status_code == 400
    assert "give a number from 1 to 1000" in response.content.decode()
    assert len(response.content) < 200


def test_an_answer_is_revalidated(project, token, client):
    response = client.get("/changes", {"since": token})
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"
    known = {"If-None-Match": response["ETag"]}
    assert client.get("/changes", {"since": token}, headers=known).status_code == 304
    restrict(project)
    assert client.get("/changes", {"since": token}, headers=known).status_code == 200


def test_only_reading_is_possible(project, client):
    assert client.head("/changes").content == b""
    assert client.post("/changes").status_code == 405
    assert client.options("/changes").status_code == 204


def test_nobody_is_told_anything_while_changes_are_not_marked(project, token, client):
    before = State.objects.get().marking
    State.objects.update(marking="")
    response = client.get("/changes", {"since": token})
    assert response.status_code == 503
    assert response["Retry-After"]
    State.objects.update(marking=before)
    assert client.get("/changes", {"since": token}).status_code == 200


def test_a_page_takes_two_queries_whatever_its_size(project, client, django_assert_num_queries):
    public()
    for first in (1, 100):
        with django_assert_num_queries(2):
            client.get("/changes", {"first": first})
