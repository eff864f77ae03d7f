"""A partner's server, really listening on this machine, and subscriptions that lead to it."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from standardwebhooks import Webhook

from schema.models import Subscription
from schema.notices import Sender, sender
from tests.servers import serving


class Receiver(ThreadingHTTPServer):
    """Remembers what it is sent, and answers with the next of its `answers`, or with 204."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got = []
        self.answers = []
        self.address = f"http://127.0.0.1:{self.server_port}/hook"

    def verified(self, secret):
        """Return the contents of all requests, as the specification's own library verifies them."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.got]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        answer = self.server.answers.pop(0) if self.server.answers else 204
        if callable(answer):
            answer(self)
        else:
            self.send_response(answer)
            self.end_headers()

    do_PURGE = do_POST

    def log_message(self, *args):
        pass


@pytest.fixture
def receiver():
    with serving(Receiver()) as server:
        yield server


@pytest.fixture
def anywhere(settings):
    settings.NOTICES_ANYWHERE = True


@pytest.fixture
def tend(anywhere, monkeypatch):
    """One round of the process that sends notices, with time for all tasks that are due."""
    monkeypatch.setattr(sender, "SECONDS_OF_TASKS", 60)
    return Sender().tend


@pytest.fixture
def subscribe(db, receiver, tend):
    """A subscription that leads to the receiver, and has begun to follow."""

    def make(begin=True, **options):
        subscription = Subscription(**{"name": "Portal", "address": receiver.address} | options)
        subscription.renew()
        subscription.save()
        if begin:
            tend()
        return subscription

    return make
