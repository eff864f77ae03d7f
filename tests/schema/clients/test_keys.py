"""Keys of partners: their secrets, their rights, how much they may ask for, and how they are managed."""

import datetime
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

from graph.budget import address_of
from graph.budget.memory import shared
from schema.clients import rates
from schema.models import ApiKey
from tests.schema.clients.test_documents import sha256
from tests.schema.conftest import ADDRESS, code

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def test_only_a_hash_of_the_secret_is_kept(new_key):
    key, headers = new_key()
    secret = headers["Authorization"].rpartition(key.prefix + "_")[2]
    stored = json.dumps(list(ApiKey.objects.values()), default=str)
    assert len(secret) > 40
    assert secret not in stored


@pytest.mark.parametrize(
    "change",
    [{"active": False}, {"expires": timezone.now() - HOUR}, {"secret_hash": "0" * 64}],
)
def test_a_key_that_is_not_good_any_more_is_refused_at_once(post, new_key, change):
    key, headers = new_key(expires=timezone.now() + HOUR)
    assert post("{ __typename }", headers=headers).status_code == 200
    ApiKey.objects.filter(pk=key.pk).update(**change)
    refused = post("{ __typename }", headers=headers)
    assert (refused.status_code, code(refused)) == (401, "UNAUTHENTICATED")
    assert refused["WWW-Authenticate"] == "Bearer"
    assert refused["Cache-Control"] == "no-store"


