"""The change feed as server-sent events: from the last event on, for many clients at once, and within limits."""

import asyncio
import json
import socket
import threading
import time
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connections

from graph.identity import id_of, iri
from graph.publishing.feed import server as module
from graph.publishing.feed.server import Server
from tests.fixtures import publish, restrict

MOST, SHARE = 5, 3


@pytest.fixture
def serving(settings, tmp_path, monkeypatch):
    """Yield a stream server in a thread of its own, which looks at the database as often as a test needs."""
    monkeypatch.setattr(module, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(module, "HEARTBEAT_EVERY", 0.5)
    settings.CHANGES_SOCKET = tmp_path / "changes.sock"
    over, server = threading.Event(), Server(MOST, SHARE)

    class Closing(type(server._database)):
        """Closes the database connection of its thread at the end, as a process does."""

        def shutdown(self):
            self.submit(connections.close_all).result()
            super().shutdown()

    server._database = Closing(1)
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as listener:
        listener.bind(str(settings.CHANGES_SOCKET))
        listener.listen()
        thread = threading.Thread(target=lambda: asyncio.run(server.run(listener, over.is_set)))
        thread.start()
        yield server
        over.set()
        thread.join()


class Listener:
    """What a browser's EventSource does, on one end of a pair of sockets."""

    def __init__(self, client, last_event_id=None, **parameters):
        self.ours, theirs = socket.socketpair()
        self.ours.settimeout(10)
        headers = {"Last-Event-ID": last_event_id} if last_event_id else {}
        self.response = client.get("/changes/stream", parameters, headers=headers)
        assert self.response.status_code == 200, self.response.content
        with theirs:
            self.is_taken = self.response.hand_over(theirs)
        self.file = self.ours.makefile("rb")
        self.last_event_id = last_event_id

    def head(self):
        return self.lines()

    def lines(self):
        found = []
        while line := self.file.readline().strip():
            found.append(line.decode())
        return found

    def event(self):
        """Return the name and the data of the next event."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            fields = {name: value.strip() for name, _, value in (each.partition(":") for each in self.lines())}
            if "event" in fields:
                self.last_event_id = fields["id"]
                return fields["event"], json.loads(fields["data"])
        raise AssertionError("No event comes.")

    def until_caught_up(self):
        found = []
        while (event := self.event())[0] != "caught-up":
            found.append((event[0], event[1].get("id")))
        return found

    def close(self):
        self.file.close()
        self.ours.close()


@pytest.fixture
def listen(client):
    opened = []

    def start(*args, **parameters):
        opened.append(Listener(client, *args, **parameters))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.mark.django_db(transaction=True)
def test_a_client_gets_everything_and_then_what_changes(serving, listen, project, korea):
    stream = listen()
    assert stream.is_taken
    head = stream.head()
    assert head[0] == "HTTP/1.1 200 OK"
    assert {"Content-Type: text/event-stream", "X-Accel-Buffering: no", "Connection: close"} <= set(head)
    assert ("upsert", iri(id_of(project))) in stream.until_caught_up()
    project.title = "Second"
    publish(project)
    assert stream.until_caught_up() == [("upsert", iri(id_of(project)))]
    restrict(project)
    assert ("withdrawal", iri(id_of(project))) in stream.until_caught_up()


@pytest.mark.django_db(transaction=True)
def test_a_client_goes_on_from_its_last_event(serving, listen, client, project):
    before = listen()
    before.head()
    before.until_caught_up()
    before.close()
    project.title = "Second"
    publish(project)
    after = listen(before.last_event_id)
    after.head()
    assert after.until_caught_up() == [("upsert", iri(id_of(project)))]
    assert client.get("/changes", {"since": after.last_event_id}).json()["changes"] == []


@pytest.mark.django_db(transaction=True)
def test_types_are_told_apart_and_silence_is_broken_by_comments(serving, listen, project, korea):
    stream = listen(types="country")
    stream.head()
    assert {kind for kind, _ in stream.until_caught_up()} == {"upsert"}
    project.title = "Second"
    publish(project)
    korea.labels = {"en": "Korea"}
    korea.save()
    assert stream.until_caught_up() == [("upsert", iri(id_of(korea)))]
    assert stream.lines() == [": still here"]


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_a_client_is_told_to_delete_its_copy(serving, listen, project):
    stream = listen()
    stream.head()
    everything = stream.until_caught_up()
    old = stream.last_event_id
    call_command("rebuild_graph", "--restored", verbosity=0)
    assert stream.event()[0] == "reset"
    assert stream.last_event_id == ""
    assert stream.until_caught_up() == everything
    again = listen(old)
    again.head()
    assert again.event()[0] == "reset"
    assert again.until_caught_up() == everything


@pytest.mark.django_db(transaction=True)
def test_places_are_limited_and_free_again_when_a_client_leaves(serving, listen, project, monkeypatch):
    streams = [listen() for _ in range(SHARE + 1)]
    assert [each.is_taken for each in streams] == [True] * SHARE + [False]
    ended = b"".join(streams[-1].response).decode()
    assert ended.startswith("retry: 15000\n\n")
    assert iri(id_of(project)) in ended and "event: caught-up" in ended
    streams[0].close()
    deadline = threading.Event()
    for _ in range(100):
        if len(serving.streams) < SHARE:
            break
        deadline.wait(0.05)
    assert listen().is_taken
    monkeypatch.setattr("graph.publishing.feed.views.address_of", lambda request: "another")
    assert [listen().is_taken for _ in range(MOST - SHARE + 1)] == [True] * (MOST - SHARE) + [False]


@pytest.mark.django_db
def test_without_a_server_a_client_gets_what_there_is_and_asks_again(project, client, settings, tmp_path):
    settings.CHANGES_SOCKET = tmp_path / "nothing.sock"
    ours, theirs = socket.socketpair()
    with ours, theirs:
        response = client.get("/changes/stream")
        assert not response.hand_over(theirs)
    text = b"".join(response).decode()
    assert iri(id_of(project)) in text
    assert response["Content-Type"] == "text/event-stream"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "WyJ4Il0.x"])
def test_a_damaged_token_is_refused(project, client, token):
    assert client.get("/changes/stream", headers={"Last-Event-ID": token}).status_code == 400
    assert client.get("/changes/stream", {"types": "nothing"}).status_code == 400
