"""Headers of pages, and the files that programs look for."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

pytestmark = pytest.mark.django_db


def test_nothing_of_another_host_runs_on_a_page_and_caches_ask_before_they_show_it(client, home):
    response = client.get("/en/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src" not in policy
    assert "object-src 'none'" in policy
    assert response["Cache-Control"] == "private, no-cache"


def test_the_admin_and_pages_with_a_policy_of_their_own_keep_theirs(client):
    login = client.get(reverse("wagtailadmin_login"))
    assert "script-src 'self' 'unsafe-inline';" in login["Content-Security-Policy"]
    assert "connect-src 'self'" in login["Content-Security-Policy"]
    assert "camera=()" in login["Permissions-Policy"]
    assert "nonce" in client.get("/graphql/", headers={"Accept": "text/html"})["Content-Security-Policy"]
    assert client.get("/vocab", headers={"Accept": "text/html"})["Cache-Control"] == "public, no-cache"


def test_links_to_other_languages_stay_on_this_site(client, home):
    page = client.get("/", PATH_INFO="//evil.example/").text
    links = re.findall(r'href="([^"]*lang=fr[^"]*)"', page)
    assert links
    assert not any(link.startswith("//") for link in links)


def test_robots_leave_alone_what_is_computed_for_each_request(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /graphql/", "Disallow: /sparql", "Disallow: /search/"} <= set(lines)


def test_a_weakness_can_be_reported_where_the_operator_says(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    contact, expires = client.get("/.well-known/security.txt").text.splitlines()
    assert contact == "Contact: mailto:security@example.org"
    assert datetime.datetime.fromisoformat(expires.removeprefix("Expires: ")) > timezone.now()
