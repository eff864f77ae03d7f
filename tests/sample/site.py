"""The sample programme behind a real HTTP server, on data that is gone afterwards.

One thread answers one request after the other, on the very connection that holds the data, so that nothing needs to
be committed. Clients reach it as their proxy: then the installation's own addresses lead to it.
"""

import threading
from contextlib import contextmanager
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections

SIGNALS = (request_started, request_finished)


class Handler(WSGIRequestHandler):
    """Takes requests as proxies get them, with a whole address, and says nothing about them."""

    def parse_request(self):
        understood = super().parse_request()
        if understood:
            address = urlsplit(self.path)
            self.path = f"{address.path}?{address.query}" if address.query else address.path
        return understood

    def log_message(self, *args):
        pass


@contextmanager
def proxy():
    """Yield the address of the proxy."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.inc_thread_sharing()
    # As Django's test client does: the end of a request is not the end of the connection.
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Handler)

    def serve():
        connections[DEFAULT_DB_ALIAS] = connection
        server.serve_forever(poll_interval=0.05)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for signal in SIGNALS:
            signal.connect(close_old_connections)
        connection.dec_thread_sharing()
