"""The whole dataset in one file: all of one state, nothing of another, nothing that is hidden."""

import gzip
import io

import pytest
from django.core.management import call_command

from cms import models
from graph.identity import document_iri, id_of
from graph.mirror.rebuilding import APART
from graph.models import State
from graph.publishing import dataset
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import BY_EXTENSION, NQUADS, TURTLE
from graph.refusals import Refusal
from tests.fixtures import publish, restrict
from tests.graph.publishing.conftest import body, public_resources
from tests.graph.publishing.parsers import READERS, by_oxigraph, quads_by_oxigraph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """So that what a test publishes takes several."""
    monkeypatch.setattr(dataset, "CHUNK", 2)


@pytest.mark.parametrize("parser", READERS)
def test_the_dataset_is_the_union_of_the_single_documents(content, client, parser):
    resources = public_resources()
    documents = [by_oxigraph(body(client.get(f"/data/{each}.nt")), "nt") for each in resources]
    assert len(resources) > 5
    for extension in READERS[parser]:
        assert parser(body(client.get(f"/data/all.{extension}")), extension) == set.union(*documents), extension


@pytest.mark.parametrize("extension", ["nq", "trig"])
def test_each_resource_has_its_named_graph(content, client, extension):
    quads = quads_by_oxigraph(body(client.get(f"/data/all.{extension}")), extension)
    assert {quad.graph_name.value for quad in quads} == {document_iri(each) for each in public_resources()}


@pytest.mark.parametrize("extension", BY_EXTENSION)
def test_the_packed_file_holds_the_same_bytes(project, client, extension):
    packed = client.get(f"/data/all.{extension}.gz")
    assert packed["Content-Type"] == "application/gzip"
    assert gzip.decompress(body(packed)) == body(client.get(f"/data/all.{extension}"))


@pytest.mark.parametrize("extension", ["ttl", "rdf", "jsonld", "nt.gz"])
def test_the_same_content_gives_the_same_bytes(project, client, extension):
    assert body(client.get(f"/data/all.{extension}")) == body(client.get(f"/data/all.{extension}"))


@pytest.mark.parametrize("extension", BY_EXTENSION)
def test_an_empty_dataset_is_a_well_formed_file(home, client, extension):
    assert by_oxigraph(body(client.get(f"/data/all.{extension}")), extension) == set()


def test_the_file_says_its_length_and_the_number_of_its_state(project, client):
    response = client.get("/data/all.ttl")
    sequence = State.objects.get().sequence
    assert int(response["Content-Length"]) == len(body(response))
    assert response["Content-Disposition"] == f'attachment; filename="accord-{sequence}.ttl"'
    assert f"-{sequence}-" in response["ETag"]


def test_it_is_sent_again_only_after_a_change(project, client):
    etag = client.get("/data/all.ttl")["ETag"]
    assert client.get("/data/all.ttl", headers={"If-None-Match": etag}).status_code == 304
    project.unpublish()
    assert client.get("/data/all.ttl", headers={"If-None-Match": etag}).status_code == 200


def test_what_is_hidden_is_in_no_format(content, hidden, client):
    for extension in BY_EXTENSION:
        text = body(client.get(f"/data/all.{extension}")).decode()
        assert "Training" in text
        for word in ("Xdraft", "Xprivate", "Xunlinked", *hidden):
            assert word not in text, extension


def test_what_is_hidden_again_leaves_the_dataset_at_once(project, donor, client):
    assert id_of(donor) in body(client.get("/data/all.nt")).decode()
    restrict(project)
    text = body(client.get("/data/all.nt")).decode()
    assert id_of(project) not in text
    assert id_of(donor) not in text
    assert "country/KH" in text


@pytest.mark.parametrize("form", [TURTLE, NQUADS])
def test_changes_while_a_snapshot_is_read_are_not_in_it(project, index, cambodia, korea, form):
    snapshot = Snapshot.current()
    before = list(snapshot.resources(form))
    reading = snapshot.resources(form)
    read = [next(reading)]
    project.title = "Changed meanwhile"
    publish(project)
    publish(index.add_child(instance=models.ProjectPage(title="Come meanwhile", slug="come")))
    models.Country.objects.create(code="ZW", code3="ZWE", m49="716", labels={"en": "Come meanwhile"})
    cambodia.labels = {"en": "Changed meanwhile"}
    cambodia.save()
    Snapshot.current()
    project.unpublish()
    Snapshot.current()
    assert read + list(reading) == before
    assert list(Snapshot.current().resources(form)) != before


def test_a_rebuild_while_a_snapshot_is_read_breaks_it_off(project):
    snapshot = Snapshot.current()
    State.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    with pytest.raises(Refusal) as refused:
        list(snapshot.resources(TURTLE))
    assert refused.value.status == 503


def test_after_a_restore_no_file_of_the_time_before_is_handed_out(project, client, settings):
    """A file that was made since the backup holds what has never happened; no number is given out again."""
    now = Snapshot.current()
    settings.DATASET_FILES.mkdir(parents=True, exist_ok=True)
    left = settings.DATASET_FILES / f"{now.epoch.hex}-{now.sequence + 1}-all.ttl"
    left.write_text("# what was undone")
    left.with_name(f"{left.name}.sha256").write_text("0" * 64)
    call_command("rebuild_graph", restored=True, stdout=io.StringIO(), stderr=io.StringIO())
    project.title = "After the restore"
    publish(project)
    assert Snapshot.current().sequence == APART + 1
    assert "After the restore" in body(client.get("/data/all.ttl")).decode()


def test_a_failure_while_the_file_is_made_is_not_sent_as_a_file(project, client, monkeypatch):
    def fail(self, resource, slug):
        yield next(stored(self, resource, slug))
        raise OSError("No space left on device")

    stored = Snapshot.resources
    monkeypatch.setattr(Snapshot, "resources", fail)
    client.raise_request_exception = False
    assert client.get("/data/all.ttl").status_code == 500
