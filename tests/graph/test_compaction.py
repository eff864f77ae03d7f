"""The journal keeps every published version and merges what only followed from others."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms import models
from graph import identity, replica
from graph.mirror import compaction, history
from graph.models import Change, State
from graph.replica import differences
from tests.fixtures import public, publish

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=1)


@pytest.fixture
def resource(project):
    public()
    return identity.id_of(project)


def titles(resource):
    found = (each for each in history.versions(resource) if each.kind == "upsert")
    return [change.values["nodes"][resource]["values"]["title"]["en"] for change in found]


def move(page, to):
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=to.pk), pos="last-child")
    public()


def test_every_published_version_stays(project, resource):
    for title in ("Second", "Third"):
        project.title = title
        publish(project)
        public()
    compaction.compact(timezone.now() + LATER)
    assert titles(resource) == ["Training in Phnom Penh", "Second", "Third"]


def test_a_version_that_differs_in_its_links_only_stays(project, resource, korea):
    project.country_links.add(models.CountryLink(country=korea))
    publish(project)
    public()
    compaction.compact(timezone.now() + LATER)
    assert len(list(history.versions(resource))) == 2


def test_moves_of_one_version_are_merged_into_the_last(project, resource, home, index):
    section = home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive"))
    for target in (section, index, section):
        move(project, target)
    assert len(list(history.versions(resource))) == 4
    assert compaction.compact(timezone.now() + LATER) == 3
    [left] = history.versions(resource)
    assert left.values["urls"]["en"].endswith("/archive/training/")
    assert [str(each) for each in differences()] == []


def test_a_withdrawal_between_two_versions_stays(project, resource):
    project.unpublish()
    public()
    publish(project)
    public()
    compaction.compact(timezone.now() + LATER)
    assert [change.kind for change in history.versions(resource)] == ["upsert", "withdrawal", "upsert"]


def test_what_is_young_is_left_alone(project, resource, home):
    move(project, home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive")))
    assert compaction.compact(timezone.now() - LATER) == 0


def test_a_replica_that_lags_behind_catches_up_over_the_gap(project, resource, home, index):
    section = home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive"))
    public()
    lagging = replica.Replica.load(state())
    for target in (section, index, section):
        move(project, target)
    compaction.compact(timezone.now() + LATER)
    lagging.follow(state())
    assert lagging.node(resource)["urls"]["en"].endswith("/archive/training/")
    assert lagging.sequence == Change.objects.latest("sequence").sequence


def state():
    return State.objects.get()
