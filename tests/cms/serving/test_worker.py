"""Slow clients, floods and bodies that stay unread, against gunicorn itself."""

import http.client
import socket
import threading
import time
from contextlib import ExitStack, suppress

import pytest

SLOW = 20
"""Connections: five for each thread."""
HALVES = {
    "silent": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ",
    "half a body": b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nSELECT",
    "a promise": b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
    "a second half": b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nX-A: ",
}


def exchange(server, data, *, patient=5.0):
    """Everything that comes back until the server closes."""
    answer = b""
    with socket.create_connection(server, timeout=patient) as connection:
        with suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(data)
        with suppress(ConnectionResetError):
            while piece := connection.recv(65536):
                answer += piece
    return answer


def get(server, path="/", **headers):
    connection = http.client.HTTPConnection(*server, timeout=10)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
def test_half_requests_keep_no_thread_from_others_and_are_ended(server, sent):
    with ExitStack() as slow:
        connections = [slow.enter_context(socket.create_connection(server, timeout=5)) for _ in range(SLOW)]
        for connection in connections:
            connection.sendall(sent)
        time.sleep(0.2)
        begun = time.monotonic()
        assert get(server).status == 200
        assert time.monotonic() - begun < 0.5
        for connection in connections:
            while connection.recv(65536):
                pass
    assert time.monotonic() - begun < 4


def test_a_client_that_trickles_is_ended_at_the_deadline(server):
    begun = time.monotonic()
    with socket.create_connection(server, timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        with pytest.raises(OSError):
            while time.monotonic() - begun < 5:
                connection.sendall(b"X: a\r\n")
                time.sleep(0.1)
    assert time.monotonic() - begun < 4


def test_who_is_too_slow_is_told(server):
    assert exchange(server, HALVES["half a body"]).startswith(b"HTTP/1.1 408 ")


def test_clients_that_never_close_their_side_hold_nothing_up(server):
    """gunicorn would wait for each of them for two seconds, in the loop that all connections share."""
    with ExitStack() as open_ones:
        for _ in range(SLOW):
            connection = open_ones.enter_context(socket.create_connection(server, timeout=5))
            connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        time.sleep(0.3)
        begun = time.monotonic()
        assert get(server).status == 200
        assert time.monotonic() - begun < 0.5


@pytest.mark.parametrize(
    ("path", "size", "closes"),
    [("/read", 1000, False), ("/unread", 0, False), ("/unread", 1000, True), ("/unread", 10**8, True)],
)
def test_a_connection_is_closed_where_a_body_stays_unread(server, path, size, closes):
    sent = min(size, 100_000)
    request = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode() + b"x" * sent
    with socket.create_connection(server, timeout=5) as connection:
        connection.sendall(request)
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert (b"\r\nConnection: close\r\n" in answer) is closes


def test_a_large_body_of_which_nothing_more_comes_is_given_up(server):
    begun = time.monotonic()
    exchange(server, b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\nabc")
    assert time.monotonic() - begun < 4


def test_requests_that_come_together_are_answered_in_order(server):
    answer = exchange(
        server,
        b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde",
    )
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.index(b"read 3") < answer.index(b"read 5")


def test_a_client_that_is_asked_to_go_on_does(server):
    with socket.create_connection(server, timeout=5) as connection:
        connection.sendall(b"POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"abcde")
        answer = b""
        # Headers and text may arrive one after the other.
        while not answer.endswith(b"read 5") and (part := connection.recv(1000)):
            answer += part
    assert answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"read 5")


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        (b"POST /read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nabcde", b"411"),
        (b"POST /read HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", b"413"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000, b"431"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
)
def test_what_cannot_be_read_is_refused_and_closed(server, request_text, status):
    answer = exchange(server, request_text)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"\r\nConnection: close\r\n" in answer


def test_one_client_cannot_take_all_threads(server):
    """Through a proxy, so that the two are different clients."""
    flood = [
        threading.Thread(target=get, args=(server, "/slow"), kwargs={"X-Forwarded-For": "203.0.113.1"})
        for _ in range(8)
    ]
    for thread in flood:
        thread.start()
    time.sleep(0.3)
    begun = time.monotonic()
    assert get(server, "/", **{"X-Forwarded-For": "203.0.113.2"}).status == 200
    assert time.monotonic() - begun < 0.5
    for thread in flood:
        thread.join()
    assert time.monotonic() - begun > 1


def test_a_proxy_has_no_say_in_where_the_site_begins(server):
    answer = exchange(server, b"GET /who HTTP/1.1\r\nHost: a\r\nSCRIPT_NAME: /who\r\nConnection: close\r\n\r\n")
    assert answer.endswith(b"127.0.0.1; -; -; ; http")


def test_connections_that_were_handed_over_go_on_and_keep_no_thread(server):
    with ExitStack() as streams:
        connections = [streams.enter_context(socket.create_connection(server, timeout=5)) for _ in range(SLOW)]
        for connection in connections:
            connection.sendall(b"GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        begun = time.monotonic()
        received = [connection.recv(65536) for connection in connections]
        assert get(server).status == 200
        assert time.monotonic() - begun < 1.5
        for connection, data in zip(connections, received, strict=True):
            while piece := connection.recv(65536):
                data += piece
            assert data.endswith(b"data: first\n\ndata: second\n\n")
            assert data.count(b"HTTP/1.1") == 1
