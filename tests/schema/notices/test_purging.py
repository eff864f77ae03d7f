"""What caches before this site are told after an edit, and that one that obeys shows nothing out of date."""

import json
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms import models
from graph.identity import id_of, iri
from graph.publishing import purges
from graph.publishing.tags import ANY_CHANGE, ANY_NAME, EVERYTHING
from schema.models import Position
from schema.notices import caches, known_caches, purging
from tests.fixtures import publish, restrict
from tests.schema.conftest import ADDRESS

pytestmark = pytest.mark.django_db


@pytest.fixture
def cache(settings, receiver, tend, project):
    """Return a program of the operator's that is told, and has begun to be."""
    settings.PURGE = [f"json:{receiver.address}"]
    tend()
    return receiver


def dropped(cache):
    """Return the tags of all requests."""
    return [set(json.loads(body)["tags"]) for _, body in cache.got]


def test_a_publication_purges_its_resource_what_mentions_it_and_its_type(cache, project, tend):
    assert cache.got == []
    models.Country.objects.filter(code="KH").update(labels={"en": "Kingdom of Cambodia"})
    tend()
    assert dropped(cache) == [{"country/KH", "country", id_of(project), ANY_CHANGE}]
    tend()
    assert len(cache.got) == 1


def test_a_new_address_purges_what_is_found_by_addresses(cache, project, tend):
    project.title = "Renamed"
    publish(project)
    tend()
    project.slug = "renamed"
    publish(project)
    tend()
    first, second = dropped(cache)
    assert not first & {ANY_NAME, "project-name"}
    assert second >= {ANY_NAME, "project-name", id_of(project)}


def test_a_picture_that_is_hidden_is_purged_although_caches_keep_it(cache, project, tend, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = models.ImageFile.objects.create(title="A loom", file=get_test_image_file("loom.png"))
    project.gallery = [models.Picture(image=image, alternative_text="A loom")]
    publish(project)
    tend()
    restrict(project)
    tend()
    assert id_of(image) in dropped(cache)[-1]


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: page.delete(), restrict])
def test_what_is_hidden_is_purged(cache, project, tend, hide):
    hide(Page.objects.get(pk=project.pk))
    tend()
    [tags] = dropped(cache)
    assert tags >= {id_of(project), "project", "project-name", ANY_NAME}


def test_a_purge_names_nothing_that_was_never_public(cache, project, index, tend):
    hidden = publish(index.add_child(instance=models.ProjectPage(title="Hidden", slug="hidden")))
    restrict(hidden)
    tend()
    cache.got.clear()
    hidden.country_links = [models.CountryLink(country=models.Country.objects.get(code="KH"))]
    publish(hidden)
    models.Country.objects.filter(code="KH").update(labels={"en": "Kingdom of Cambodia"})
    tend()
    assert [id_of(hidden) in tags for tags in dropped(cache)] == [False]


def test_a_purge_is_repeated_for_answers_that_were_under_way(cache, project, tend):
    project.title = "Renamed"
    publish(project)
    tend()
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))
    tend()
    first, second = dropped(cache)
    assert first == second
    assert DBTaskResult.objects.filter(status="READY").count() == 0


def test_many_changes_and_a_restore_purge_everything(cache, project, index, tend, monkeypatch):
    monkeypatch.setattr(purges, "MOST_CHANGES", 2)
    for name in ("a", "b", "c"):
        publish(index.add_child(instance=models.ProjectPage(title=name, slug=name)))
    tend()
    Position.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    tend()
    assert dropped(cache) == [{EVERYTHING}, {EVERYTHING}]


def test_a_cache_that_fails_is_told_again(cache, project, tend, caplog):
    cache.answers = [500, 500]
    project.title = "Renamed"
    publish(project)
    tend()
    assert "500" in caplog.text
    for _ in range(2):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))
        tend()
    assert len(dropped(cache)) >= 3
    assert len({frozenset(each) for each in dropped(cache)}) == 1


def test_a_purge_that_was_lost_with_its_process_is_run_again(cache, project, tend):
    project.title = "Renamed"
    publish(project)
    tend()
    tasks = DBTaskResult.objects.filter(status="SUCCESSFUL")
    tasks.update(status="RUNNING", started_at=timezone.now() - purging.LOST_AFTER - timedelta(seconds=1))
    project.title = "Again"
    publish(project)
    tend()
    assert len(dropped(cache)) == 3


def test_each_kind_of_cache_is_told_in_its_way(receiver, settings, monkeypatch, anywhere):
    base = receiver.address.removesuffix("/hook")
    monkeypatch.setattr(caches, "FASTLY", base)
    monkeypatch.setattr(caches, "CLOUDFLARE", base)
    settings.PURGE = ["fastly:service1:token1", "cloudflare:zone1:token2", f"varnish:{base}/", f"json:{base}/hook"]
    for each in known_caches():
        assert "token" not in each.name
        purging.purge.call(each.name, ["project", "country/KH"])
    fastly, cloudflare, varnish, program = receiver.got
    assert fastly[0]["fastly-key"] == "token1"
    assert fastly[0]["surrogate-key"] == varnish[0]["xkey-purge"] == "project country/KH"
    assert cloudflare[0]["authorization"] == "Bearer token2"
    assert json.loads(cloudflare[1]) == json.loads(program[1]) == {"tags": ["project", "country/KH"]}
    assert DBTaskResult.objects.count() == 0


def test_no_request_has_more_tags_than_a_cache_takes(settings):
    settings.PURGE = ["cloudflare:zone1:token2"]
    [cloudflare] = known_caches()
    sizes = [len(json.loads(each.body)["tags"]) for each in cloudflare.requests([f"project/{n}" for n in range(100)])]
    assert sizes == [30, 30, 30, 10]


@pytest.mark.parametrize("entry", ["fastly:x", "akamai:1:2", "varnish:10.0.0.1", "json:", "", "cloudflare::t"])
def test_an_entry_that_cannot_be_read_fails_at_the_start(settings, entry):
    settings.PURGE = [entry]
    assert [each.id for each in run_checks() if each.id == "schema.E003"] == ["schema.E003"]


class Shared:
    """A cache that keeps every answer until it is told to drop it."""

    def __init__(self, client):
        self.client, self.kept = client, {}

    def fetch(self, query):
        if query not in self.kept:
            response = self.client.get(ADDRESS, {"query": query})
            self.kept[query] = set(response["Surrogate-Key"].split()), response.content
        return self.kept[query][1]

    def drop(self, tags):
        self.kept = {query: kept for query, kept in self.kept.items() if not kept[0] & tags}


def test_a_cache_that_obeys_shows_what_the_site_says_and_asks_only_for_what_has_changed(cache, project, tend, client):
    queries = [
        f'{{ node(id: "{iri(id_of(project))}") {{ ... on Project {{ title countries {{ nodes {{ title }} }} }} }} }}',
        '{ country(code: "KH") { title projects { nodes { title } } } }',
        '{ country(code: "KR") { title } }',
        "{ organisations { totalCount } }",
    ]
    shared = Shared(client)
    for query in queries:
        shared.fetch(query)
    project.title = "Renamed"
    publish(project)
    tend()
    for tags in dropped(cache):
        shared.drop(tags)
    assert set(shared.kept) == set(queries[2:])
    assert all(shared.fetch(query) == client.get(ADDRESS, {"query": query}).content for query in queries)
    assert b"Renamed" in shared.fetch(queries[1])
