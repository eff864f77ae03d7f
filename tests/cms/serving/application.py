"""A small application for the tests of the worker: it answers at once, slowly, or with what it has read."""

import time

ALLOWED = [("X-Accel-Redirect", "/internal-files/a.txt"), ("Content-Security-Policy", "sandbox")]


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1)
    body = b"read nothing"
    if path.endswith("/read"):
        body = b"read %d" % len(environ["wsgi.input"].read())
    if path == "/who":
        headers = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "SCRIPT_NAME", "wsgi.url_scheme")
        body = "; ".join(environ.get(name, "-") for name in headers).encode()
    extra = ALLOWED if path == "/file" else []
    start_response("200 OK", [("Content-Length", str(len(body))), ("Content-Type", "text/plain"), *extra])
    return [body]
