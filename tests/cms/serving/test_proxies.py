"""The files for nginx and Caddy in deploy/ before gunicorn: slow clients, false addresses, large bodies, files."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, suppress

import pytest

from cms.settings.environment import BASE_DIR
from tests.cms.serving.conftest import free_port, wait_for
from tests.cms.serving.test_worker import HALVES, exchange

SLOW = 24
MAIN = """
{user}
daemon off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def nginx(folder, port, backend):
    """The file of the checkout, with other ports and folders, without a certificate, and with a shorter patience."""
    text = (BASE_DIR / "deploy/nginx.conf").read_text()
    text = re.sub(r".*(\[::\]|ssl_certificate).*\n", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};").replace("127.0.0.1:8000", backend)
    text = text.replace("/srv/accord/var/media/", f"{folder}/media/").replace("accord.example.org", "localhost")
    (folder / "site.conf").write_text(re.sub(r"(client_\w+_timeout) 10s", r"\1 1s", text))
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user="" if os.geteuid() else "user root;"))
    return [shutil.which("nginx"), "-c", str(folder / "nginx.conf")]


def caddy(folder, port, backend):
    text = (BASE_DIR / "deploy/Caddyfile").read_text()
    text = text.replace("{$ACCORD_HOST:accord.example.org}", f"http://localhost:{port}").replace(
        "127.0.0.1:8000", backend
    )
    text = text.replace("/srv/accord/var/media", f"{folder}/media").replace(
        "{\n\tservers", "{\n\tadmin off\n\tservers", 1
    )
    (folder / "Caddyfile").write_text(re.sub(r"(read_\w+) \w+", r"\1 1s", text))
    return [shutil.which("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy(request, server, tmp_path_factory):
    """Yield the address of the proxy, which is skipped where it is not installed."""
    if not shutil.which(request.param.__name__):
        pytest.skip(f"there is no {request.param.__name__} on this machine")
    folder, port = tmp_path_factory.mktemp("proxy"), free_port()
    (folder / "media").mkdir()
    (folder / "media/a.txt").write_text("the file")
    command = request.param(folder, port, f"127.0.0.1:{server[1]}")
    environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with subprocess.Popen(command, env=environment) as it:
        try:
            wait_for(("127.0.0.1", port))
            yield "127.0.0.1", port
        finally:
            it.terminate()


def ask(proxy, path, method="GET", body=None, **headers):
    connection = http.client.HTTPConnection("localhost", proxy[1], timeout=20)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response, response.read()


@pytest.mark.parametrize("kind", ["silent", "half a head", "half a body"])
def test_slow_clients_keep_nobody_waiting_and_are_ended(proxy, kind):
    with ExitStack() as slow:
        connections = [slow.enter_context(socket.create_connection(proxy, timeout=8)) for _ in range(SLOW)]
        for connection in connections:
            connection.sendall(HALVES[kind].replace(b"Host: a", b"Host: localhost"))
        time.sleep(0.3)
        begun = time.monotonic()
        assert ask(proxy, "/")[0].status == 200
        assert time.monotonic() - begun < 1
        if kind != "silent":
            # A connection without a request is an idle one, which a browser may keep.
            for connection in connections:
                with suppress(ConnectionResetError):
                    while connection.recv(65536):
                        pass


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Forwarded-For", "6.6.6.6"),
        ("Forwarded", "for=6.6.6.6"),
        ("SCRIPT_NAME", "/who"),
        ("X-Forwarded-Ssl", "on"),
        ("X-Forwarded-Proto", "https"),
    ],
)
def test_what_a_client_says_of_itself_is_not_passed_on(proxy, header, value):
    _, body = ask(proxy, "/who", **{header: value})
    assert body == b"127.0.0.1; 127.0.0.1; -; ; http"


@pytest.mark.parametrize(
    ("path", "megabytes", "is_read"), [("/read", 2, False), ("/admin/read", 2, True), ("/admin/read", 60, False)]
)
def test_files_may_be_sent_to_the_admin_only(proxy, path, megabytes, is_read):
    size = megabytes * 1024 * 1024
    head = f"POST {path} HTTP/1.1\r\nHost: localhost:{proxy[1]}\r\nConnection: close\r\nContent-Length: {size}\r\n\r\n"
    answer = exchange(proxy, head.encode() + b"x" * size, patient=20)
    assert answer.startswith(b"HTTP/1.1 200 ") is is_read
    assert (b"read %d" % size in answer) is is_read


def test_a_file_is_sent_where_accord_allows_it_and_at_no_address_of_its_own(proxy):
    response, body = ask(proxy, "/file")
    assert (response.status, body) == (200, b"the file")
    assert response.headers["Content-Security-Policy"] == "sandbox"
    assert response.headers.get("X-Accel-Redirect") is None
    for path in ("/internal-files/a.txt", "/media/a.txt", "/media/../internal-files/a.txt"):
        assert ask(proxy, path)[1] != b"the file"


def test_events_are_passed_on_as_they_come(proxy):
    connection = http.client.HTTPConnection("localhost", proxy[1], timeout=20)
    begun = time.monotonic()
    connection.request("GET", "/stream")
    response = connection.getresponse()
    assert response.readline() == b"data: first\n"
    assert time.monotonic() - begun < 1.5
    assert response.read().endswith(b"data: second\n\n")
