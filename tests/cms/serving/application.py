"""A small application for the tests of the worker: it answers at once, slowly, or with what it has read."""

import time


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1)
    body = b"read nothing"
    if path == "/read":
        body = b"read %d" % len(environ["wsgi.input"].read())
    start_response("200 OK", [("Content-Length", str(len(body))), ("Content-Type", "text/plain")])
    return [body]
