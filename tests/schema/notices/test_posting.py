"""Sending to a server that is slow, huge or hostile: it can neither hold the sender nor lead it elsewhere."""

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time

import pytest

from schema.models import Attempt, Notice, Subscription
from schema.notices import delivering, places, posting
from schema.notices.places import Place, RefusedPlaceError, place_of
from schema.notices.posting import send

BODY = b"{}"


def local(receiver, host="127.0.0.1", scheme="http"):
    return Place(scheme, host, receiver.server_port, "/hook", "127.0.0.1")


def test_an_answer_comes_with_its_status_and_beginning(receiver):
    receiver.answers = [lambda it: (it.send_response(202), it.end_headers(), it.wfile.write(b"thanks"))]
    reply = send(local(receiver, "partner.example"), BODY, {"X-Test": "1"})
    assert (reply.status, reply.text) == (202, "thanks")
    [(headers, body)] = receiver.got
    assert headers["host"] == f"partner.example:{receiver.server_port}"
    assert (headers["x-test"], body) == ("1", BODY)


def test_a_redirect_is_not_followed(receiver):
    def redirect(it):
        it.send_response(307)
        it.send_header("Location", f"http://127.0.0.1:{receiver.server_port}/secret")
        it.end_headers()

    receiver.answers = [redirect]
    assert send(local(receiver), BODY, {}).status == 307
    assert len(receiver.got) == 1


def test_of_a_huge_answer_only_the_beginning_is_read(receiver):
    sent = []

    def flood(it):
        it.send_response(200)
        it.end_headers()
        try:
            for _ in range(1_000):
                it.wfile.write(b"x" * 100_000)
                sent.append(1)
        except OSError:
            pass

    receiver.answers = [flood]
    reply = send(local(receiver), BODY, {})
    assert (reply.status, len(reply.text)) == (200, posting.FIRST_BYTES)
    assert len(sent) < 1_000


def _trickle_body(it):
    it.send_response(200)
    it.end_headers()
    _trickle(it)


def _trickle_head(it):
    it.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _trickle(it)


def _trickle(it):
    try:
        for _ in range(100):
            it.wfile.write(b"x")
            it.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


@pytest.mark.parametrize("answer", [_trickle_body, _trickle_head, lambda it: time.sleep(1)])
def test_a_slow_answer_is_cut(receiver, monkeypatch, answer):
    monkeypatch.setattr(posting, "SECONDS", 0.4)
    receiver.answers = [answer]
    start = time.monotonic()
    reply = send(local(receiver), BODY, {})
    assert time.monotonic() - start < 2
    assert reply.status is None or len(reply.text) < 100
    assert reply.status or "within" in reply.text or "No answer" in reply.text


def test_a_handshake_that_never_comes_is_cut(monkeypatch):
    monkeypatch.setattr(posting, "SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        threading.Thread(target=silent.accept, daemon=True).start()
        start = time.monotonic()
        reply = send(Place("https", "localhost", silent.getsockname()[1], "/", "127.0.0.1"), BODY, {})
    assert reply.status is None
    assert time.monotonic() - start < 2


@pytest.fixture
def secured(receiver, tmp_path):
    """Let the receiver speak TLS, with a certificate of its own for localhost; the file of that."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("no openssl found: install it")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *subject]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
    return certificate


def test_over_https_the_certificate_must_be_that_of_the_host_from_a_known_authority(receiver, secured, monkeypatch):
    unknown = send(local(receiver, "localhost", "https"), BODY, {})
    assert (unknown.status, receiver.got) == (None, [])
    assert "certificate" in unknown.text
    monkeypatch.setenv("SSL_CERT_FILE", str(secured))
    assert send(local(receiver, "localhost", "https"), BODY, {}).status == 204
    other = send(local(receiver, "partner.example", "https"), BODY, {})
    assert (other.status, len(receiver.got)) == (None, 1)
    assert "certificate" in other.text


def test_a_server_that_speaks_no_http_is_no_answer(receiver):
    receiver.answers = [lambda it: it.wfile.write(b"220 mail.example ESMTP\r\n")]
    assert send(local(receiver), BODY, {}).status is None


def test_a_server_that_is_not_there_is_no_answer(receiver):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "No answer" in send(Place("http", "localhost", port, "/", "127.0.0.1"), BODY, {}).text


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(receiver, monkeypatch, settings):
    """A resolver that answers with a public address when it is asked first, and with this machine afterwards."""
    asked = []

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        ip = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    connected = []

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(posting.socket, "create_connection", connect)
    place = place_of(f"https://rebinding.example:{receiver.server_port}/hook")
    send(place, BODY, {})
    assert connected == [("93.184.216.34", receiver.server_port)]
    assert asked == ["rebinding.example"]
    # Asked again, the name would lead here: the next notice is refused.
    with pytest.raises(RefusedPlaceError):
        place_of(f"https://rebinding.example:{receiver.server_port}/hook")


@pytest.mark.django_db
def test_an_address_that_has_become_private_is_refused_when_sending(receiver, monkeypatch, project):
    """Control: the same notice arrives where private addresses are allowed."""
    address = receiver.address.replace("http:", "https:")
    subscription = Subscription(name="Portal", address=address)
    subscription.renew()
    subscription.save()
    notice = Notice.objects.create(subscription=subscription, name="msg_1", content={"type": "reset", "data": {}})
    delivering.deliver.call(notice.pk)
    attempt = Attempt.objects.get()
    assert (attempt.status, receiver.got) == (None, [])
    assert "public internet" in attempt.answer
    monkeypatch.setattr(places, "is_public", lambda _: True)
    Subscription.objects.update(address=receiver.address)
    monkeypatch.setattr(places.settings, "NOTICES_ANYWHERE", True)
    Notice.objects.update(due=notice.made)
    delivering.deliver.call(notice.pk)
    assert [json.loads(body) for _, body in receiver.got] == [notice.content]
