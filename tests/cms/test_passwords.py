"""Passwords are guessed slowly, by one client or by many, and their owners are never locked out."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms import passwords
from graph.budget.memory import shared

pytestmark = pytest.mark.django_db

OWNER = "198.51.100.1"


@pytest.fixture(autouse=True)
def fresh_budget():
    shared.forget()


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("editor", "editor@example.org", "right")


def log_in(client, password, address="203.0.113.1", name="editor"):
    sent = {"username": name, "password": password}
    return client.post(reverse("wagtailadmin_login"), sent, REMOTE_ADDR=address)


def test_one_client_may_guess_twenty_times_and_then_waits(client, editor):
    codes = [log_in(client, f"wrong {number}", name=f"user {number}").status_code for number in range(22)]
    assert codes == [200] * 20 + [429] * 2
    refused = log_in(client, "right")
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 60) == (429, True)
    assert log_in(client, "right", OWNER).status_code == 302


def test_the_right_password_is_not_counted(client, editor):
    assert {log_in(client, "right").status_code for _ in range(25)} == {302}
    assert log_in(client, "wrong").status_code == 200


def test_many_clients_together_are_slowed_down_but_the_owner_gets_in(client, editor, monkeypatch):
    addresses = [f"203.0.113.{number}" for number in range(1, 31)]
    codes = [log_in(client, "wrong", address).status_code for address in addresses for _ in range(5)]
    assert codes.count(200) < 150
    assert {log_in(client, "wrong", addresses[-1], f" EDITOR{' ' * number}").status_code for number in range(4)} == {
        429
    }
    assert log_in(client, "right", OWNER).status_code == 302


def test_the_password_of_a_page_cannot_be_tried_out(client, home):
    restriction = PageViewRestriction.objects.create(
        page=home, restriction_type=PageViewRestriction.PASSWORD, password="opensesame"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, home.pk])

    def guess(password, client_address="203.0.113.1"):
        return client.post(address, {"password": password, "return_url": "/"}, REMOTE_ADDR=client_address).status_code

    assert [guess(f"guess {number}") for number in range(21)] == [200] * 20 + [429]
    assert guess("opensesame", OWNER) == 302


def test_a_mailbox_is_not_flooded_with_links_for_a_new_password(client, editor):
    codes = [
        client.post(
            reverse("wagtailadmin_password_reset"), {"email": editor.email}, REMOTE_ADDR=f"203.0.113.{number}"
        ).status_code
        for number in range(1, 9)
    ]
    assert codes == [302] * 5 + [429] * 3
    assert len(mail.outbox) == 5


def test_forms_that_ask_for_passwords_exist_under_these_names():
    arguments = {"wagtailcore_authenticate_with_password": [1, 1], "wagtaildocs_authenticate_with_password": [1]}
    assert all(reverse(name, args=arguments.get(name, [])) for name in passwords.FORMS)