@pytest.mark.parametrize("text", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer accord__", "Bearer accord_\x00_é"])
def test_a_wrong_key_is_refused_and_never_ignored(post, new_key, text):
    new_key()
    assert post("{ __typename }", headers={"Authorization": text}).status_code == 401


def test_a_rotated_key_stays_good_for_a_week(post, new_key):
    key, old = new_key()
    new = {"Authorization": f"Bearer {key.renew()}"}
    key.save()
    assert {post("{ __typename }", headers=each).status_code for each in (old, new)} == {200}
    ApiKey.objects.update(previous_until=timezone.now())
    assert [post("{ __typename }", headers=each).status_code for each in (old, new)] == [401, 200]


def test_the_last_use_is_written_once_a_minute(post, new_key, django_assert_num_queries):
    key, headers = new_key()
    post("{ __typename }", headers=headers)
    key.refresh_from_db()
    first = key.last_used
    # The key and the freshness query.
    with django_assert_num_queries(2):
        post("{ __typename }", headers=headers)
    ApiKey.objects.update(last_used=first - datetime.timedelta(minutes=2))
    post("{ __typename }", headers=headers)
    key.refresh_from_db()
    assert key.last_used >= first


def test_a_key_for_large_queries_may_ask_for_more(post, settings, new_key):
    settings.GRAPHQL_LIMITS = {"cost": 40, "large_cost": 42}
    query = "{ projects { nodes { title } } }"
    _, plain = new_key()
    _, large = new_key("Harvester", large_queries=True)
    assert code(post(query, headers=plain)) == "COST_LIMIT_EXCEEDED"
    assert post(query, headers=large).json()["data"]
    settings.GRAPHQL_LIMITS = {"large_cost": 41}
    assert code(post(query, headers=large)) == "COST_LIMIT_EXCEEDED"
    assert post("{ __typename }", headers=large).json()["data"]


LIST = "{ projects { nodes { title } } }"
PRICE = rates.EACH_REQUEST + 2 + 20 * 2


@pytest.fixture
def no_refund(monkeypatch):
    """Let every query take as much work as it may cost."""
    monkeypatch.setattr(rates, "work", lambda seconds: 1_000_000)


def test_what_one_may_ask_for_in_a_minute(post, settings, new_key, no_refund):
    settings.GRAPHQL_LIMITS = {"rate": 2 * PRICE}
    first, second, third = (post(f"{LIST} # {number}") for number in range(3))
    assert [each.status_code for each in (first, second, third)] == [200, 200, 429]
    assert first["RateLimit-Policy"] == f'"cost";q={2 * PRICE};w=60'
    left = re.fullmatch(r'"cost";r=(\d+);t=\d+', first["RateLimit"])
    assert PRICE <= int(left[1]) < 2 * PRICE
    assert code(third) == "RATE_LIMITED"
    assert 0 < int(third["Retry-After"]) <= 120
    # Others are not concerned.
    assert post(LIST, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 200
    _, key = new_key()
    assert post(LIST, headers=key).status_code == 200
    settings.GRAPHQL_LIMITS = {"rate": None}
    assert "RateLimit" not in post(LIST)


def test_a_query_that_is_refused_was_work_too(post, settings):
    settings.GRAPHQL_LIMITS = {"rate": 2 * rates.EACH_REQUEST}
    assert [post("{").status_code for _ in range(3)] == [200, 200, 429]


def test_each_key_has_its_own_rate(post, new_key, no_refund):
    _, slow = new_key(rate=PRICE)
    assert [post(f"{LIST} # {number}", headers=slow).status_code for number in range(2)] == [200, 429]
    _, other = new_key("Another portal", rate=2 * PRICE)
    assert [post(f"{LIST} # {number}", headers=other).status_code for number in range(2)] == [200, 200]


def test_what_any_key_may_ask_for_in_a_minute(post, settings, new_key, no_refund):
    settings.GRAPHQL_LIMITS = {"key_rate": 2 * PRICE, "rate": PRICE}
    _, key = new_key()
    assert [post(f"{LIST} # {number}", headers=key).status_code for number in range(3)] == [200, 200, 429]
    # Others are not concerned, and after a minute the key is not either.
    assert post(LIST).status_code == 200
    shared.forget()
    assert post(LIST, headers=key).status_code == 200


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("198.51.100.7", "203.0.113.9", ["127.0.0.1"], "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", ["127.0.0.1", "10.0.0.2"], "203.0.113.9"),
        ("127.0.0.1", "", ["127.0.0.1"], "127.0.0.1"),
        ("", "203.0.113.9", [], "203.0.113.9"),
        ("10.0.0.5", "6.6.6.6, 203.0.113.9", ["*"], "203.0.113.9"),
        ("2001:db8:1:2:3::4", "", [], "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "", [], "203.0.113.9"),
        ("127.0.0.1", "<script>", ["127.0.0.1"], "unknown"),
    ],
)
def test_only_our_own_proxies_say_where_a_request_came_from(settings, peer, forwarded, trusted, address):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get(ADDRESS, REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    assert address_of(request) == address


def test_a_counter_that_fails_lets_requests_through(post, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert post(LIST).status_code == 200


FORM = {"partner": "Museum", "active": "on", "any_query": "on"}


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin", password="secret"))
    return client


def shown(response):
    found = re.search(r"accord_[0-9a-f]{12}_[\w-]+", response.content.decode())
    return found and {"Authorization": f"Bearer {found[0]}"}


def test_an_administrator_makes_rotates_and_stops_a_key(admin, post):
    made = admin.post("/admin/api_keys/new/", FORM, follow=True)
    first = shown(made)
    assert post("{ __typename }", headers=first).status_code == 200
    listing = admin.get("/admin/api_keys/")
    assert "Museum" in listing.content.decode()
    assert shown(listing) is None
    edit = f"/admin/api_keys/edit/{ApiKey.objects.get().pk}/"
    assert shown(admin.post(edit, FORM, follow=True)) is None
    second = shown(admin.post(edit, {**FORM, "rotate": "on"}, follow=True))
    assert {post("{ __typename }", headers=each).status_code for each in (first, second)} == {200}
    admin.post(edit, {"partner": "Museum", "any_query": "on"})
    assert post("{ __typename }", headers=second).status_code == 401


@pytest.mark.parametrize(
    "content",
    [
        {sha256(LIST): LIST},
        {"format": "apollo-persisted-query-manifest", "operations": [{"id": sha256(LIST), "body": LIST}]},
    ],
)
def test_an_administrator_registers_the_documents_of_a_partner(admin, post, content):
    file = SimpleUploadedFile("manifest.json", json.dumps(content).encode())
    key = shown(
        admin.post("/admin/api_keys/new/", {"partner": "Museum", "active": "on", "manifest": file}, follow=True)
    )
    assert post(LIST, headers=key).json()["data"]
    assert post("{ __typename }", headers=key).status_code == 403


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b'{"a": 1}', b'{"a": "{ __typename }"}'])
def test_a_damaged_manifest_is_refused_and_registers_nothing(admin, content):
    file = SimpleUploadedFile("manifest.json", content)
    response = admin.post("/admin/api_keys/new/", {**FORM, "manifest": file})
    assert response.status_code == 200
    assert not ApiKey.objects.exists()
