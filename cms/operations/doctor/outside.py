"""Examine the installation from outside, as a visitor reaches it: the web server before Accord is examined too."""

import secrets
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from cms.operations.doctor.findings import Finding, advice, fault, good

WAIT = 10
SUBJECT = "From outside"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Follow no redirect: it is what is examined."""


def outside(address: str) -> Iterator[Finding]:
    try:
        status, headers = _ask(f"{address}/health/live")
    except (OSError, ssl.SSLError) as error:
        yield fault(SUBJECT, f"{address} does not answer: {error}.", "Check the web server, DNS and the certificate.")
        return
    if status != 200:
        sentence = f"{address}/health/live answers {status}."
        yield fault(SUBJECT, sentence, "Check that the web server passes on the header Host, and ALLOWED_HOSTS.")
        return
    yield good(SUBJECT, f"{address} answers.")
    yield from _encryption(address, headers)
    yield _uploads(address)


def _ask(address: str) -> tuple[int, dict[str, str]]:
    opener = urllib.request.build_opener(_Stay)
    try:
        with opener.open(address, timeout=WAIT) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


def _encryption(address: str, headers: dict[str, str]) -> Iterator[Finding]:
    if not address.startswith("https://"):
        yield fault(SUBJECT, f"{address} is not encrypted.", "Let the web server offer https.")
    elif "Strict-Transport-Security" not in headers:
        sentence = "Accord does not know that the visitor used https."
        yield fault(SUBJECT, sentence, "Let the web server set X-Forwarded-Proto, and name it in FORWARDED_ALLOW_IPS.")
    else:
        yield good(SUBJECT, "https is used, and browsers are told to keep to it.")
        yield from _unencrypted(urlsplit(address))


def _unencrypted(address: SplitResult) -> Iterator[Finding]:
    """Look where http leads to, unless it cannot be said: https has another port than usual, or nothing answers."""
    if address.port is not None:
        return
    with suppress(OSError):
        status, _ = _ask(f"http://{address.hostname}/")
        if status not in (301, 302, 307, 308):
            sentence = f"http answers {status} instead of leading to https."
            yield advice(SUBJECT, sentence, "Let the web server lead port 80 to https.")


def _uploads(address: str) -> Finding:
    """Put a file among the uploaded ones that no record names, and ask for it."""
    probe = Path(settings.MEDIA_ROOT) / f"doctor-{secrets.token_hex(8)}.txt"
    probe.parent.mkdir(parents=True, exist_ok=True)
    probe.write_text("Nobody may read this file.\n")
    try:
        shown = [place for place in ("media", "internal-files") if _ask(f"{address}/{place}/{probe.name}")[0] == 200]
    finally:
        probe.unlink()
    if shown:
        sentence = f"The web server sends uploaded files below /{shown[0]}/ without asking Accord."
        return fault(SUBJECT, sentence, "Take the folder out of its configuration: hidden files are readable there.")
    return good(SUBJECT, "Uploaded files are sent only where Accord allows it.")
