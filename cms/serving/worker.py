"""gunicorn's threaded worker, changed so that a slow client holds no thread, and no client more than its share.

gunicorn gives a connection to a thread with its first byte, and does not limit the time for the rest, so that nine
half requests stop a site. Here the loop that watches all connections reads heads and bodies too.
"""

import socket
import sys
from collections import Counter
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ
from time import monotonic, thread_time

from django.conf import settings
from gunicorn.workers.gthread import TConn, ThreadWorker

from cms.serving.messages import CONTINUE, RefusedError, head_of, too_slow, without_expectation
from cms.serving.turns import Turns
from graph.budget import is_proxy, nearest_address

HEAD_SECONDS = 10
"""Time within which the head of a request must arrive."""
BODY_SECONDS = 20
"""Time within which the body of a query or a form must arrive: 15 kB a second for the largest."""
STALL_SECONDS = 60
"""Time for which a thread waits for the next bytes of an upload, or to send a piece of an answer."""
DEAF_SECONDS = 20
"""Time after which the connection of a client that accepts no bytes of its answer is closed."""
LINGER_SECONDS = 2
MOST_CONNECTIONS = 64
"""Most connections from one address that is not a proxy; a browser opens six."""
CHUNK = 64 * 1024
SWEEP_SECONDS = 0.5
WAITING = 0.1
"""Share of the time that counts as use even while a thread only waits."""
SWITCH_SECONDS = 0.001
"""Python's switch interval: with its default of 5 ms, an answer waits that long for each computing thread, and again
after each pause."""


class Connection(TConn):
    def __init__(self, cfg, sock, client, server):
        super().__init__(cfg, sock, client, server)
        self.peer = client[0] if isinstance(client, tuple) else ""
        self.data_ready = True
        self.client_name = ""
        self.deadline = 0.0
        self.used = 0.0
        self.is_handed_over = False
        self.begin_request(b"")

    def begin_request(self, received):
        self.received = bytearray(received)
        self.has_head = False

    def init(self):
        """Give gunicorn's parser the received bytes; called in the request's thread."""
        super().init()
        self.sock.settimeout(STALL_SECONDS)
        self.parser.unreader.unread(bytes(self.received))
        self.received.clear()


