"""The changes as an event stream: whoever replays it has exactly the dump, and nothing that is hidden."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
import rdflib
from django.utils import timezone
from rdflib.namespace import DCTERMS, RDF

from cms import models
from graph.identity import document_iri, id_of
from graph.models import Change, State
from graph.publishing.feed import ldes
from tests.fixtures import publish, restrict, settle
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import by_oxigraph

pytestmark = pytest.mark.django_db
TREE = rdflib.Namespace(str(ldes.TREE))
POSITION = rdflib.URIRef("http://schema.org/position")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(ldes, "SIZE", 4)


def loaded(client, address, accept="application/trig"):
    response = client.get(address.removeprefix("http://testserver"), headers={"Accept": accept})
    assert response.status_code == 200, response.content
    store = rdflib.Dataset()
    store.parse(data=response.content, format={"application/trig": "trig", "application/n-quads": "nquads"}[accept])
    return store, response


def pages(client):
    root, _ = loaded(client, "/changes")
    return sorted(set(map(str, root.objects(None, TREE.node))), key=lambda each: int(each.rpartition("/")[2]))


def replayed(client, accept="application/trig"):
    """Return the triples of the newest version of every document, as a replica of the stream keeps them."""
    members = []
    for address in pages(client):
        store, _ = loaded(client, address, accept)
        for member in store.objects(None, TREE.member):
            content = {*store.graph(member)}
            document = store.value(member, DCTERMS.isVersionOf)
            is_deleted = (member, RDF.type, rdflib.URIRef(str(ldes.AS.Delete))) in store
            members.append((store.value(member, POSITION).value, document, None if is_deleted else content))
    newest = {document: content for _, document, content in sorted(members, key=lambda each: each[0])}
    return set().union(*(content for content in newest.values() if content))


def dumped(client):
    return set(rdflib.Graph().parse(data=body(client.get("/data/all.nt")), format="nt"))


def change_much(index, project):
    for number in range(4):
        page = publish(index.add_child(instance=models.ProjectPage(title=f"New {number}", slug=f"new-{number}")))
        settle()
    page.unpublish()
    project.title = "Xother"
    publish(project)
    settle()


@pytest.mark.parametrize("accept", ["application/trig", "application/n-quads"])
def test_a_replica_has_exactly_the_dump(project, index, client, accept):
    change_much(index, project)
    assert len(pages(client)) > 2
    assert replayed(client, accept) == dumped(client)


def test_a_replica_has_exactly_the_dump_when_something_was_hidden(project, index, client):
    change_much(index, project)
    restrict(project)
    assert replayed(client) == dumped(client)
    whole = b"".join(client.get(each, headers={"Accept": "application/trig"}).content for each in pages(client))
    for word in ("Phnom Penh", "Xother", "1000.5"):
        assert word not in whole.decode()
    # Who has it already learns that it is gone, for some time.
    assert document_iri(id_of(project)) in whole.decode()
    Change.objects.update(recorded_at=timezone.now() - ldes.RETENTION - timedelta(days=1))
    later = b"".join(client.get(each, headers={"Accept": "application/trig"}).content for each in pages(client))
    assert document_iri(id_of(project)) not in later.decode()


def test_full_pages_are_kept_and_the_last_one_is_asked_for_again(project, index, client):
    change_much(index, project)
    *full, last = [loaded(client, each)[1] for each in pages(client)]
    assert all("immutable" in each["Cache-Control"] for each in full)
    assert "no-cache" in last["Cache-Control"]
    before = [each.content for each in full]
    publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    settle()
    assert [loaded(client, each)[1].content for each in pages(client)][: len(before)] == before


def test_members_are_documents_at_their_own_addresses(project, index, client):
    change_much(index, project)
    found = 0
    for address in pages(client):
        store, _ = loaded(client, address)
        for member in store.objects(None, TREE.member):
            if (member, RDF.type, rdflib.URIRef(str(ldes.AS.Delete))) not in store:
                document = client.get(f"{member}.nt".removeprefix("http://testserver")).content
                assert set(rdflib.Graph().parse(data=document, format="nt")) == {*store.graph(member)}
                found += 1
    assert found > 3


def test_the_root_describes_the_stream(project, client):
    settle()
    root, _ = loaded(client, "/changes")
    stream = rdflib.URIRef(ldes.stream())
    assert (stream, RDF.type, rdflib.URIRef(str(ldes.LDES.EventStream))) in root
    for path in ("timestampPath", "versionOfPath", "sequencePath", "versionDeleteObject"):
        assert root.value(stream, rdflib.URIRef(str(ldes.LDES[path]))) is not None
    assert (stream, TREE.view, rdflib.URIRef("http://testserver/changes")) in root


def test_json_stays_the_form_without_a_preference(project, client):
    for accept in ("", "*/*", "application/json", "text/html,*/*;q=0.8"):
        assert client.get("/changes", headers={"Accept": accept})["Content-Type"] == "application/json"
    assert client.get("/changes.ttl")["Content-Type"].startswith("text/turtle")
    assert client.get("/changes.pdf").status_code == 404


def test_every_form_of_a_page_has_the_same_members(project, client):
    settle()
    address = pages(client)[0].removeprefix("http://testserver")
    expected = by_oxigraph(client.get(f"{address}.ttl").content, "ttl")
    assert by_oxigraph(client.get(f"{address}.nt").content, "nt") == expected
    assert expected < by_oxigraph(client.get(f"{address}.nq").content, "nq")


def test_pages_of_another_epoch_are_gone_and_those_to_come_are_not_there(project, client):
    settle()
    (first, *_) = pages(client)
    assert client.get(f"{first.rpartition('/')[0]}/999").status_code == 404
    State.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    assert client.get(first, headers={"Accept": "application/trig"}).status_code == 410


def entries(client):
    response = client.get("/changes.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 our own answer
    return [
        (each.find(f"{ATOM}title").text, each.find(f"{ATOM}link").get("href")) for each in feed.iter(f"{ATOM}entry")
    ]


def test_people_follow_the_changes_in_a_feed_reader(project, index, client):
    settle()
    page = publish(index.add_child(instance=models.ProjectPage(title="Newer", slug="newer")))
    settle()
    assert entries(client)[0] == ("Newer", page.full_url)
    page.unpublish()
    assert "Newer" not in str(entries(client))
    restrict(project)
    assert not any(id_of(project) in str(each) for each in entries(client))
    assert "Training in Phnom Penh" not in str(entries(client))
