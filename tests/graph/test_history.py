"""The public past: what it says, and what it must not say."""

import pytest
from django.core.management import CommandError, call_command

from cms import models
from graph import identity
from graph.mirror import history
from graph.models import Change, Erasure, State
from graph.replica import differences
from tests.fixtures import public, publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def resource(project):
    public()
    return identity.id_of(project)


def now():
    public()
    return State.objects.get().sequence


def titles(changes):
    return [
        change.values["nodes"][change.resource]["values"]["title"]["en"]
        for change in changes
        if change.kind == "upsert"
    ]


def test_every_published_version_is_there(project, resource):
    for title in ("Second", "Third"):
        project.title = title
        publish(project)
        public()
    assert titles(history.versions(resource)) == ["Training in Phnom Penh", "Second", "Third"]


def test_the_graph_is_there_as_it_was(project, resource, index):
    before = now()
    project.title = "Second"
    publish(project)
    publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    after = now()
    assert titles(history.as_of(before, [resource])) == ["Training in Phnom Penh"]
    assert {each.resource for each in history.as_of(after)} - {each.resource for each in history.as_of(before)}
    assert history.sequence_at(Change.objects.get(pk=after).recorded_at) == after


def test_what_is_withdrawn_keeps_its_public_past(project, resource):
    before = now()
    project.unpublish()
    after = now()
    assert resource in {each.resource for each in history.as_of(before)}
    assert resource not in {each.resource for each in history.as_of(after)}
    [gone] = [each for each in history.between(before, after) if each.resource == resource]
    assert gone.before and not gone.after


def test_what_is_private_has_no_past_while_it_is(project, resource):
    before = now()
    restriction = restrict(project)
    assert not list(history.versions(resource))
    assert resource not in {each.resource for each in history.as_of(before)}
    restriction.delete()
    assert list(history.versions(resource))


def test_between_two_points_only_what_differs_is_listed(project, resource, index):
    first = now()
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    project.title = "Second"
    publish(project)
    public()
    project.title = "Training in Phnom Penh"
    publish(project)
    last = now()
    differing = {each.resource: each for each in history.between(first, last)}
    assert differing[identity.id_of(other)].before is None
    assert titles([differing[resource].before, differing[resource].after]) == ["Training in Phnom Penh"] * 2


def test_a_purge_erases_the_past_and_says_so(project, resource):
    project.title = "Without the name"
    publish(project)
    public()
    call_command("purge_resource", identity.iri(resource), reason="asked for by a person", by="dpo")
    assert titles(history.versions(resource)) == ["Without the name"]
    assert "Phnom Penh" not in "".join(Change.objects.values_list("nquads", flat=True))
    erasure = Erasure.objects.get()
    assert (erasure.resource, erasure.versions, erasure.by) == (resource, 1, "dpo")
    assert list(differences()) == []


def test_a_purge_of_what_is_unpublished_leaves_nothing(project, resource):
    project.unpublish()
    call_command("purge_resource", resource, reason="withdrawn for good")
    assert titles(history.versions(resource)) == []


def test_a_purge_of_what_never_was_says_so(db):
    with pytest.raises(CommandError, match="Nothing was ever public"):
        call_command("purge_resource", "project/unknown", reason="a slip")
