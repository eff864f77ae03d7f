"""What partners ask for is logged, summed up by operation and shown to administrators, and variables never are."""

import logging
import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from schema.clients import hash_of, operations, tally
from schema.models import OperationUse

pytestmark = pytest.mark.django_db

QUERY = "query Names($code: String) { country(code: $code) { title } }"
SECRET = "KH-secret"


@pytest.fixture(autouse=True)
def counted(settings, monkeypatch):
    settings.GRAPHQL_OPERATIONS = True
    counts = tally.Tally(operations._add)
    monkeypatch.setattr(operations, "operations", counts)
    return counts


def rows():
    return {(each.key and each.key.partner, each.name, each.sha256): each for each in OperationUse.objects.all()}


def test_an_answer_is_a_line_without_variables_and_addresses(post, client, new_key, cambodia, caplog):
    key, headers = new_key()
    with caplog.at_level(logging.INFO, "schema.operations"):
        post(QUERY, {"code": SECRET}, headers=headers)
        client.get("/graphql/", {"query": "{ nothing }"}, headers={"accept": "application/graphql-response+json"})
        post("{", operationName="made up\nline")
    lines = [each.getMessage() for each in caplog.records if each.name == "schema.operations"]
    digest = hash_of(QUERY)[:16]
    assert re.fullmatch(rf"key={key.prefix} operation=Names hash={digest} cost=2 ms=[\d.]+ status=200", lines[0])
    assert re.fullmatch(r"key=- operation=- hash=\w{16} cost=0 ms=[\d.]+ status=400", lines[1])
    assert len(lines) == 3
    assert not any(word in line for line in lines for word in (SECRET, "127.0.0.1", "made up"))


def test_sums_tell_partners_and_operations_apart(post, client, new_key, cambodia, counted):
    _, museum = new_key("Museum")
    post(QUERY, {"code": "KH"}, headers=museum)
    post(QUERY, {"code": 1}, headers=museum)
    post(QUERY, {"code": "KH"})
    post("{ countries { totalCount } }")
    again = {"query": QUERY, "variables": '{"code": "KH"}'}
    tag = client.get("/graphql/", again, headers=museum)["ETag"]
    client.get("/graphql/", again, headers={**museum, "If-None-Match": tag})
    counted.write()
    found = rows()
    assert found.keys() == {("Museum", "Names", hash_of(QUERY)), ("Museum", "", hash_of(QUERY)), (None, "", "")}
    named = found["Museum", "Names", hash_of(QUERY)]
    assert (named.count, named.cost, named.unchanged, named.failed) == (3, 6, 1, 0)
    assert found["Museum", "", hash_of(QUERY)].failed == 1
    assert found[None, "", ""].count == 2


def test_made_up_operations_do_not_fill_memory_or_table(post, new_key, counted, monkeypatch):
    monkeypatch.setattr(operations, "MOST", 3)
    monkeypatch.setattr(OperationUse, "OPERATIONS", 2)
    _, museum = new_key("Museum")
    for number in range(6):
        post(f"query N{number} {{ __typename }}", headers=museum)
    assert len(counted) == 4
    counted.write()
    assert sorted(name for _, name, _ in rows()) == ["", "N0", "N1"]
    assert sum(each.count for each in rows().values()) == 6


def test_an_operation_with_a_long_name_is_counted_and_so_are_the_others(post, new_key, counted):
    """PostgreSQL refuses what is longer than its column."""
    _, museum = new_key("Museum")
    _, archive = new_key("Archive")
    post(f"query {'N' * 101} {{ __typename }}", headers=museum)
    post("query Short { __typename }", headers=archive)
    counted.write()
    assert {(partner, name) for partner, name, _ in rows()} == {("Museum", "N" * 100), ("Archive", "Short")}
    assert len(counted) == 0


@pytest.mark.django_db(transaction=True)
def test_counts_that_cannot_be_written_stop_no_others(post, new_key, counted, caplog):
    gone, museum = new_key("Museum")
    _, archive = new_key("Archive")
    post("query Gone { __typename }", headers=museum)
    post("query Stays { __typename }", headers=archive)
    gone.delete()
    counted.write()
    assert {(partner, name) for partner, name, _ in rows()} == {("Archive", "Stays")}
    assert "cannot be written and are dropped" in caplog.text


def test_the_stages_of_an_answer_are_in_a_header(post, cambodia):
    response = post(QUERY, {"code": "KH"}, headers={"Origin": "https://museum.example.org"})
    assert re.fullmatch(r"plan;dur=[\d.]+, execute;dur=[\d.]+", response["Server-Timing"])
    assert "Server-Timing" in response["Access-Control-Expose-Headers"]


def test_the_operator_may_switch_it_off(post, settings, counted):
    settings.GRAPHQL_OPERATIONS = False
    post("{ __typename }")
    assert len(counted) == 0


def test_administrators_see_what_is_asked(client, post, new_key, counted, django_user_model):
    _, museum = new_key("Museum")
    post("query Exhibitions { __typename }", headers=museum)
    post("{ __typename }")
    counted.write()
    for group, sees in (("Administrators", True), ("Editors", False)):
        user = django_user_model.objects.create_user(group)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        page = client.get(reverse("operations"))
        shown = page.content.decode() if page.status_code == 200 else ""
        assert [each in shown for each in ("Exhibitions", "Museum", "without a key", "others")] == [sees] * 4
        menu = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("operations") in menu) == sees
        if sees:
            sheet = client.get(reverse("operations"), {"export": "csv"})
            text = b"".join(sheet.streaming_content).decode() if sheet.streaming else sheet.content.decode()
            assert re.search(r"^Exhibitions,\w{64},Museum,", text, re.M)
            assert re.search(r"^,,without a key,", text, re.M)
