"""Examine the settings: what they say, whatever the machine is like."""

import os
from collections.abc import Iterator
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from cms.operations.doctor.findings import Finding, advice, fault, good
from cms.settings.environment import OPERATOR_FILE, Misconfigured, env, require_strong_key

PRODUCTION = "cms.settings.production"
LOCAL = ("localhost", "127.0.0.1", "::1")


def configuration() -> Iterator[Finding]:
    yield mode()
    yield secret_key()
    yield operator_file()
    yield from hosts()
    yield base_iri()
    yield https()
    yield from proxies()
    yield from contacts()


def is_local() -> bool:
    """Return whether the installation is one for trying out: nobody else reaches its address."""
    return (urlsplit(settings.GRAPH_BASE_IRI).hostname or "") in LOCAL


def mode() -> Finding:
    if settings.DEBUG:
        finding = advice if is_local() else fault
        return finding("Settings", "Error pages show source code.", "Set DEBUG=off, or use the settings of production.")
    if settings.SETTINGS_MODULE == "cms.settings.dev" and not is_local():
        return fault(
            "Settings",
            "These are the settings for development.",
            f"Set DJANGO_SETTINGS_MODULE={PRODUCTION} for the web, the worker and every command.",
        )
    return good("Settings", f"{settings.SETTINGS_MODULE} is in use, without error pages for developers.")


def secret_key() -> Finding:
    try:
        require_strong_key(settings.SECRET_KEY)
    except Misconfigured as error:
        sentence, _, remedy = str(error).partition(": ")
        return (advice if is_local() else fault)("Secret key", f"{sentence}.", f"{remedy[:1].upper()}{remedy[1:]}")
    return good("Secret key", "SECRET_KEY is long enough.")


def operator_file() -> Finding:
    """Examine the file with the settings, whose passwords and keys are for Accord's user alone."""
    if OPERATOR_FILE.is_file() and OPERATOR_FILE.stat().st_mode & 0o077:
        return fault("File .env", "Other users of this machine can read it.", f"Run `chmod 600 {OPERATOR_FILE}`.")
    return good("File .env", "No other user of this machine reads settings in a file.")


def hosts() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS:
        yield fault("Hosts", "Every host name is answered.", "Name those of the site in ALLOWED_HOSTS.")
    name = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or ""
    if not validate_host(name, settings.ALLOWED_HOSTS):
        yield fault(
            "Hosts",
            f"Mails to editors lead to {name}, which is not answered.",
            "Add it to ALLOWED_HOSTS, or set WAGTAILADMIN_BASE_URL.",
        )
    else:
        yield good("Hosts", f"{name} is among the host names that are answered.")


def base_iri() -> Finding:
    address = urlsplit(settings.GRAPH_BASE_IRI)
    if is_local():
        sentence = f"Identifiers begin with {settings.GRAPH_BASE_IRI}, which leads nobody else here."
        return advice("Base IRI", sentence, "Set GRAPH_BASE_IRI to the address of the site before you publish.")
    if _is_address(address.hostname or ""):
        sentence = "Identifiers begin with the address of a machine, which will change."
        return advice("Base IRI", sentence, "Set GRAPH_BASE_IRI to a name before you publish.")
    return good("Base IRI", f"Identifiers begin with {settings.GRAPH_BASE_IRI}.")


def https() -> Finding:
    if settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE:
        return good("HTTPS", "Visitors are led to https, and cookies travel over https only.")
    if is_local():
        return good("HTTPS", "Not needed on this machine alone.")
    sentence = "Passwords and sessions may travel unencrypted."
    return fault("HTTPS", sentence, "Set HTTPS_ONLY=on and let a web server before Accord end https.")


def proxies() -> Iterator[Finding]:
    names = settings.TRUSTED_PROXIES
    wrong = [name for name in names if name != "*" and not _is_network(name)]
    bound = env.text("BIND")
    if wrong:
        yield fault(
            "Proxy",
            f"FORWARDED_ALLOW_IPS names {', '.join(wrong)}, which is no address or network.",
            "Name addresses such as 10.0.0.5, or networks such as 10.0.0.0/24.",
        )
    elif "*" in names and bound not in LOCAL:
        yield fault(
            "Proxy",
            f"gunicorn listens on {bound} and believes everybody who says for whom a request is.",
            "Name the web server's address in FORWARDED_ALLOW_IPS, or set BIND=127.0.0.1.",
        )
    else:
        yield good("Proxy", f"X-Forwarded headers are believed of {', '.join(names)} only.")


def contacts() -> Iterator[Finding]:
    if is_local():
        return
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        sentence = f"Mails come from {settings.DEFAULT_FROM_EMAIL}, which mail servers refuse."
        yield advice("E-mail", sentence, "Set DEFAULT_FROM_EMAIL to an address of yours.")
    if not settings.SECURITY_CONTACT:
        sentence = "Nobody learns where to report a weakness."
        yield advice("Security contact", sentence, "Set SECURITY_CONTACT, such as mailto:security@example.org.")


def user() -> Iterator[Finding]:
    if os.geteuid() == 0:
        sentence = "Accord runs as root, so a fault in it is a fault of the whole machine."
        yield (advice if is_local() else fault)("User", sentence, "Start it as a user of its own.")
    else:
        yield good("User", "Accord does not run as root.")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_network(name: str) -> bool:
    try:
        ip_network(name, strict=False)
    except ValueError:
        return False
    return True
