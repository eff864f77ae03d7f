"""Second factors are asked for at every door, and sessions end."""

from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from graph.budget.memory import shared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    shared.forget()
    cache.clear()


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_superuser("root", "root@example.org", "secret")


@pytest.fixture
def secret(user):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, int(time()) // 30))


def sign_in(client, name="wagtailadmin_login"):
    return client.post(reverse(name), {"username": "root", "password": "secret"})


@pytest.mark.parametrize("door", ["wagtailadmin_login", "wagtailcore_login"])
def test_a_password_alone_opens_no_door(client, secret, door):
    answer = sign_in(client, door)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_codes_are_not_tried_out(client, secret):
    sign_in(client)
    for number in range(12):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "_auth_user_id" not in client.session


def test_a_code_counts_once(client, secret):
    code = code_of(secret)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.logout()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_the_secret_is_encrypted_and_outlives_a_change_of_the_key(client, secret, settings):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "_auth_user_id" in client.session


def test_the_pages_for_second_factors_are_there(client, user):
    assert sign_in(client)["Location"] == "/admin/"
    account = client.get(reverse("wagtailadmin_account")).content.decode()
    assert reverse("mfa_index") in account
    # Who changes second factors gives the password once more.
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": "secret"})
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"):
        page = client.get(reverse(name))
        assert page.status_code == 200, (name, page.headers)
        assert "Back to the admin" in page.content.decode()
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_where_a_second_factor_is_required_the_admin_waits_for_it(client, user, settings):
    settings.SECOND_FACTOR = "required"
    sign_in(client)
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    assert client.get("/admin/pages/")["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    totp.TOTP.activate(user, totp.generate_totp_secret())
    assert client.get("/admin/").status_code == 200


def test_sessions_end_with_the_day_and_when_nobody_uses_them(client, user, settings):
    sign_in(client)
    session = client.session
    session["seen"] -= settings.SESSION_IDLE_MINUTES * 60 + 1
    session.save()
    assert client.get("/admin/").status_code == 302
    sign_in(client)
    session = client.session
    session["seen"] -= 120
    session.save()
    assert client.get("/admin/").status_code == 200
    assert time() - client.session["seen"] < 5
    session = client.session
    session["began"] -= settings.SESSION_HOURS * 3600 + 1
    session.save()
    assert client.get("/admin/").status_code == 302
