"""Signing in at an OpenID Connect provider, a real server of the protocol: accounts, groups, remits, refusals."""

import logging
import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.identity.claims import mapping
from cms.settings.environment import Environment, Misconfigured
from cms.settings.identity import providers

pytestmark = pytest.mark.django_db
PEOPLE = {
    "mona": {"email": "mona@example.org", "email_verified": True, "groups": ["accord-editors", "everybody"]},
    "root": {"email": "root@example.org", "email_verified": False, "groups": []},
    "owner": {"email": "owner@example.org", "email_verified": True, "groups": "accord-editors"},
}


@pytest.fixture(scope="module")
def provider():
    with warnings.catch_warnings(action="ignore"):  # of authlib, about its own modules
        from oidc_provider_mock import User, run_server_in_thread
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    people = [User(sub=sub, claims={"name": sub, **claims}) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def signing_in_there(settings, provider):
    settings.OIDC_SERVER, settings.OIDC_NAME = provider, "Example account"
    settings.OIDC_GROUPS = ["accord-editors=Editors", "accord-moderators=Moderators"]
    values = {"OIDC_SERVER": provider, "OIDC_CLIENT_ID": "accord", "OIDC_CLIENT_SECRET": "secret"}
    settings.SOCIALACCOUNT_PROVIDERS = providers(Environment(values))


def sign_in(client, person):
    """Follow the links as a browser does: to the provider, through its form, and back."""
    there = client.get(reverse("openid_connect_login", kwargs={"provider_id": "sso"}), {"next": "/admin/"})
    assert there.status_code == 302
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])
    back = requests.post(there["Location"], data={"sub": person}, allow_redirects=False, timeout=5)
    return client.get(back.headers["Location"].replace("http://testserver", ""))


def test_the_page_for_signing_in_leads_to_the_provider(client):
    page = client.get(reverse("wagtailadmin_login")).content.decode()
    assert "Sign in with Example account" in page
    assert reverse("openid_connect_login", kwargs={"provider_id": "sso"}) in page


def test_somebody_new_gets_an_account_with_the_groups_of_the_claims(client, django_user_model):
    answer = sign_in(client, "mona")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    user = django_user_model.objects.get(email="mona@example.org")
    assert [group.name for group in user.groups.all()] == ["Editors"]
    assert not user.has_usable_password() and not user.is_superuser
    assert client.get("/admin/").status_code == 200


def test_groups_follow_the_claims_at_each_time_and_other_groups_stay(client, django_user_model):
    sign_in(client, "mona")
    user = django_user_model.objects.get(email="mona@example.org")
    own = Group.objects.create(name="Team Georgia")
    user.groups.set([own, Group.objects.get(name="Moderators")])
    client.logout()
    sign_in(client, "mona")
    assert {group.name for group in user.groups.all()} == {"Team Georgia", "Editors"}


def test_a_verified_address_leads_to_the_user_who_has_it_and_another_one_does_not(client, django_user_model):
    owner = django_user_model.objects.create_user("owner", "owner@example.org", "secret")
    sign_in(client, "owner")
    assert int(client.session["_auth_user_id"]) == owner.pk
    assert owner.groups.get().name == "Editors"
    client.logout()
    root = django_user_model.objects.create_superuser("root", "root@example.org", "secret")
    sign_in(client, "root")
    assert client.session.get("_auth_user_id") != str(root.pk)


def test_an_answer_that_nobody_asked_for_is_refused(client, django_user_model):
    callback = reverse("openid_connect_callback", kwargs={"provider_id": "sso"})
    answer = client.get(callback, {"code": "made-up", "state": "made-up"})
    assert answer.status_code == 401
    assert "_auth_user_id" not in client.session
    assert not django_user_model.objects.exists()


def test_an_answer_for_somebody_else_is_refused(client, provider):
    """As when a stranger leads somebody to the end of the stranger's own way in."""
    from django.test import Client

    stranger = Client()
    there = stranger.get(reverse("openid_connect_login", kwargs={"provider_id": "sso"}))
    back = requests.post(there["Location"], data={"sub": "mona"}, allow_redirects=False, timeout=5)
    client.get(back.headers["Location"].replace("http://testserver", ""))
    assert "_auth_user_id" not in client.session


def test_where_only_the_provider_counts_no_password_does(client, settings, django_user_model):
    settings.OIDC_ONLY = True
    django_user_model.objects.create_superuser("root", "root@example.org", "secret")
    login = reverse("wagtailadmin_login")
    there = reverse("openid_connect_login", kwargs={"provider_id": "sso"})
    assert client.get(login)["Location"].startswith(there)
    for address in (login, reverse("wagtailcore_login")):
        assert client.post(address, {"username": "root", "password": "secret"})["Location"] == there
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client, django_user_model):
    for name in ("account_signup", "socialaccount_signup"):
        sent = {"username": "new", "email": "a@b.org", "password1": "l0ng-enough", "password2": "l0ng-enough"}
        client.post(reverse(name), sent)
    assert not django_user_model.objects.exists()


def test_settings_that_do_not_fit_are_refused():
    with pytest.raises(Misconfigured, match="OIDC_SERVER is set without OIDC_CLIENT_ID"):
        providers(Environment({"OIDC_SERVER": "https://login.example.org"}))
    with pytest.raises(Misconfigured, match="an entry without ="):
        mapping(["Editors"])
    assert providers(Environment()) == {}
