"""Attacks on the query server: whatever a query does, it ends, reaches nothing, and the next one is answered."""

import os
import signal
import socket as sockets
import threading
import time
from contextlib import closing
from dataclasses import replace
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from graph.sparql.evaluation import Task
from graph.sparql.limits import MEGABYTE, Limits
from graph.sparql.outcome import Outcome
from graph.sparql.server import pack
from tests.graph.sparql.pathological import PATHOLOGICAL
from tests.graph.sparql.serving import LIMITS, serving
from tests.graph.sparql.test_endpoint import FIRST, numbers


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_a_pathological_query_is_refused_and_the_next_one_answered(sparql, name):
    response = sparql(PATHOLOGICAL[name], "application/sparql-results+json, text/turtle")
    assert response.status_code == 422, (response.status_code, response.text[:200])
    assert "Make the query more selective" in response.text
    # Workers run at the lowest priority: a busy machine may not give one its third of a second at once.
    answers = (sparql(FIRST) for _ in range(10))
    assert numbers(next(each for each in answers if each.status_code == 200)) == ["0", "1"]


def children_of(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def open_files(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def test_fifty_kills_leave_nothing_behind(socket, sparql, server, settings, tmp_path):
    limits = Limits(workers=2, seconds=0.02, memory_bytes=100 * MEGABYTE, result_bytes=MEGABYTE)
    settings.SPARQL_SOCKET = tmp_path / "impatient"
    with serving(settings.SPARQL_SOCKET, nquads="", limits=limits) as pid:
        sparql("ASK {}")
        before = open_files(pid)
        for _ in range(50):
            assert "stopped after 0.02 seconds" in sparql(PATHOLOGICAL["cross product of values"]).text
        assert sparql("ASK {}").status_code == 200
        assert open_files(pid) <= before + 1
        assert len(children_of(pid)) <= limits.workers
        assert len(os.listdir(f"/proc/{pid}/task")) == 1


def statuses_until_there_is_room(sparql):
    """A worker that was killed takes its place until it is dead."""
    for _ in range(200):
        yield sparql("ASK {}").status_code
        time.sleep(0.05)


def test_a_worker_that_is_given_no_processor_is_not_waited_for(sparql, server, settings, tmp_path):
    """One that is stopped hears nothing of its timer, as one that others leave no time."""
    limits = replace(LIMITS, workers=1)
    settings.SPARQL_SOCKET = tmp_path / "starved"
    with serving(settings.SPARQL_SOCKET, nquads="", limits=limits) as pid:
        sparql("ASK {}")
        [worker] = children_of(pid)
        os.kill(worker, signal.SIGSTOP)
        assert f"stopped after {limits.seconds} seconds" in sparql("ASK {}").text
        assert 200 in statuses_until_there_is_room(sparql)
        assert worker not in children_of(pid)


def test_a_query_that_passes_the_first_wall_reaches_nobody(tmp_path):
    """A worker that refuses no query by its words can open no connection either."""
    with (
        serving(tmp_path / "open", nquads="", refuses=False),
        sockets.create_server(("127.0.0.1", 0)) as listener,
    ):
        listener.setblocking(False)
        port = listener.getsockname()[1]
        for query in (
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
        ):
            status, content = straight(tmp_path / "open", query)
            assert status == 400 or (status == 200 and b"root:" not in content)
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("unit", ["1", "a.", "-", "é", "'\"", '"""\\', "select ", '\\"', "1:"])
def test_a_query_of_one_thing_repeated_takes_the_web_process_no_time(sparql, client, server, unit):
    """What reads its words is the worker, and takes time in proportion to them."""
    query = (unit * 65_536)[:65_536]
    before = time.process_time()
    response = client.post("/sparql", query, content_type="application/sparql-query")
    assert time.process_time() - before < 0.5
    assert (response.status_code, "not valid SPARQL" in response.text) == (400, True)


def straight(socket, query):
    with closing(Client(str(socket), "AF_UNIX")) as connection:
        connection.send_bytes(pack(("", 0), Task(query, (), (), "json", "ttl")))
        outcome = Outcome.from_bytes(connection.recv_bytes())
        return outcome.status, b"".join(connection.recv_bytes() for _ in range(outcome.pieces))


def test_a_worker_has_one_open_file_and_may_open_no_other(sparql, server):
    assert numbers(sparql(FIRST))
    workers = children_of(server)
    assert workers
    for pid in workers:
        assert open_files(pid) == 1
        limits = Path(f"/proc/{pid}/limits").read_text()
        assert next(line for line in limits.splitlines() if line.startswith("Max open files")).split()[3:5] == [
            "0",
            "0",
        ]


def test_more_queries_than_workers_are_asked_to_come_back(socket, server):
    statuses = []
    slow = PATHOLOGICAL["cross product"]
    threads = [threading.Thread(target=lambda: statuses.append(straight(socket, slow)[0])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [422] * LIMITS.workers + [429] * (6 - LIMITS.workers)
    assert straight(socket, FIRST)[0] == 200


def test_nonsense_from_a_client_does_not_stop_the_server(socket, server, sparql):
    with sockets.socket(sockets.AF_UNIX) as connection:
        connection.connect(str(socket))
        connection.sendall(b"\x00\x00\x00\x05hello")
    with sockets.socket(sockets.AF_UNIX) as connection:
        connection.connect(str(socket))
    assert numbers(sparql(FIRST)) == ["0", "1"]
