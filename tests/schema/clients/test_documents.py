"""Queries named by their hash: those that any client teaches, and those that a partner has registered."""

import hashlib

import pytest
from django.core.cache import caches

from schema.models import TrustedDocument
from tests.schema.conftest import ADDRESS, code

pytestmark = pytest.mark.django_db

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
QUERY = "{ __typename }"
OTHER = "{ other: __typename }"


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(text):
    return {"persistedQuery": {"version": 1, "sha256Hash": sha256(text)}}


@pytest.fixture
def send(client):
    def post(body, headers=None, accept=JSON):
        return client.post(ADDRESS, body, content_type=JSON, headers={"accept": accept, **(headers or {})})

    return post


def test_a_client_teaches_a_query_and_names_it_afterwards(client, send):
    """The exchange that Apollo's clients have."""
    unknown = send({"extensions": persisted(QUERY)})
    assert (unknown.status_code, code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert unknown["Cache-Control"] == "no-store"
    assert send({"extensions": persisted(QUERY)}, accept=GRAPHQL).status_code == 400
    assert send({"query": QUERY, "extensions": persisted(QUERY)}).json()["data"]
    assert send({"extensions": persisted(QUERY)}).json()["data"] == {"__typename": "Query"}
    extensions = f'{{"persistedQuery": {{"version": 1, "sha256Hash": "{sha256(QUERY)}"}}}}'
    assert client.get(ADDRESS, {"extensions": extensions}).json()["data"] == {"__typename": "Query"}


def test_a_query_that_is_refused_is_not_kept(send):
    send({"query": "{ nothing }", "extensions": persisted("{ nothing }")})
    assert code(send({"extensions": persisted("{ nothing }")})) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"query": QUERY, "extensions": persisted(OTHER)}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "0" * 64}}}, "PERSISTED_QUERY_NOT_SUPPORTED"),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": 5}}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": "x"}}, "BAD_REQUEST"),
        ({"documentId": 5}, "BAD_REQUEST"),
        ({"documentId": "\x00"}, "BAD_REQUEST"),
        ({"documentId": sha256(QUERY)}, "DOCUMENT_NOT_FOUND"),
    ],
)
def test_a_wrong_hash(send, body, expected):
    response = send(body, accept=GRAPHQL)
    assert (response.status_code, code(response)) == (400, expected)


def test_a_registered_document_is_asked_for_by_its_id(client, send, new_key):
    key, headers = new_key(any_query=False)
    TrustedDocument.objects.create(key=key, sha256=sha256(QUERY), text=QUERY)
    for name in (sha256(QUERY), f"sha256:{sha256(QUERY)}"):
        assert send({"documentId": name}, headers).json()["data"] == {"__typename": "Query"}
    assert client.get(ADDRESS, {"documentId": sha256(QUERY)}, headers=headers).json()["data"]
    assert send({"extensions": persisted(QUERY)}, headers).json()["data"]
    assert send({"query": QUERY}, headers).json()["data"]
    assert code(send({"documentId": sha256(QUERY)})) == "DOCUMENT_NOT_FOUND"


def test_a_key_for_documents_only_may_send_nothing_else(send, new_key):
    _, headers = new_key(any_query=False)
    refused = send({"query": QUERY}, headers)
    assert (refused.status_code, code(refused)) == (403, "FORBIDDEN")
    send({"query": OTHER, "extensions": persisted(OTHER)})
    assert code(send({"extensions": persisted(OTHER)}, headers)) == "PERSISTED_QUERY_NOT_FOUND"


def test_documents_belong_to_one_key(send, new_key):
    key, _ = new_key()
    _, others = new_key("Another portal")
    TrustedDocument.objects.create(key=key, sha256=sha256(QUERY), text=QUERY)
    assert code(send({"documentId": sha256(QUERY)}, others)) == "DOCUMENT_NOT_FOUND"


def test_a_query_that_cannot_be_kept_is_answered(send, monkeypatch, tmp_path):
    folder = tmp_path / "file"
    folder.write_text("no folder")
    monkeypatch.setattr(caches["queries"], "_dir", str(folder / "queries"))
    assert send({"query": QUERY, "extensions": persisted(QUERY)}).json()["data"]
    assert code(send({"extensions": persisted(QUERY)})) == "PERSISTED_QUERY_NOT_FOUND"
