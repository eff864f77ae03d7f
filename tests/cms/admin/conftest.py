"""People who log in to the admin, one of each group."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client


def logged_in(group: str) -> Client:
    user = get_user_model().objects.create_user(group.lower(), password="secret")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(home):
    return logged_in("Editors")


@pytest.fixture
def moderator(home):
    return logged_in("Moderators")


@pytest.fixture
def administrator(home):
    return logged_in("Administrators")
