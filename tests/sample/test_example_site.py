"""The example of a partner's site builds the sample programme in three languages, and then follows what editors do."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
import requests
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page

from cms.models import Country, ProjectPage
from cms.settings.environment import BASE_DIR
from graph.identity import id_of, iri
from graph.previews import token_for
from schema.models import Subscription
from schema.notices import Sender
from tests.browser import ARGUMENTS, chromium
from tests.fixtures import publish
from tests.node import node
from tests.sample.site import proxy

SITE = BASE_DIR / "docs/examples/site"
ASTRO = "node_modules/astro/astro.js"
CODEGEN = "node_modules/@graphql-codegen/cli/esm/bin.js"
WITHIN = 180
NOT_COPIED = shutil.ignore_patterns("node_modules", ".accord", ".astro", "built", "site", "gql")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.skipif(
        node() is None or not (SITE / ASTRO).exists(), reason="Astro is not installed: run `make clients`."
    ),
]


class Site:
    """A copy of the example in a folder of its own."""

    def __init__(self, folder, address):
        self.folder = shutil.copytree(SITE, folder, ignore=NOT_COPIED)
        (folder / "node_modules").symlink_to(SITE / "node_modules")
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "ACCORD": address}
        self.environment |= {"ASTRO_TELEMETRY_DISABLED": "1", "HOST": "127.0.0.1"}

    def run(self, script, *arguments, **environment):
        """Run a program of the site's packages, and return what it prints."""
        finished = subprocess.run(
            [node(), script, *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=WITHIN,
            check=False,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    def pages(self):
        """Return the served pages of projects with the moments at which they were written."""
        served = self.folder / "site/client"
        return {
            str(each.parent.relative_to(served)): each.stat().st_mtime_ns for each in served.glob("*/projects/*/*.html")
        }

    def text(self, path):
        return (self.folder / "site/client" / path / "index.html").read_text("utf-8")

    @contextmanager
    def serving(self, secret=""):
        """Yield the address of the site's own server."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = self.environment | {"PORT": str(port), "ACCORD_SECRET": secret}
        server = subprocess.Popen([node(), "site/server/entry.mjs"], cwd=self.folder, env=environment)
        try:
            wait_until(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def dom(address, folder):
    """Return what a browser shows, once the scripts of the page have run."""
    command = [chromium(), *ARGUMENTS, "--headless", "--dump-dom", "--virtual-time-budget=20000"]
    command += [f"--user-data-dir={folder / 'browser'}", address]
    return subprocess.run(command, capture_output=True, text=True, timeout=WITHIN, check=True).stdout


def wait_until(is_so):
    end = time.monotonic() + WITHIN
    while not is_so():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.2)


@pytest.fixture
def site(db, loaded, tmp_path):
    with proxy() as address:
        site = Site(tmp_path / "site", address)
        site.run(CODEGEN)
        site.run(ASTRO, "build")
        yield site


def page(slug):
    return Page.objects.get(slug=slug, locale__language_code="en").specific


def expected_pages():
    public = ProjectPage.objects.live().public().filter(locale__language_code__in=["en", "fr", "ar"])
    return {f"{each.locale.language_code}/projects/{each.slug}" for each in public}


def test_it_follows_what_editors_do(site, settings):
    """Checked at each step: which pages are there, and which of them were written again."""
    site.run(ASTRO, "check")
    before = site.pages()
    assert before.keys() == expected_pages()
    assert {path[:2] for path in before} == {"en", "fr", "ar"}
    arabic = next(path for path in before if path.startswith("ar/"))
    assert '<html lang="ar" dir="rtl">' in site.text(arabic)

    settings.NOTICES_ANYWHERE = True
    subscription = Subscription(name="Example")
    secret = subscription.renew()
    with site.serving(secret) as address:
        subscription.address = f"{address}/hook"
        subscription.save()
        sender = Sender()
        sender.tend()
        renamed, gone = page("film-law-in-gabon"), page("peers-in-namibia")
        renamed.title = "Quetzalcoatl"
        publish(renamed)
        gone.unpublish()
        jamaica = Country.objects.get(code="JM")
        jamaica.labels = jamaica.labels | {"en": "Land of wood and water"}
        jamaica.save()
        assert requests.post(f"{address}/hook", json={"type": "changes"}, timeout=30).status_code == 401
        sender.tend()
        wait_until(lambda: "en/projects/peers-in-namibia" not in site.pages())
        wait_until(lambda: "Quetzalcoatl" in site.text("en/projects/film-law-in-gabon"))
        assert requests.get(f"{address}/en/projects/peers-in-namibia/", timeout=30).status_code == 404
        assert "Quetzalcoatl" in requests.get(f"{address}/en/", timeout=30).text
    after = site.pages()
    assert after.keys() == expected_pages() == before.keys() - {"en/projects/peers-in-namibia"}
    written = {path for path, moment in after.items() if before[path] != moment}
    assert "en/projects/film-law-in-gabon" in written
    naming_jamaica = {path for path in after if path[:2] == "en" and "Land of wood and water" in site.text(path)}
    assert naming_jamaica
    assert written == naming_jamaica | {"en/projects/film-law-in-gabon"}

    site.run(ASTRO, "build", UPDATE="1")
    assert site.pages() == after

    page("women-in-design-in-ethiopia").unpublish()
    call_command("rebuild_graph", "--restored", verbosity=0)
    site.run(ASTRO, "build", UPDATE="1")
    assert site.pages().keys() == expected_pages() == after.keys() - {"en/projects/women-in-design-in-ethiopia"}


def test_it_shows_a_draft_to_who_has_the_token(site):
    draft = page("film-law-in-gabon")
    draft.title = "Not yet"
    draft.save_revision()
    browser = Client()
    admin = get_user_model().objects.filter(is_superuser=True).first()
    browser.force_login(admin)
    token = token_for(draft, admin, browser.session.session_key)
    parameters = {"id": iri(id_of(draft)), "lang": "en"}
    with site.serving() as address:
        shown = requests.get(f"{address}/draft", parameters, headers={"Accord-Preview": token}, timeout=60)
        assert "Not yet" in shown.text
        assert shown.headers["Cache-Control"] == "private, no-store"
        for stranger in ({}, {"Accord-Preview": f"{token}x"}):
            refused = requests.get(f"{address}/draft", parameters, headers=stranger, timeout=60)
            assert "Not yet" not in refused.text
            assert refused.status_code == 502
        if chromium():
            assert "Not yet" in dom(f"{address}/preview/?{urlencode(parameters)}#token={quote(token)}", site.folder)
