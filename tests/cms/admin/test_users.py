"""Who may change users does not become a superuser by it."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db

ADD = "/admin/users/new/"


@pytest.fixture
def superuser():
    return get_user_model().objects.create_superuser("root", password="secret")


def form(**fields):
    names = {"username": "eve", "email": "eve@example.org", "first_name": "Eve", "last_name": "Adams"}
    return names | {"password1": "Not-2-guess", "password2": "Not-2-guess", "is_active": "on"} | fields


def users(**fields):
    return get_user_model().objects.filter(**fields)


def test_an_administrator_makes_users_and_no_superusers(administrator):
    administrator.post(ADD, form(is_superuser="on"))
    assert not users(username="eve").exists()
    administrator.post(ADD, form())
    assert users(username="eve", is_superuser=False).exists()


def test_an_administrator_gives_nobody_the_rights_of_a_superuser(administrator):
    administrator.post(ADD, form())
    eve = users(username="eve").get()
    administrator.post(f"/admin/users/edit/{eve.pk}/", form(is_superuser="on", last_name="Evans"))
    assert users(username="eve", is_superuser=False, last_name="Adams").exists()
    administrator.post(f"/admin/users/edit/{eve.pk}/", form(last_name="Evans"))
    assert users(username="eve", last_name="Evans").exists()


def test_an_administrator_cannot_take_over_or_shut_out_a_superuser(administrator, superuser):
    administrator.post(f"/admin/users/edit/{superuser.pk}/", form(username="root"))
    administrator.post(ADD, form())
    for user in (superuser, users(username="eve").get()):
        administrator.post(f"/admin/bulk/auth/user/set_active_state/?id={user.pk}", {"mark_as_active": "False"})
    superuser.refresh_from_db()
    assert superuser.is_active
    assert users(username="eve", is_active=False).exists()
    assert superuser.check_password("secret")


def test_a_superuser_may_do_both(admin_client, superuser):
    admin_client.post(ADD, form(is_superuser="on"))
    assert users(username="eve", is_superuser=True).exists()
    admin_client.post(f"/admin/users/edit/{superuser.pk}/", form(username="root", is_superuser="on"))
    superuser.refresh_from_db()
    assert superuser.check_password("Not-2-guess")
