"""The groups of a new installation, and that they are made once."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management.sql import emit_post_migrate_signal
from django.db.migrations.loader import MigrationLoader
from wagtail.models import GroupPagePermission, Page

from cms.groups import make_groups_once

pytestmark = pytest.mark.django_db


def pages(group: str) -> set[str]:
    rows = GroupPagePermission.objects.filter(group__name=group, page=Page.get_first_root_node())
    return {row.permission.codename.removesuffix("_page") for row in rows}


def may(group: str, permission: str) -> bool:
    return Group.objects.get(name=group).permissions.filter(codename=permission).exists()


def test_a_new_database_has_three_groups_with_rights_that_grow():
    assert pages("Editors") == {"add", "change"}
    assert pages("Moderators") == {"add", "change", "publish", "lock", "unlock"}
    assert pages("Administrators") == pages("Moderators") | {"bulk_delete"}


@pytest.mark.parametrize(
    ("permission", "groups"),
    [
        ("access_admin", {"Editors", "Moderators", "Administrators"}),
        ("change_organisation", {"Editors", "Moderators", "Administrators"}),
        ("publish_organisation", {"Moderators", "Administrators"}),
        ("change_country", {"Administrators"}),
        ("add_theme", {"Administrators"}),
        ("change_user", {"Administrators"}),
        ("change_site", {"Administrators"}),
        ("change_remit", {"Administrators"}),
        ("submit_translation", {"Editors", "Moderators", "Administrators"}),
    ],
)
def test_each_group_may_do_what_it_is_for(permission, groups):
    assert {each.name for each in Group.objects.all() if may(each.name, permission)} == groups


def test_what_an_administrator_changes_stands_after_a_migration():
    Group.objects.get(name="Administrators").delete()
    Group.objects.get(name="Moderators").permissions.clear()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=[])
    assert not Group.objects.filter(name="Administrators").exists()
    assert not may("Moderators", "publish_organisation")


def test_they_are_made_when_the_first_tables_are():
    Group.objects.all().delete()
    first = MigrationLoader(None).get_migration("cms", "0001_initial")
    make_groups_once(plan=[(first, False)], sender=apps.get_app_config("cms"))
    assert Group.objects.count() == 3


def test_what_comes_later_brings_its_rights_and_no_others():
    for group in Group.objects.all():
        group.permissions.clear()
    Group.objects.get(name="Editors").delete()
    keys = MigrationLoader(None).get_migration("schema", "0001_initial")
    make_groups_once(plan=[(keys, True)])
    assert not may("Administrators", "add_apikey")
    make_groups_once(plan=[(keys, False)])
    assert may("Administrators", "add_apikey")
    assert not may("Moderators", "add_apikey")
    assert not may("Administrators", "add_country")
    assert not Group.objects.filter(name="Editors").exists()


def test_they_are_not_made_when_the_first_tables_go():
    Group.objects.all().delete()
    first = MigrationLoader(None).get_migration("cms", "0001_initial")
    make_groups_once(plan=[(first, True)])
    assert not Group.objects.exists()


FILES = [f"/admin/{files}/{page}" for files in ("images", "documents") for page in ("", "add/", "multiple/add/")]


def sign_in(client, *groups: str) -> None:
    user = get_user_model().objects.create_user("kim", password="secret")
    user.groups.set(Group.objects.filter(name__in=groups))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)


def statuses(client) -> set[int]:
    return {client.get(address).status_code for address in FILES}


@pytest.mark.parametrize("group", ["Editors", "Moderators", "Administrators"])
def test_each_group_may_add_pictures_and_documents(client, group):
    sign_in(client, group)
    assert statuses(client) == {200}


def test_who_is_in_no_group_may_add_neither(client):
    sign_in(client)
    assert statuses(client) == {302}