class Worker(ThreadWorker):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.turns = Turns(self.cfg.threads)
        self.watched = {}
        """The function that handles arriving bytes, by connection."""
        self.peers = Counter()
        self.swept = 0.0

    @classmethod
    def check_config(cls, cfg, log):
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise RuntimeError("Let the web server before gunicorn end https: this worker reads plain requests only.")

    def init_process(self):
        sys.setswitchinterval(SWITCH_SECONDS)
        super().init_process()

    def load_wsgi(self):
        super().load_wsgi()
        self.wsgi = handing_over(closing_where_unread(self.wsgi))

    def accept(self, listener):
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        conn = Connection(self.cfg, sock, address, listener.getsockname())
        self.nr_conns += 1
        self.peers[conn.peer] += 1
        if self.peers[conn.peer] > MOST_CONNECTIONS and not is_proxy(conn.peer):
            self.drop(conn)
            return
        with suppress(OSError):
            # The option exists for TCP only, and on Linux only.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAF_SECONDS * 1000)
        self.watch(conn, self.on_bytes, HEAD_SECONDS)

    def watch(self, conn, look, seconds):
        conn.sock.setblocking(False)
        conn.deadline = monotonic() + seconds
        self.watched[conn] = look
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_readable, conn))

    def unwatch(self, conn):
        if self.watched.pop(conn, None):
            self.poller.unregister(conn.sock)

    def drop(self, conn):
        self.unwatch(conn)
        self.nr_conns -= 1
        self.peers[conn.peer] -= 1
        if not self.peers[conn.peer]:
            del self.peers[conn.peer]
        conn.close()

    def on_readable(self, conn, sock):
        if conn not in self.watched:
            # The connection was dropped earlier in the same round of the loop.
            return
        try:
            data = sock.recv(CHUNK)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self.watched[conn](conn, data)
        else:
            self.drop(conn)

    def on_bytes(self, conn, data):
        if not conn.received:
            conn.deadline = monotonic() + HEAD_SECONDS
        conn.received += data
        self.advance(conn)

    def advance(self, conn):
        """Queue the request for a thread once it has arrived completely."""
        try:
            head = head_of(conn.received, settings.LARGEST_BODY)
        except RefusedError as refusal:
            self.refuse(conn, refusal)
            return
        if head is None:
            return
        if not conn.has_head:
            conn.has_head = True
            conn.deadline = monotonic() + BODY_SECONDS
            if head.expects:
                conn.received = without_expectation(conn.received)
                self.send(conn, CONTINUE)
                self.advance(conn)
                return
        if len(conn.received) >= head.end:
            self.unwatch(conn)
            conn.client_name = nearest_address(conn.peer, head.forwarded_for)
            self.turns.add(conn.client_name, conn)
            self.start_next()

    def start_next(self):
        while (conn := self.turns.next()) is not None:
            self.enqueue_req(conn)

    def handle(self, conn):
        """Answer a request in a thread. Return whether the connection may be used again."""
        begun, computing = monotonic(), thread_time()
        try:
            return super().handle(conn)
        finally:
            conn.used = thread_time() - computing + WAITING * (monotonic() - begun)

    def handle_request(self, req, conn):
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            self.log.info("A connection of %s stood still: it is closed.", conn.client_name)
            return False
        except HandedOver:
            conn.is_handed_over = True
            return False

    def finish_request(self, conn, future):
        """Watch the connection for its next request after an answer, or close it; called in the loop."""
        self.turns.done(conn.client_name, conn.used)
        if not future.cancelled() and future.exception() is None and future.result():
            conn.begin_request(conn.parser.unreader.take_buffered())
            self.watch(conn, self.on_bytes, HEAD_SECONDS if conn.received else self.cfg.keepalive)
            if conn.received:
                self.advance(conn)
        elif conn.is_handed_over:
            # Another process has the connection too, so this one may close its own descriptor but not shut it down.
            self.drop(conn)
        else:
            self.linger(conn)
        self.start_next()

    def linger(self, conn):
        """Close the connection after `LINGER_SECONDS`, without blocking, so that the client can read the whole answer.

        Bytes that the client still sends are ignored.
        """
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(conn)
            return
        conn.received.clear()
        self.unwatch(conn)
        self.watch(conn, lambda *_: None, LINGER_SECONDS)

    def refuse(self, conn, refusal):
        self.send(conn, refusal.response())
        self.linger(conn)

    def send(self, conn, data):
        with suppress(OSError):
            conn.sock.send(data)

    def murder_pending(self):
        """Refuse or drop connections whose deadline has passed; gunicorn calls it in each round of its loop."""
        now = monotonic()
        if now - self.swept < SWEEP_SECONDS:
            return
        self.swept = now
        for conn in [conn for conn in self.watched if conn.deadline <= now]:
            if conn.received:
                self.refuse(conn, too_slow())
            else:
                self.drop(conn)


class HandedOver(Exception):
    """Another process answers on this connection: nothing may be sent here."""


def handing_over(application):
    """Return the application wrapped so that an answer with a method `hand_over` can give its connection away.

    The method gets the socket, and returns whether another process has taken it.
    """

    def handing(request, start_response):
        answer = application(request, start_response)
        hand_over = getattr(answer, "hand_over", None)
        if hand_over and request["REQUEST_METHOD"] == "GET" and hand_over(request["gunicorn.socket"]):
            answer.close()
            raise HandedOver
        return answer

    return handing


def closing_where_unread(application):
    """Return the application wrapped so that a connection is closed, and announced as closing, after an unread body.

    Otherwise the rest of the body would be taken for the next request.
    """

    def closing(request, start_response):
        def start(status, headers, exc_info=None):
            if getattr(request["wsgi.input"].reader, "length", 0):
                start_response.__self__.force_close()
            return start_response(status, headers, exc_info)

        return application(request, start)

    return closing
