"""Examine the processes beside the web: the worker, its servers, the sandbox, Redis and the mail server."""

import socket
from collections.abc import Iterator
from pathlib import Path

import redis
from django.conf import settings
from django.db import Error

from cms.operations.doctor.findings import Finding, advice, fault, good
from graph.monitoring.heartbeats import worker_age
from graph.sandbox import Stopped, sandboxed

WAIT = 5
QUIET = 60
"""Seconds of silence after which the worker counts as stopped."""


def services() -> Iterator[Finding]:
    yield from _worker()
    yield _sandbox()
    if settings.REDIS_URL:
        yield _redis()
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield _mail()


def _worker() -> Iterator[Finding]:
    try:
        age = worker_age()
    except Error:
        return
    if age is None or age > QUIET:
        since = "has never run" if age is None else f"was last seen {age:.0f} seconds ago"
        sentence = f"It {since}: nothing is published on time, and large changes do not reach readers."
        yield fault("Worker", sentence, "Start `manage.py work`, and let systemd or the container start it again.")
        return
    yield good("Worker", f"It was seen {age:.0f} seconds ago.")
    for name, path in {"SPARQL": settings.SPARQL_SOCKET, "Streams": settings.CHANGES_SOCKET}.items():
        yield _socket(name, path)


def _socket(name: str, path: Path) -> Finding:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(WAIT)
        try:
            probe.connect(str(path))
        except OSError:
            sentence = f"Nothing answers at {path}."
            return advice(name, sentence, "The worker must run on this machine as the same user: its log says more.")
    return good(name, "The server answers.")


@sandboxed(refuses=ValueError)
def echo(text: str) -> str:
    return text


def _sandbox() -> Finding:
    try:
        echo("Here I am.")
    except (Stopped, OSError) as error:
        return fault("Sandbox", f"Uploaded files cannot be read: {error}", "Check memory and limits of processes.")
    return good("Sandbox", "Uploaded files are read in a process of their own.")


def _redis() -> Finding:
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_timeout=WAIT, socket_connect_timeout=WAIT).ping()
    except (redis.RedisError, ValueError) as error:
        return fault("Redis", f"It does not answer: {error}.", "Start it, or check REDIS_URL.")
    return good("Redis", "It answers.")


def _mail() -> Finding:
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), WAIT).close()
    except OSError as error:
        sentence = f"{place} does not answer ({error}), so nobody gets a mail for a new password."
        return advice("E-mail", sentence, "Check EMAIL_HOST and EMAIL_PORT.")
    return good("E-mail", f"{place} answers.")
