"""A small application for the tests of the worker: it answers at once, slowly, with what it has read, or elsewhere."""

import threading
import time

ALLOWED = [("X-Accel-Redirect", "/internal-files/a.txt"), ("Content-Security-Policy", "sandbox")]


STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Accel-Buffering: no\r\nConnection: close\r\n\r\n"


class Elsewhere:
    """An answer that a thread of its own sends on a copy of the connection, in the place of another process."""

    def hand_over(self, connection):
        threading.Thread(target=self._send, args=(connection.dup(),), daemon=True).start()
        return True

    def _send(self, connection):
        with connection:
            connection.sendall(STREAM + b"data: first\n\n")
            time.sleep(2)
            connection.sendall(b"data: second\n\n")

    def close(self):
        pass


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/stream":
        start_response("200 OK", [])
        return Elsewhere()
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
